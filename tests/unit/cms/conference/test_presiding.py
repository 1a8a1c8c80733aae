"""Terms are entered for the future, hold one after another, and pass once."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cms.audit.models import Event
from cms.conference import actions
from cms.conference.errors import NotEntitledError, TermError
from cms.conference.models import PresidencyTerm
from cms.conference.presidency import presiding_party, troika
from tests.factories import people
from tests.factories.conference import (
    PartyFactory,
    hand_over_to,
    presidency_of,
)

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def now(clock) -> dt.datetime:
    """Guatemala presides (30), Costa Rica did before (29)."""
    presidency_of(PartyFactory(code="CR"), ordinal=29, days_ago=400)
    presidency_of(PartyFactory(code="GT"), ordinal=30, days_ago=35)
    return clock.at


def line() -> list[tuple[int, dt.datetime | None, dt.datetime | None]]:
    return list(PresidencyTerm.objects.values_list("ordinal", "starts_at", "ends_at"))


def presides() -> str | None:
    party = presiding_party()
    return party.code if party else None


def test_a_scheduled_term_ends_the_one_before_at_its_instant(now, clock):
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    assert line()[1:] == [
        (30, now - 35 * DAY, now + DAY),
        (31, now + DAY, None),
    ]
    clock.set(now + DAY - SECOND)
    assert presides() == "GT"
    clock.set(now + DAY)
    assert presides() == "DO"


def test_a_term_may_begin_this_very_instant(now):
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now)
    assert presides() == "DO"


@pytest.mark.parametrize("before", [SECOND, DAY, 34 * DAY, 36 * DAY, 500 * DAY])
def test_a_term_never_begins_in_the_past(now, before):
    kept = line()
    with pytest.raises(TermError, match="never in the past"):
        hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now - before)
    assert line() == kept
    assert presides() == "GT"


def test_a_day_without_a_time_zone_is_no_instant(now):
    with pytest.raises(TermError):
        hand_over_to(
            PartyFactory(code="DO"), ordinal=31, at=(now + DAY).replace(tzinfo=None)
        )


@pytest.mark.parametrize("ordinal", [29, 30])
def test_a_term_that_has_begun_is_fixed(now, ordinal):
    with pytest.raises(TermError, match="fixed"):
        hand_over_to(PartyFactory(code="DO"), ordinal=ordinal, at=now + DAY)
    with pytest.raises(TermError, match="fixed"):
        actions.withdraw_term(term=PresidencyTerm.objects.get(ordinal=ordinal), by=None)


def test_a_scheduled_term_may_be_corrected_and_withdrawn(now, clock):
    do, sv = PartyFactory(code="DO"), PartyFactory(code="SV")
    hand_over_to(do, ordinal=31, at=now + DAY)
    hand_over_to(sv, ordinal=32, at=now + 5 * DAY)
    term = hand_over_to(sv, ordinal=31, at=now + 2 * DAY)
    assert [row[1:] for row in line()[1:3]] == [
        (now - 35 * DAY, now + 2 * DAY),
        (now + 2 * DAY, now + 5 * DAY),
    ]
    event = Event.objects.about(term).last()
    assert event.verb == "conference.presidency_corrected"
    assert event.data["before"]["party"] == "DO"
    actions.withdraw_term(term=term, by=None)
    assert line()[1] == (30, now - 35 * DAY, now + 5 * DAY)
    assert Event.objects.get(verb="conference.presidency_withdrawn").data["party"] == (
        "SV"
    )
    clock.set(now + 3 * DAY)
    assert presides() == "GT"


def test_once_its_instant_is_there_it_can_be_neither(now, clock):
    term = hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    clock.set(now + DAY)
    with pytest.raises(TermError, match="fixed"):
        actions.withdraw_term(term=term, by=None)
    with pytest.raises(TermError, match="fixed"):
        hand_over_to(PartyFactory(code="SV"), ordinal=31, at=now + 2 * DAY)


def test_the_last_term_holds_over_after_a_successor_is_withdrawn(now, clock):
    term = hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    actions.withdraw_term(term=term, by=None)
    clock.set(now + 5000 * DAY)
    assert presides() == "GT"
    assert line()[1][2] is None


@pytest.mark.parametrize(
    ("ordinal", "after"), [(33, 5 * DAY), (31, 6 * DAY), (33, 4 * DAY), (34, DAY)]
)
def test_numbers_follow_instants(now, ordinal, after):
    hand_over_to(PartyFactory(code="DO"), ordinal=32, at=now + 5 * DAY)
    with pytest.raises(TermError, match="XXXII"):
        hand_over_to(PartyFactory(code="SV"), ordinal=ordinal, at=now + after)


def test_no_term_is_dated_while_one_before_it_is_not(now):
    actions.name_successor(party=PartyFactory(code="DO"), ordinal=31, by=None)
    assert [party.code for party in troika()] == ["CR", "GT", "DO"]
    with pytest.raises(TermError, match="no date yet"):
        hand_over_to(PartyFactory(code="SV"), ordinal=32, at=now + DAY)
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + DAY)
    hand_over_to(PartyFactory(code="SV"), ordinal=32, at=now + 2 * DAY)


def test_a_successor_is_named_after_all_the_others(now):
    with pytest.raises(TermError):
        actions.name_successor(party=PartyFactory(code="DO"), ordinal=30, by=None)


@pytest.mark.parametrize(
    "make", [people.editor, lambda: people.head_of_delegation("GT"), people.UserFactory]
)
def test_only_the_coordinator_enters_terms(now, make):
    person, party = make(), PartyFactory(code="DO")
    term = hand_over_to(party, ordinal=31, at=now + DAY)
    kept = line()
    for write in (
        lambda: actions.begin_presidency(
            party=party, ordinal=32, starts_at=now + 2 * DAY, by=person
        ),
        lambda: actions.name_successor(party=party, ordinal=32, by=person),
        lambda: actions.withdraw_term(term=term, by=person),
        lambda: actions.enter_history(
            term=term, starts_at=now, ends_at=None, source="", by=person
        ),
    ):
        with pytest.raises(NotEntitledError):
            write()
    assert line() == kept


def test_the_coordinator_does_it_in_their_capacity(now):
    term = actions.begin_presidency(
        party=PartyFactory(code="DO"), ordinal=31, starts_at=now + DAY,
        by=people.coordinator(),
    )  # fmt: skip
    event = Event.objects.about(term).get()
    assert (event.verb, event.capacity) == (
        "conference.presidency_scheduled",
        "secretariat:TS",
    )


def test_trying_keeps_nothing(now):
    kept, party = line(), PartyFactory(code="DO")
    actions.try_presidency(party=party, ordinal=31, starts_at=now + DAY, by=None)
    with pytest.raises(TermError):
        actions.try_presidency(party=party, ordinal=31, starts_at=now - DAY, by=None)
    assert line() == kept
    assert not Event.objects.filter(verb="conference.presidency_scheduled").exists()


def test_history_may_be_entered_where_nothing_was_known(now):
    term = PresidencyTerm.objects.create(party=PartyFactory(code="SV"), ordinal=28)
    starts, ends = now - 800 * DAY, now - 420 * DAY
    actions.enter_history(
        term=term, starts_at=starts, ends_at=ends, source="Minutes", by=None
    )
    assert line()[0] == (28, starts, ends)
    with pytest.raises(TermError, match="stays as it is"):
        actions.enter_history(
            term=term, starts_at=starts - DAY, ends_at=ends, source="", by=None
        )


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (-800, -399),  # overlaps the term after it
        (-300, None),  # begins after the term that follows it
        (-500, -600),  # ends before it begins
        (-36, -34),  # ends while the present one presides
        (1, 2),
        (None, 1),
    ],
)
def test_history_neither_overlaps_nor_reaches_the_present(now, starts, ends):
    term = PresidencyTerm.objects.create(party=PartyFactory(code="SV"), ordinal=28)
    kept = line()
    edges = [None if days is None else now + days * DAY for days in (starts, ends)]
    with pytest.raises(TermError):
        actions.enter_history(
            term=term, starts_at=edges[0], ends_at=edges[1], source="", by=None
        )
    assert line() == kept


@pytest.mark.parametrize("ordinal", [30, 31])
def test_a_term_is_not_ended_in_the_past_to_steal_a_decision(now, ordinal):
    hand_over_to(PartyFactory(code="DO"), ordinal=31, at=now + 9 * DAY)
    term = PresidencyTerm.objects.get(ordinal=ordinal)
    with pytest.raises(TermError, match="history"):
        actions.enter_history(
            term=term, starts_at=term.starts_at, ends_at=now - SECOND, source="",
            by=None,
        )  # fmt: skip
    assert presides() == "GT"


def test_a_past_term_is_not_entered_for_the_future_nor_before_a_later_one(now):
    with pytest.raises(TermError, match="begun already"):
        actions.enter_past_term(
            party=PartyFactory(code="DO"), ordinal=31, starts_at=now + SECOND, by=None
        )
    with pytest.raises(TermError, match="later term"):
        actions.enter_past_term(
            party=PartyFactory(code="DO"), ordinal=31, starts_at=now - 50 * DAY, by=None
        )


@pytest.mark.parametrize(
    "change",
    [
        {"starts_at": None, "began_at": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)},
        {"began_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)},
        {"began_at": None},
        {"ends_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)},
    ],
)
def test_the_database_refuses_what_cannot_be(now, change):
    """Seen before it begins, told before it is seen, ended before it begins."""
    with pytest.raises(IntegrityError), transaction.atomic():
        PresidencyTerm.objects.filter(ordinal=30).update(**change)


def test_the_database_refuses_two_terms_of_one_start(now):
    with pytest.raises(IntegrityError), transaction.atomic():
        PresidencyTerm.objects.create(
            party=PartyFactory(code="DO"), ordinal=31, starts_at=now - 35 * DAY
        )
