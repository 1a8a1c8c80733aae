"""The decision table, approvals under way, and the steps as Wagtail's tasks."""

from cms.approval.models.approvals import Approval, KeptStep
from cms.approval.models.procedures import Procedure
from cms.approval.models.tasks import (
    CoordinatorTask,
    DatedTask,
    PresidencyTask,
    SecondArchivistTask,
    SecretariatTask,
)

__all__ = [
    "Approval",
    "CoordinatorTask",
    "DatedTask",
    "KeptStep",
    "PresidencyTask",
    "Procedure",
    "SecondArchivistTask",
    "SecretariatTask",
]
