"""At the instant of the hand-over every right of the Presidency passes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from cms.approval.actions import NotEntitledError
from cms.audit.models import Event
from cms.conference import actions
from cms.conference.permissions import capacity_of, may_decide
from cms.works.models import Work
from tests.conftest import _client
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory, hand_over_to
from tests.factories.works import approve_step, page_of

# The last day of the XX meeting.
ADOPTED_ON = "2015-11-12"
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def instant(site, clock) -> dt.datetime:
    """Costa Rica hands over to the Dominican Republic in an hour."""
    at = clock.at + dt.timedelta(hours=1)
    hand_over_to(MemberStateFactory(code="DO"), ordinal=32, at=at)
    return at


def state_of(work: Work) -> tuple[str, int]:
    kept = Work.objects.get(pk=work.pk)
    return kept.state, Event.objects.about(work).count()


def desk(work: Work) -> str:
    step = page_of(work).current_workflow_state.current_task_state
    return reverse("approval_decide", args=(step.pk,))


def test_two_approvers_a_second_apart(instant, clock):
    outgoing = people.head_of_delegation("CR")
    incoming = people.head_of_delegation("DO")
    first, second = works.cleared_action_plan(), works.cleared_action_plan()
    clock.set(instant - SECOND)
    with pytest.raises(NotEntitledError):
        approve_step(first, by=incoming)
    approve_step(first, by=outgoing)
    clock.set(instant)
    before = state_of(second)
    with pytest.raises(NotEntitledError):
        approve_step(second, by=outgoing)
    assert state_of(second) == before
    approve_step(second, by=incoming)
    assert [Event.objects.about(w).last().capacity for w in (first, second)] == [
        "presidency:CR",
        "presidency:DO",
    ]


def test_a_screen_opened_before_and_sent_after(approver, instant, clock):
    """What was read stays readable in its history; the decision has passed."""
    work = works.cleared_action_plan()
    clock.set(instant - SECOND)
    address = desk(work)
    form = {
        "decision": "approve",
        "shown_hash": approver.get(address).context["content_hash"],
        "adopted_on": ADOPTED_ON,
    }
    clock.set(instant)
    before = state_of(work)
    assert approver.post(address, form).status_code in (302, 403, 409)
    assert state_of(work) == before
    successor = _client(people.head_of_delegation("DO"))
    assert successor.get(address).context["may_act"]
    assert successor.post(address, form).status_code == 302
    assert state_of(work)[0] == "adopted"


def test_one_decision_asks_about_one_instant(instant, clock):
    """The clock crosses the hand-over between two checks of one decision."""
    outgoing = people.head_of_delegation("CR")
    incoming = people.head_of_delegation("DO")
    clock.set(instant - SECOND)
    with actions.deciding():
        assert may_decide(outgoing)
        clock.set(instant + SECOND)
        assert may_decide(outgoing)
        assert not may_decide(incoming)
        assert capacity_of(outgoing) == "presidency:CR"
    with actions.deciding():
        assert not may_decide(outgoing)
        assert capacity_of(incoming) == "presidency:DO"


def test_a_clock_put_back_returns_no_right(approver, instant, clock):
    work = works.cleared_action_plan()
    address = desk(work)
    form = {
        "decision": "approve",
        "shown_hash": approver.get(address).context["content_hash"],
        "adopted_on": ADOPTED_ON,
    }
    clock.set(instant)
    actions.announce_hand_overs()
    clock.set(instant - dt.timedelta(minutes=30))
    before = state_of(work)
    assert approver.post(address, form).status_code in (302, 403, 409)
    assert state_of(work) == before


def test_the_deputy_is_let_in_and_decides_with_the_heads_capacity(
    site, delegate, clock
):
    head, deputy = people.head_of_delegation("CR"), people.delegate("CR")
    browser = _client(deputy)
    work = works.cleared_action_plan()
    address = desk(work)
    assert browser.get(address).status_code in (302, 403)
    actions.name_deputy(
        person=head, deputy=deputy, party=MemberStateFactory(code="CR"),
        ends_at=clock.at + dt.timedelta(days=2), reason="Leave", by=head,
    )  # fmt: skip
    shown = browser.get(address)
    assert shown.context["may_act"]
    form = {
        "decision": "approve",
        "shown_hash": shown.context["content_hash"],
        "adopted_on": ADOPTED_ON,
    }
    assert browser.post(address, form).status_code == 302
    event = Event.objects.about(work).last()
    assert (event.actor, event.capacity) == (deputy, "presidency:CR")
    clock.pass_by(days=2)
    assert browser.get("/admin/").status_code in (302, 403)


def test_a_coordinators_deputy_clears(site, editor, coordinator, clock):
    # Nobody clears what they have submitted, unless in the Coordinator's place.
    work = works.submitted_action_plan(by=editor.user)
    address = desk(work)
    assert not editor.get(address).context["may_act"]
    actions.name_deputy(
        person=coordinator.user, deputy=editor.user,
        party=coordinator.user.appointments.get().party,
        ends_at=clock.at + dt.timedelta(days=2), reason="Mission", by=coordinator.user,
    )  # fmt: skip
    assert editor.get(address).context["may_act"]
