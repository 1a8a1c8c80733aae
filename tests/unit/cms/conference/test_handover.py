"""A hand-over is seen once, for good, and told once; no right waits for it."""

import contextlib

import pytest
from django.utils import timezone

from cms.audit.models import Event
from cms.conference import actions, handover
from cms.conference.errors import TermError
from cms.conference.models import PresidencyTerm
from cms.conference.presidency import presiding_party, troika
from cms.conference.tasks import hand_over
from tests.factories.conference import (
    MemberStateFactory,
    PartyFactory,
    hand_over_to,
)
from tests.unit.cms.conference.test_presiding import DAY, SECOND, now, presides

__all__ = ["now"]  # the fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch) -> list[handover.HandOver]:
    heard: list[handover.HandOver] = []
    monkeypatch.setattr(handover, "_hooks", [heard.append])
    return heard


def test_a_term_seen_to_have_begun_stays_begun_though_the_clock_go_back(now, clock):
    hand_over_to(MemberStateFactory(code="DO"), ordinal=31, at=now + DAY)
    clock.set(now + DAY + SECOND)
    assert [term.ordinal for term in actions.observe_begun()] == [31]
    clock.set(now)
    assert presides() == "DO"
    assert [party.code for party in troika()[:2]] == ["GT", "DO"]
    assert presiding_party(now).code == "GT"  # the calendar is another question
    with pytest.raises(TermError, match="fixed"):
        actions.withdraw_term(term=PresidencyTerm.objects.get(ordinal=31), by=None)
    with pytest.raises(TermError, match="XXXI"):
        hand_over_to(PartyFactory(code="GT"), ordinal=32, at=now + SECOND)


def test_a_decision_notes_what_has_begun_even_if_it_is_refused(now, clock):
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    clock.set(now + DAY)
    with contextlib.suppress(KeyError), actions.deciding() as at:
        assert at == now + DAY
        clock.pass_by(seconds=5)
        assert timezone.now() != at
        raise KeyError
    clock.set(now)
    assert presides() == "DO"
    event = Event.objects.get(verb="conference.presidency_begun")
    assert event.data["party"] == "DO"


def test_the_job_tells_of_each_hand_over_once(now, clock, told):
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    hand_over_to(PartyFactory(code="SV"), ordinal=32, at=now + 2 * DAY)
    hand_over.call()
    assert told == []
    clock.set(now + 3 * DAY)
    hand_over.call()
    hand_over.call()
    assert [(h.outgoing.code, h.incoming.code) for h in told] == [
        ("GT", "DO"),
        ("DO", "SV"),
    ]
    assert Event.objects.filter(verb="conference.presidency_begun").count() == 2


def test_past_terms_are_told_to_nobody(now, told):
    hand_over.call()
    assert told == []


def test_a_hook_that_fails_is_called_again(now, clock, monkeypatch):
    calls = []

    def hook(hand_over: handover.HandOver) -> None:
        calls.append(hand_over.incoming.code)
        if len(calls) == 1:
            raise KeyError

    monkeypatch.setattr(handover, "_hooks", [])
    handover.on_handover(hook)
    handover.on_handover(hook)
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    clock.set(now + DAY)
    with pytest.raises(KeyError):
        actions.announce_hand_overs()
    assert presides() == "DO"  # no right waits for the announcement
    assert actions.announce_hand_overs() == 1
    assert calls == ["DO", "DO"]
