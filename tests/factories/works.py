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
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.work_types import ACTION_PLAN
from tests.factories import people
from tests.factories.conference import PartyFactory, presidency_of
from tests.factories.pages import draft_pages

if TYPE_CHECKING:
    from cms.accounts.models import User


def _meeting() -> Meeting:
    return Meeting.objects.get(body__code="vm", ordinal=20)


def draft_text(
    type_code: str,
    *,
    meeting: Meeting | None = None,
    languages: tuple[str, ...] = ("en", "es"),
    by: User | None = None,
    **fields: Any,
) -> Work:
    """Make a draft of any type, in both languages unless others are asked for."""
    by = by or people.editor()
    meeting = meeting or _meeting()
    work = works.create_work(type_code=type_code, meeting=meeting, by=by, **fields)
    statuses = (Expression.Status.ORIGINAL, Expression.Status.OFFICIAL)
    pages = draft_pages(
        meeting, by=by, languages=languages, page_type=PAGE_TYPES[type_code]
    )
    for page, status in zip(pages, statuses, strict=False):
        works.add_expression(work=work, page=page, status=status, by=by)
    return work


def draft_action_plan(**fields: Any) -> Work:
    """Make an Action Plan in both languages that is still a draft."""
    return draft_text(ACTION_PLAN.code, **fields)


def page_of(work: Work, language: str = "en") -> ActionPlanPage:
    """Return the page that shows a work in one language, read anew."""
    page_type: Any = PAGE_TYPES[work.type_code]
    return page_type.objects.get(expression__work=work, expression__language=language)


def any_page_of(work: Work) -> ActionPlanPage:
    """Return a page of a work, in whatever language it has one."""
    expression = work.expressions.order_by("language").first()
    assert expression is not None
    return page_of(work, expression.language)


def submitted_action_plan(*, by: User | None = None, **fields: Any) -> Work:
    """Make an Action Plan that waits for the Secretariat's clearance."""
    by = by or people.editor()
    work = draft_action_plan(by=by, **fields)
    approval.submit(page=page_of(work), by=by)
    work.refresh_from_db()
    return work


def approve_step(work: Work, *, by: User, **said: Any) -> Work:
    """Approve the step at which a work waits, having seen its text."""
    page = any_page_of(work)
    task_state = page.current_workflow_state.current_task_state
    shown = work_hash(work)
    approval.approve(task_state_id=task_state.pk, shown_hash=shown, by=by, **said)
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


def submit_work(work: Work, *, by: User | None = None) -> Work:
    """Submit a draft by whichever page it has."""
    approval.submit(page=any_page_of(work), by=by or people.editor())
    work.refresh_from_db()
    return work
