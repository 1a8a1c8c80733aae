"""Changing the decision table, and setting a site up with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Workflow, WorkflowPage

from cms.approval.errors import (
    NotEntitledError,
    ReasonMissingError,
    WrongProcedureError,
)
from cms.approval.floor import problems_of_rule
from cms.approval.models import Procedure
from cms.approval.procedures import (
    ORDINARY,
    codes,
    procedure_for,
    put_right,
    workflow_for,
)
from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_coordinator

if TYPE_CHECKING:
    from cms.accounts.models import User

SHORTEST_REASON = 10


def may_change_table(user: Any) -> bool:
    """Tell whether a person may change the table: Coordinator or administrator."""
    return is_coordinator(user) or bool(getattr(user, "is_superuser", False))


@transaction.atomic
def change_procedure(
    *, code: str, changes: dict[str, Any], reason: str, by: User
) -> Procedure:
    """Change a row of the decision table; approvals under way keep the old one.

    Raises NotEntitledError, ReasonMissingError, or WrongProcedureError for a row that
    may not be so, such as a Declaration without the Presidency's step. A change that
    changes nothing writes nothing.
    """
    if not may_change_table(by):
        raise NotEntitledError(
            _("The Coordinator or an administrator changes the decision table.")
        )
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonMissingError(_("Please say why the table changes."))
    row = Procedure.objects.select_for_update().get(pk=procedure_for(code).pk)
    before = {name: getattr(row, name) for name in Procedure.RULES}
    after = before | {k: v for k, v in changes.items() if k in Procedure.RULES}
    if after == before:
        return row
    problems = problems_of_rule(code, after)
    if problems:
        raise WrongProcedureError(" ".join(problems))
    for name, value in after.items():
        setattr(row, name, value)
    row.changed_by_action = True  # type: ignore[attr-defined]
    row.save()
    workflow_for(code)
    changed = {n: [before[n], after[n]] for n in before if before[n] != after[n]}
    record_event(
        verb="approval.procedure_changed",
        subject=row,
        by=by,
        capacity=capacity_of(by),
        data={"code": code, "reason": reason.strip(), "changes": changed},
    )
    return row


@transaction.atomic
def set_up_workflow(*, name: str, page: Any) -> Workflow:
    """Enter the whole table; give plain pages below ``page`` the ordinary steps.

    Done again it changes nothing.
    """
    for code in codes():
        workflow_for(code)
    workflow, _made = Workflow.objects.get_or_create(name=name)
    put_right(workflow, procedure_for(ORDINARY).steps)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return workflow
