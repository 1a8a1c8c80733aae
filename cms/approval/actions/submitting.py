"""Submitting a draft: the way into an approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from cms.approval.actions.advancing import lock_pages_of
from cms.approval.entitlement import may_submit
from cms.approval.errors import ApprovalError, NotEntitledError, NotReadyError
from cms.approval.models import Approval
from cms.approval.procedures import older_code, procedure_for, workflow_for
from cms.approval.readiness import check_ready
from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of, is_secretariat
from cms.works.models import Work
from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.approval.models import Procedure
    from cms.works.pages import AbstractTextPage


def procedure_of_submission(work: Work, *, as_older: bool) -> Procedure:
    """Return the row under which a draft would be submitted.

    Raises NotReadyError if it is to be an older paper and is not old enough.
    """
    if not as_older:
        return procedure_for(work.type_code)
    code = older_code(work)
    if code is None:
        raise NotReadyError(
            _(
                "Only a paper from before decisions were taken here is recorded as an "
                "older one; a new text goes to the Presidency."
            )
        )
    return procedure_for(code)


@transaction.atomic
def submit(
    *, page: AbstractTextPage, as_older: bool = False, by: User
) -> WorkflowState:
    """Submit a draft under the procedure of its type, or as an older paper.

    A text that was sent back takes its approval up again. Raises NotEntitledError
    unless ``by`` is among those who prepare such texts, NotReadyError if a language or
    the provenance is missing, ApprovalError if the work is not a draft.
    """
    expression = page.own_expression
    if expression is None:
        if not is_secretariat(by):
            raise NotEntitledError(_("Only the Secretariat submits this text."))
        raise ApprovalError(_("This page has no work behind it."))
    pages = lock_pages_of(expression.work)
    work = Work.objects.select_for_update().get(pk=expression.work_id)
    procedure = procedure_of_submission(work, as_older=as_older)
    if not may_submit(by, work, procedure):
        raise NotEntitledError(
            _("This text is submitted by the Secretariat, or by those who prepare it.")
        )
    if work.state != WorkState.DRAFT:
        raise ApprovalError(_("This text is not a draft."))
    if page.get_latest_revision() is None:
        page.save_revision(user=by, log_action=True)
    check_ready(work, procedure)
    taken_up = _taken_up(pages, procedure, by)
    return taken_up or workflow_for(procedure.code).start(page, by)


def _taken_up(pages: list[int], procedure: Procedure, by: User) -> WorkflowState | None:
    """Resume the approval that was sent back, if it began under the same row.

    One that began under another row ends here; a new one begins.
    """
    returned = WorkflowState.objects.filter(
        object_id__in=[str(pk) for pk in pages],
        base_content_type=Page().get_base_content_type(),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    )
    for state in returned:
        approval = Approval.objects.filter(workflow_state=state).first()
        if approval and approval.procedure_code == procedure.code:
            state.resume(by)
            return state
        state.cancel(user=by)
    return None


@transaction.atomic
def set_provenance(*, work: Work, provenance: str, by: User) -> Work:
    """Say of a draft where the paper was found; the same again changes nothing.

    Raises ApprovalError if it is not a draft any more.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    if work.state != WorkState.DRAFT:
        raise ApprovalError(_("This text is not a draft."))
    if work.provenance == provenance:
        return work
    before = work.provenance
    work.provenance = provenance
    work.save(update_fields=["provenance"])
    record_event(
        verb="works.provenance_given",
        subject=work,
        by=by,
        capacity=capacity_of(by),
        data={"before": before, "provenance": provenance},
    )
    return work
