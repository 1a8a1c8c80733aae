"""The line of terms is whole after whatever is done; where not, it is said."""

import datetime as dt
import io
from itertools import pairwise

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.conference import actions, moment
from cms.conference.errors import TermError
from cms.conference.line import problems
from cms.conference.models import PresidencyTerm
from cms.conference.presidency import current_term, presiding_party
from tests.factories.conference import PartyFactory, presidency_of

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
# Few numbers and few days, so that they come into each other's way.
numbers, days = st.integers(30, 33), st.integers(-4, 6)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("begin"), numbers, days),
        st.tuples(st.just("begin"), numbers, st.integers(0, 6)),
        st.tuples(st.just("withdraw"), numbers, st.just(0)),
        st.tuples(st.just("past"), numbers, st.integers(-6, 1)),
        st.tuples(st.just("name"), numbers, st.just(0)),
        st.tuples(st.just("history"), numbers, st.integers(-9, 1)),
        st.tuples(st.just("observe"), st.just(0), st.just(0)),
        st.tuples(st.just("clock"), st.just(0), days),
    ),
    max_size=14,
)


def take(step: str, ordinal: int, at: dt.datetime) -> None:
    """Try one step; one that is refused changes nothing."""
    party = PartyFactory(code=f"P{ordinal % 3}")
    key = {"party": party, "ordinal": ordinal, "by": None}
    term = PresidencyTerm.objects.filter(ordinal=ordinal).first()
    if step == "begin":
        actions.begin_presidency(starts_at=at, **key)
    elif step == "past":
        actions.enter_past_term(starts_at=at, **key)
    elif step == "name":
        actions.name_successor(**key)
    elif step == "observe":
        actions.observe_begun()
    elif term and step == "withdraw":
        actions.withdraw_term(term=term, by=None)
    elif term and step == "history":
        actions.enter_history(
            term=term, starts_at=at, ends_at=at + DAY, source="", by=None
        )


class WholeLine(TestCase):
    """No sequence of actions, the clock going forth and back, spoils the line."""

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps)
    def test_exactly_one_party_presides_from_the_first_start_on(self, taken):
        at = START
        for step, ordinal, offset in taken:
            if step == "clock":
                at += offset * DAY
                continue
            with moment.fixed(at):
                before = current_term()
                try:
                    take(step, ordinal, at + offset * DAY)
                except TermError:
                    continue
                # What is done by the clock alone takes nobody's right away.
                if step in ("withdraw", "name", "history", "observe"):
                    assert current_term() == before
                assert problems() == []
        self.check_every_instant()

    def check_every_instant(self) -> None:
        terms = list(
            PresidencyTerm.objects.filter(starts_at__isnull=False).order_by("ordinal")
        )
        starts = [term.starts_at for term in terms]
        assert starts == sorted(set(starts))
        for earlier, later in pairwise(terms):
            tick = dt.timedelta(microseconds=1)
            assert presiding_party(later.starts_at - tick) == earlier.party
            assert presiding_party(later.starts_at) == later.party
            assert earlier.ends_at is None or earlier.ends_at <= later.starts_at
        if terms:
            assert presiding_party(starts[0] - DAY) is None
            assert presiding_party(starts[-1] + 9999 * DAY) == terms[-1].party


@pytest.fixture
def line(db) -> list[PresidencyTerm]:
    presidency_of(PartyFactory(code="CR"), ordinal=29, days_ago=400)
    presidency_of(PartyFactory(code="GT"), ordinal=30, days_ago=30)
    actions.begin_presidency(
        party=PartyFactory(code="DO"), ordinal=31,
        starts_at=timezone.now() + 9 * DAY, by=None,
    )  # fmt: skip
    return list(PresidencyTerm.objects.all())


@pytest.mark.parametrize(
    ("ordinal", "change", "said"),
    [
        (30, {"ends_at": 5}, "gap between XXX"),
        (30, {"ends_at": 12}, "overlap"),
        (29, {"ends_at": -20}, "overlap"),
        (29, {"starts_at": -10}, "XXX (Country GT) begins before XXIX"),
        (29, {"began_at": None, "announced_at": None}, "was seen to begin before"),
    ],
)
def test_what_is_wrong_is_said(line, ordinal, change, said):
    values = {
        name: value if value is None else timezone.now() + value * DAY
        for name, value in change.items()
    }
    if "starts_at" in change:
        values |= {"ends_at": None, "began_at": None, "announced_at": None}
    PresidencyTerm.objects.filter(ordinal=ordinal).update(**values)
    assert any(said in text for text in problems())
    with pytest.raises(CommandError, match="not whole"):
        call_command("check_presidency", stderr=io.StringIO())
    found = run_checks(tags=[Tags.database], databases=["default"])
    assert "conference.W001" in {message.id for message in found}


def test_an_undated_term_before_a_dated_one_is_said(line):
    PresidencyTerm.objects.create(party=PartyFactory(code="SV"), ordinal=32)
    PresidencyTerm.objects.create(
        party=PartyFactory(code="PA"), ordinal=33, starts_at=timezone.now() + 20 * DAY
    )
    assert any("has no date" in text for text in problems())


def test_a_whole_line_says_who_presides(line):
    out = io.StringIO()
    call_command("check_presidency", stdout=out)
    assert out.getvalue() == "Presides: XXX (Country GT)\n"
    assert problems() == []
    assert run_checks(tags=[Tags.database]) == []


@pytest.mark.django_db
def test_an_empty_line_is_whole():
    out = io.StringIO()
    call_command("check_presidency", stdout=out)
    assert out.getvalue() == "No Presidency has begun.\n"
