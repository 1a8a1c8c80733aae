"""Who presides: by dated terms, asked at an instant."""

import datetime as dt

import pytest

from cms.conference.actions import enter_past_term
from cms.conference.models import PresidencyTerm
from cms.conference.presidency import Troika, current_term, presiding_party, troika
from tests.factories.conference import PartyFactory

pytestmark = pytest.mark.django_db

HAND_OVER = dt.datetime(2025, 12, 4, 15, 30, tzinfo=dt.UTC)
TICK = dt.timedelta(microseconds=1)
YEAR = dt.timedelta(days=365)


def term(code: str, ordinal: int, starts_at=None, ends_at=None) -> PresidencyTerm:
    return PresidencyTerm.objects.create(
        party=PartyFactory(code=code),
        ordinal=ordinal,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def code_at(at: dt.datetime) -> str | None:
    party = presiding_party(at)
    return party.code if party else None


def test_without_a_term_nobody_presides():
    assert current_term() is None
    assert presiding_party() is None
    assert troika() == Troika(None, None, None)


def test_before_the_first_term_nobody_presides():
    term("GT", 30, HAND_OVER)
    assert code_at(HAND_OVER - TICK) is None


def test_a_term_without_a_beginning_is_never_in_force():
    term("SV", 29)
    assert code_at(HAND_OVER) is None


@pytest.mark.parametrize(
    ("offset", "presides"),
    [
        (-YEAR, "GT"),
        (-TICK, "GT"),
        (TICK * 0, "CR"),
        (TICK, "CR"),
        (YEAR, "CR"),
    ],
)
def test_the_hand_over_is_one_instant(offset, presides):
    term("GT", 30, HAND_OVER - YEAR, HAND_OVER)
    term("CR", 31, HAND_OVER)
    assert code_at(HAND_OVER + offset) == presides


def test_a_presidency_holds_over_until_its_successor_has_begun():
    term("GT", 30, HAND_OVER - YEAR, HAND_OVER)
    term("CR", 31, HAND_OVER + dt.timedelta(days=40))
    assert code_at(HAND_OVER + dt.timedelta(days=40) - TICK) == "GT"
    assert code_at(HAND_OVER + dt.timedelta(days=40)) == "CR"


def test_without_a_successor_it_holds_over_for_ever():
    term("GT", 30, HAND_OVER - YEAR, HAND_OVER)
    assert code_at(HAND_OVER + 50 * YEAR) == "GT"


def test_now_is_the_instant_that_is_meant_where_none_is_given():
    term("GT", 30, dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    term("CR", 31, dt.datetime(9000, 1, 1, tzinfo=dt.UTC))
    assert presiding_party().code == "GT"


def codes(found: Troika) -> tuple[str | None, ...]:
    return tuple(party.code if party else None for party in found)


def test_the_troika_is_past_present_and_next():
    term("SV", 29)
    term("GT", 30, HAND_OVER - YEAR, HAND_OVER)
    term("CR", 31, HAND_OVER)
    term("DO", 32)
    assert codes(troika(HAND_OVER - TICK)) == ("SV", "GT", "CR")
    assert codes(troika(HAND_OVER)) == ("GT", "CR", "DO")


def test_an_unknown_side_of_the_troika_stays_empty():
    term("CR", 31, HAND_OVER)
    assert codes(troika(HAND_OVER)) == (None, "CR", None)
    assert codes(troika(HAND_OVER - TICK)) == (None, None, None)


def test_a_new_term_ends_the_one_before():
    first = enter_past_term(
        party=PartyFactory(code="GT"), ordinal=30, starts_at=HAND_OVER - YEAR, by=None
    )
    enter_past_term(
        party=PartyFactory(code="CR"), ordinal=31, starts_at=HAND_OVER, by=None
    )
    first.refresh_from_db()
    assert first.ends_at == HAND_OVER
    assert code_at(HAND_OVER) == "CR"


def test_a_term_is_not_entered_before_one_that_has_begun():
    term("CR", 31, HAND_OVER)
    with pytest.raises(ValueError, match="later term"):
        enter_past_term(
            party=PartyFactory(code="GT"),
            ordinal=30,
            starts_at=HAND_OVER - TICK,
            by=None,
        )
    assert PresidencyTerm.objects.count() == 1


@pytest.mark.parametrize("shift", [-dt.timedelta(days=2), dt.timedelta(days=2)])
def test_the_beginning_of_a_term_may_be_put_right(shift):
    gt, cr = PartyFactory(code="GT"), PartyFactory(code="CR")
    enter_past_term(party=gt, ordinal=30, starts_at=HAND_OVER - YEAR, by=None)
    enter_past_term(party=cr, ordinal=31, starts_at=HAND_OVER, by=None)
    enter_past_term(party=cr, ordinal=31, starts_at=HAND_OVER + shift, by=None)
    assert PresidencyTerm.objects.count() == 2
    corrected = PresidencyTerm.objects.get(ordinal=31)
    assert corrected.starts_at == HAND_OVER + shift
    assert corrected.ends_at is None
    assert PresidencyTerm.objects.get(ordinal=30).ends_at == HAND_OVER + shift
    assert code_at(HAND_OVER + shift - TICK) == "GT"
    assert code_at(HAND_OVER + shift) == "CR"
