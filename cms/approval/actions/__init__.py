"""Every write of this room: the only ways to move an approval or change the table."""

from cms.approval.actions.advancing import work_of
from cms.approval.actions.breaking import break_glass
from cms.approval.actions.deciding import approve, send_back
from cms.approval.actions.presenting import record_presentation
from cms.approval.actions.submitting import set_provenance, submit
from cms.approval.actions.table import change_procedure, set_up_workflow
from cms.approval.errors import (
    AlreadyDecidedError,
    ApprovalError,
    NotEntitledError,
    NotPresentedError,
    NotReadyError,
    ReasonMissingError,
    StepMissingError,
    TextChangedError,
    WrongProcedureError,
)

__all__ = [
    "AlreadyDecidedError",
    "ApprovalError",
    "NotEntitledError",
    "NotPresentedError",
    "NotReadyError",
    "ReasonMissingError",
    "StepMissingError",
    "TextChangedError",
    "WrongProcedureError",
    "approve",
    "break_glass",
    "change_procedure",
    "record_presentation",
    "send_back",
    "set_provenance",
    "set_up_workflow",
    "submit",
    "work_of",
]
