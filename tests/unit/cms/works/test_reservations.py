"""Symbols reserved before their papers exist: next, chosen, taken up, given back."""

import datetime as dt
import threading

import pytest
from django.db import close_old_connections, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.audit.models import Event
from cms.works import reservations
from cms.works.actions import change_state, create_work, enter_as_recorded
from cms.works.models import RegisteredSymbol, SymbolState, Work
from cms.works.reservations import (
    SymbolError,
    give_back,
    may_know,
    release,
    release_lapsed,
    reserve,
    take_up,
)
from cms.works.sharing import NotEntitledError
from cms.works.states import WorkState
from rcm_pages.work_types import ACTION_PLAN, PARTNER_REPORT
from tests.factories import people
from tests.factories.conference import MeetingFactory, MemberStateFactory

pytestmark = pytest.mark.django_db
STEM = "RCM/VM/XX/2015/AP"


@pytest.fixture
def meeting():
    return MeetingFactory(ordinal=20)


@pytest.fixture
def by():
    return people.editor()


def held(meeting, by, **fields):
    said = {"type_code": ACTION_PLAN.code, "why": "The XX meeting", **fields}
    return reserve(meeting=meeting, by=by, **said)


def draft(meeting, **fields):
    return create_work(type_code=ACTION_PLAN.code, meeting=meeting, by=None, **fields)


def names(entries):
    return [entry.symbol for entry in entries]


def test_the_next_ones_are_reserved(meeting, by):
    enter_as_recorded(work=draft(meeting), by=None)
    assert names(held(meeting, by, count=2)) == [f"{STEM}/2", f"{STEM}/3"]
    assert names(held(meeting, by)) == [f"{STEM}/4"]


def test_who_for_whom_why_and_until_when_is_kept(meeting, by):
    party = MemberStateFactory(code="MX")
    until = timezone.localdate() + dt.timedelta(days=9)
    (entry,) = held(meeting, by, party=party, until=until)
    entry.refresh_from_db()
    assert (entry.reserved_by, entry.party, entry.until) == (by, party, until)
    event = Event.objects.about(meeting).get(verb="works.symbol_reserved")
    assert event.data["symbol"] == STEM
    assert event.data["party"] == "MX"


def test_what_is_settled_meanwhile_gets_another(meeting, by):
    held(meeting, by)
    work = enter_as_recorded(work=draft(meeting, takes_up=False), by=None)
    assert work.symbol == f"{STEM}/2"


def test_the_next_draft_takes_up_what_waits_longest(meeting, by):
    held(meeting, by, count=2)
    first, second, third = (draft(meeting) for _each in range(3))
    symbols = [enter_as_recorded(work=w, by=None).symbol for w in (third, second)]
    assert symbols == [f"{STEM}/3", f"{STEM}/2"]
    assert enter_as_recorded(work=first, by=None).symbol == STEM
    states = set(RegisteredSymbol.objects.values_list("state", flat=True))
    assert states == {SymbolState.ISSUED}


def test_a_paper_of_another_party_or_type_takes_up_nothing(meeting, by):
    held(meeting, by, party=MemberStateFactory(code="MX"))
    draft(meeting)
    create_work(type_code=PARTNER_REPORT.code, meeting=meeting, by=None)
    draft(meeting, prepared_by=MemberStateFactory(code="PA"))
    assert RegisteredSymbol.objects.open().count() == 1
    work = draft(meeting, prepared_by=MemberStateFactory(code="MX"))
    assert names(work.symbols.all()) == [STEM]


def test_a_withdrawn_drafts_symbol_is_never_given_again(meeting, by):
    held(meeting, by)
    change_state(
        work=draft(meeting), to=WorkState.WITHDRAWN, verb="works.withdrawn", by=None
    )
    assert RegisteredSymbol.objects.get().state == SymbolState.WITHDRAWN
    assert names(held(meeting, by)) == [f"{STEM}/2"]
    with pytest.raises(SymbolError, match="taken"):
        held(meeting, by, number=1)


@pytest.mark.parametrize("number", [1, 2])
def test_a_chosen_number_that_is_taken_is_refused(meeting, by, number):
    held(meeting, by, count=2)
    with pytest.raises(SymbolError, match="taken"):
        held(meeting, by, number=number)
    assert RegisteredSymbol.objects.count() == 2


def test_a_chosen_number_is_kept_and_passed_over(meeting, by):
    assert names(held(meeting, by, number=2)) == [f"{STEM}/2"]
    assert names(held(meeting, by, count=2)) == [STEM, f"{STEM}/3"]


def test_a_released_one_is_given_again_with_its_new_reason(meeting, by):
    (entry,) = held(meeting, by)
    release(entry=entry, why="No such paper", by=by)
    (again,) = held(meeting, by, why="Another paper")
    assert (again.pk, again.symbol, again.why) == (entry.pk, STEM, "Another paper")
    event = Event.objects.about(meeting).get(verb="works.symbol_released")
    assert event.data["why"] == "No such paper"


