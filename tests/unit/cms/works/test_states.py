"""The lifecycle, pair by pair."""

import itertools

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from cms.audit.models import Event
from cms.works.actions import change_state, settle
from cms.works.models import Work
from cms.works.states import SETTLED, WorkState, WrongStateError, check_transition
from search.models import OutboxEntry
from tests.factories import works

# Written by hand: what may follow what, and nothing else.
ALLOWED = {
    ("draft", "in_approval"),
    ("draft", "withdrawn"),
    ("in_approval", "draft"),
    ("in_approval", "adopted"),
    ("in_approval", "received"),
    ("in_approval", "recorded"),
    ("adopted", "superseded"),
    ("received", "superseded"),
    ("recorded", "superseded"),
}
PAIRS = list(itertools.product(WorkState.values, repeat=2))


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_what_may_follow_what(before, after):
    if (before, after) in ALLOWED:
        check_transition(before, after)
        return
    with pytest.raises(WrongStateError, match=f"{before} cannot become {after}"):
        check_transition(before, after)


def test_what_is_settled():
    assert {"adopted", "received", "recorded", "superseded"} == SETTLED


def test_an_unknown_state_is_an_error():
    with pytest.raises(ValueError, match="lost"):
        check_transition("lost", "draft")


def _kept(work: Work) -> list:
    return [
        Work.objects.filter(pk=work.pk).values().get(),
        list(work.expressions.order_by("pk").values()),
        list(work.expressions.order_by("pk").values("page__live", "paragraphs__pk")),
        Event.objects.count(),
        OutboxEntry.objects.count(),
    ]


@pytest.mark.parametrize(
    ("make", "to"),
    [
        (works.draft_action_plan, WorkState.ADOPTED),
        (works.draft_action_plan, WorkState.SUPERSEDED),
        (works.draft_action_plan, WorkState.RECORDED),
        (works.recorded_action_plan, WorkState.ADOPTED),
        (works.recorded_action_plan, WorkState.RECORDED),
        (works.recorded_action_plan, WorkState.DRAFT),
    ],
)
@pytest.mark.parametrize("move", [settle, change_state])
def test_where_the_lifecycle_does_not_lead_nothing_changes(site, make, to, move):
    work = make()
    before = _kept(work)
    with pytest.raises(WrongStateError):
        move(work=work, to=to, verb="works.tried", by=None)
    assert _kept(work) == before


@pytest.mark.parametrize(
    ("make", "to"),
    [
        (works.draft_action_plan, WorkState.IN_APPROVAL),
        (works.draft_action_plan, WorkState.WITHDRAWN),
        (works.submitted_action_plan, WorkState.DRAFT),
        (works.recorded_action_plan, WorkState.SUPERSEDED),
    ],
)
def test_a_text_is_settled_by_nothing_but_adoption_and_record(site, make, to):
    """The lifecycle leads there, but not by freezing and publishing."""
    work = make()
    before = _kept(work)
    with pytest.raises(WrongStateError, match="not settled"):
        settle(work=work, to=to, verb="works.tried", by=None)
    assert _kept(work) == before


def test_a_state_cannot_say_adopted_without_symbol_and_time(site):
    work = works.submitted_action_plan()
    with pytest.raises(WrongStateError, match="without its text being frozen"):
        change_state(work=work, to=WorkState.ADOPTED, verb="works.tried", by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(Work).filter(pk=work.pk).update(state=WorkState.ADOPTED)
    work.refresh_from_db()
    assert work.state == WorkState.IN_APPROVAL


def test_a_change_of_state_is_told_to_the_audit_and_the_search(site):
    work = works.draft_action_plan()
    OutboxEntry.objects.all().delete()
    change_state(
        work=work, to=WorkState.WITHDRAWN, verb="works.withdrawn", by=None,
        capacity="secretariat:TS", data={"why": "twice"},
    )  # fmt: skip
    event = Event.objects.about(work).last()
    assert (event.verb, event.capacity) == ("works.withdrawn", "secretariat:TS")
    assert event.data == {"why": "twice"}
    told = set(OutboxEntry.objects.values_list("source", "object_id"))
    assert told == {("expression", str(e.pk)) for e in work.expressions.all()}


def test_what_is_superseded_keeps_symbol_and_text(site):
    work = works.recorded_action_plan()
    before = list(work.expressions.order_by("pk").values("sha256", "canonical"))
    change_state(work=work, to=WorkState.SUPERSEDED, verb="works.superseded", by=None)
    symbol = work.symbol
    work.refresh_from_db()
    assert (work.symbol, work.is_settled) == (symbol, True)
    kept = list(work.expressions.order_by("pk").values("sha256", "canonical"))
    assert kept == before
