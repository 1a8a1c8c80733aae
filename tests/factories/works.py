"""Works in every state of their lifecycle, brought there through actions.

The site must be set up for the meeting; people are made where none are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.approval import actions as approval
from cms.conference.models import Meeting
from cms.conference.presidency import presiding_party
from cms.works import actions as works
from cms.works.models import Expression, Work
from cms.works.texts import work_hash
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.work_types import ACTION_PLAN
from tests.factories import people
from tests.factories.conference import PartyFactory, presidency_of
from tests.factories.pages import draft_pages

if TYPE_CHECKING:
    from cms.accounts.models import User


def _meeting() -> Meeting:
    return Meeting.objects.get(body__code="vm", ordinal=20)


def draft_action_plan(
    *, meeting: Meeting | None = None, by: User | None = None, **fields: Any
) -> Work:
    """Make an Action Plan in both languages that is still a draft."""
    by = by or people.editor()
    meeting = meeting or _meeting()
    work = works.create_work(
        type_code=ACTION_PLAN.code, meeting=meeting, by=by, **fields
    )
    statuses = (Expression.Status.ORIGINAL, Expression.Status.OFFICIAL)
    pages = draft_pages(meeting, by=by)
    for page, status in zip(pages, statuses, strict=True):
        works.add_expression(work=work, page=page, status=status, by=by)
    return work


def page_of(work: Work, language: str = "en") -> ActionPlanPage:
    """Return the page that shows a work in one language, read anew."""
    return ActionPlanPage.objects.get(
        expression__work=work, expression__language=language
    )


def submitted_action_plan(*, by: User | None = None, **fields: Any) -> Work:
    """Make an Action Plan that waits for the Secretariat's clearance."""
    by = by or people.editor()
    work = draft_action_plan(by=by, **fields)
    approval.submit(page=page_of(work), by=by)
    work.refresh_from_db()
    return work


def approve_step(work: Work, *, by: User) -> Work:
    """Approve the step at which a work waits, having seen its text."""
    page = page_of(work)
    task_state = page.current_workflow_state.current_task_state
    shown = work_hash(work)
    approval.approve(task_state_id=task_state.pk, shown_hash=shown, by=by)
    work.refresh_from_db()
    return work


def cleared_action_plan(*, cleared_by: User | None = None, **fields: Any) -> Work:
    """Make an Action Plan that waits for the Presidency."""
    work = submitted_action_plan(**fields)
    return approve_step(work, by=cleared_by or people.coordinator())


def _approver() -> User:
    presiding = presiding_party()
    if presiding is None:
        presiding = presidency_of(PartyFactory(code="CR"), ordinal=31).party
    return people.head_of_delegation(presiding.code)


def adopted_action_plan(*, adopted_by: User | None = None, **fields: Any) -> Work:
    """Make an Action Plan that the Presidency in office has adopted."""
    work = cleared_action_plan(**fields)
    return approve_step(work, by=adopted_by or _approver())


def recorded_action_plan(*, by: User | None = None, **fields: Any) -> Work:
    """Make an older Action Plan, recorded with its provenance."""
    by = by or people.editor()
    work = draft_action_plan(by=by, provenance="Found in a test", **fields)
    return works.enter_as_recorded(work=work, by=by)