@pytest.mark.parametrize(
    "fields",
    [
        {"why": "  "},
        {"until": dt.date(1996, 3, 13)},
        {"count": 0},
        {"count": reservations.MOST_AT_ONCE + 1},
        {"count": 2, "number": 7},
    ],
)
def test_what_cannot_be_reserved_so_is_refused(meeting, by, fields):
    with pytest.raises(SymbolError):
        held(meeting, by, **fields)
    assert not RegisteredSymbol.objects.exists()


def test_it_is_the_secretariats(meeting, by):
    (entry,) = held(meeting, by)
    delegate = people.delegate("MX")
    with pytest.raises(NotEntitledError):
        held(meeting, delegate)
    with pytest.raises(NotEntitledError):
        release(entry=entry, why="Mine", by=delegate)
    with pytest.raises(NotEntitledError):
        give_back(work=draft(meeting), by=delegate)


def test_what_a_draft_has_taken_up_is_not_released(meeting, by):
    (entry,) = held(meeting, by)
    work = draft(meeting)
    with pytest.raises(SymbolError):
        release(entry=entry, why="Oops", by=by)
    with pytest.raises(SymbolError):
        take_up(entry=entry, work=draft(meeting), by=by)
    give_back(work=work, by=by)
    other = draft(meeting, takes_up=False)
    take_up(entry=entry, work=other, by=by)
    assert enter_as_recorded(work=other, by=None).symbol == STEM
    with pytest.raises(SymbolError):
        give_back(work=other, by=by)


def test_a_draft_takes_up_one_of_its_own_kind_and_no_second(meeting, by):
    other = MeetingFactory(ordinal=21)
    (entry,) = held(other, by)
    with pytest.raises(SymbolError, match="another meeting"):
        take_up(entry=entry, work=draft(meeting), by=by)
    work = draft(other)
    (second,) = held(other, by)
    with pytest.raises(SymbolError, match="already"):
        take_up(entry=second, work=work, by=by)


def test_it_lapses_when_its_day_is_over_unless_a_draft_has_it(meeting, by):
    today = timezone.localdate()
    held(meeting, by, count=3, until=today)
    assert release_lapsed() == 0
    draft(meeting)
    RegisteredSymbol.objects.exclude(symbol=f"{STEM}/3").update(
        until=today - dt.timedelta(days=1)
    )
    assert release_lapsed() == 1
    states = dict(RegisteredSymbol.objects.values_list("symbol", "state"))
    assert states == {
        STEM: SymbolState.RESERVED,
        f"{STEM}/2": SymbolState.RELEASED,
        f"{STEM}/3": SymbolState.RESERVED,
    }


def test_who_may_know(site, meeting, by):
    (entry,) = held(meeting, by, party=MemberStateFactory(code="MX"))
    assert may_know(by, entry)
    assert may_know(people.head_of_delegation("CR"), entry)
    assert may_know(people.delegate("MX"), entry)
    assert not may_know(people.delegate("GT"), entry)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from("rldsw"), max_size=12))
def test_no_symbol_is_ever_borne_by_two(meeting, by, steps):
    """Whatever is reserved, released, drafted, settled, withdrawn, and when."""
    borne: dict[str, set[int]] = {}
    for step in steps:
        open_ones = RegisteredSymbol.objects.open().order_by("pk")
        drafts = Work.objects.filter(state=WorkState.DRAFT).order_by("pk")
        if step == "r":
            held(meeting, by)
        elif step == "l" and open_ones:
            release(entry=open_ones[0], why="Test", by=by)
        elif step == "d":
            draft(meeting)
        elif step == "s" and drafts:
            enter_as_recorded(work=drafts[0], by=None)
        elif step == "w" and drafts:
            change_state(
                work=drafts[0], to=WorkState.WITHDRAWN, verb="works.withdrawn", by=None
            )
        given_ones = RegisteredSymbol.objects.exclude(state=SymbolState.RELEASED)
        for symbol, work in given_ones.filter(
            state__in=[SymbolState.ISSUED, SymbolState.WITHDRAWN]
        ).values_list("symbol", "work"):
            borne.setdefault(symbol, set()).add(work)
    assert all(len(works) == 1 for works in borne.values())


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_reserve_at_once_never_get_the_same():
    meeting = MeetingFactory(ordinal=20)
    editors = [people.editor() for _each in range(3)]
    start = threading.Barrier(len(editors) + 1)
    errors, got = [], []

    def run(deed) -> None:
        close_old_connections()
        start.wait()
        try:
            got.extend(deed())
        except Exception as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connection.close()

    work = draft(meeting)
    deeds = [lambda by=by: names(held(meeting, by, count=2)) for by in editors]
    deeds.append(lambda: [enter_as_recorded(work=work, by=None).symbol])
    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert sorted(got) == sorted([STEM, *(f"{STEM}/{n}" for n in range(2, 8))])
