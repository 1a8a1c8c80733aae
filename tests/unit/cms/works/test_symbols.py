"""Symbols, worked out by hand from meeting, date and type."""

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.db.models import QuerySet

from cms.conference.dates import Precision
from cms.conference.models import Meeting
from cms.works import types
from cms.works.actions import create_work, enter_as_recorded
from cms.works.models import Work
from cms.works.reservations import release, reserve
from cms.works.states import WorkState
from cms.works.symbols import mint, stem
from rcm_pages.work_types import ACTION_PLAN
from tests.factories import people
from tests.factories.conference import (
    BodyFactory,
    ConsultationGroupMeetingFactory,
    MeetingFactory,
)

pytestmark = pytest.mark.django_db


def draft(meeting: Meeting | None = None, **fields) -> Work:
    return create_work(type_code=ACTION_PLAN.code, meeting=meeting, by=None, **fields)


def recorded(meeting: Meeting | None = None, **fields) -> Work:
    work = draft(meeting, **fields)
    return enter_as_recorded(work=work, by=None)


def test_a_counted_meeting_gives_ordinal_and_year():
    assert stem(draft(MeetingFactory(ordinal=20))) == "RCM/VM/XX/2015/AP"


def test_an_uncounted_meeting_gives_year_and_month():
    assert stem(draft(ConsultationGroupMeetingFactory())) == "RCM/RCGM/2014-06/AP"


@pytest.mark.parametrize(
    ("starts_on", "precision", "symbol"),
    [
        (dt.date(2014, 6, 1), Precision.MONTH, "RCM/RCGM/2014-06/AP"),
        (dt.date(2014, 1, 1), Precision.YEAR, "RCM/RCGM/2014/AP"),
        (None, Precision.UNKNOWN, "RCM/RCGM/s.d./AP"),
    ],
)
def test_no_more_is_said_than_is_known(starts_on, precision, symbol):
    meeting = ConsultationGroupMeetingFactory(
        starts_on=starts_on, ends_on=None, precision=precision
    )
    assert stem(draft(meeting)) == symbol


def test_a_counted_meeting_of_unknown_date():
    meeting = Meeting.objects.create(
        body=BodyFactory(), ordinal=3, precision=Precision.UNKNOWN
    )
    assert stem(draft(meeting)) == "RCM/VM/III/s.d./AP"


def test_a_paper_without_a_meeting_is_cited_by_its_year():
    assert stem(draft(dated_on=dt.date(2013, 5, 6))) == "RCM/2013/AP"
    assert stem(draft()) == "RCM/AP"


def test_the_conference_may_have_no_opening(settings):
    del settings.CONFERENCE_SYMBOL
    assert stem(draft(MeetingFactory(ordinal=20))) == "VM/XX/2015/AP"


def test_the_second_paper_of_a_stem_is_numbered():
    meeting = MeetingFactory(ordinal=20)
    symbols = [recorded(meeting).symbol for _ in range(3)]
    assert symbols == [
        "RCM/VM/XX/2015/AP",
        "RCM/VM/XX/2015/AP/2",
        "RCM/VM/XX/2015/AP/3",
    ]


def test_a_draft_takes_no_number():
    meeting = MeetingFactory(ordinal=20)
    draft(meeting)
    assert mint(draft(meeting)) == "RCM/VM/XX/2015/AP"


def test_a_type_that_begins_alike_is_another_stem(monkeypatch):
    meeting = MeetingFactory(ordinal=20)
    recorded(meeting)
    longer = types.WorkType("appendix_under_test", "APP", "Appendix", "Appendices")
    monkeypatch.setitem(types._types, longer.code, longer)
    other = create_work(type_code="appendix_under_test", meeting=meeting, by=None)
    assert mint(other) == "RCM/VM/XX/2015/APP"


def test_a_number_that_was_released_is_taken():
    meeting = MeetingFactory(ordinal=20)
    by = people.editor()
    held = reserve(
        meeting=meeting, type_code=ACTION_PLAN.code, count=3, why="Test", by=by
    )
    release(entry=held[1], why="Not needed", by=by)
    other = create_work(
        type_code=ACTION_PLAN.code, meeting=meeting, takes_up=False, by=None
    )
    assert mint(other) == "RCM/VM/XX/2015/AP/2"
    assert enter_as_recorded(work=other, by=None).symbol == "RCM/VM/XX/2015/AP/2"
    # What it had been reserved for is nobody's business any more.
    entry = other.symbols.get()
    assert (entry.pk, entry.why, entry.reserved_by) == (held[1].pk, "", None)


def test_a_symbol_once_issued_is_never_given_again():
    meeting = MeetingFactory(ordinal=20)
    recorded(meeting)
    second = recorded(meeting)
    QuerySet(Work).filter(pk=second.pk).update(symbol="RCM/VM/XX/2015/AP/3")
    assert mint(draft(meeting)) == "RCM/VM/XX/2015/AP/4"


def test_a_symbol_is_one_works_only():
    meeting = MeetingFactory(ordinal=20)
    first, second = recorded(meeting), recorded(meeting)
    with pytest.raises(IntegrityError), transaction.atomic():
        QuerySet(Work).filter(pk=second.pk).update(symbol=first.symbol)


def test_a_symbol_taken_in_the_same_instant_gives_the_next(monkeypatch):
    """What PostgreSQL lets happen: both have minted before either has saved."""
    from cms.works import symbols

    meeting = MeetingFactory(ordinal=20)
    recorded(meeting)
    stale, real = iter(["RCM/VM/XX/2015/AP"]), mint
    monkeypatch.setattr(symbols, "mint", lambda work: next(stale, None) or real(work))
    assert recorded(meeting).symbol == "RCM/VM/XX/2015/AP/2"


def test_another_error_is_not_taken_for_a_taken_symbol(monkeypatch):
    from cms.works import symbols

    meeting = MeetingFactory(ordinal=20)
    recorded(meeting)
    monkeypatch.setattr(symbols, "mint", lambda work: "RCM/VM/XX/2015/AP")
    work = draft(meeting)
    with pytest.raises(IntegrityError), transaction.atomic():
        enter_as_recorded(work=work, by=None)
    work.refresh_from_db()
    assert work.state == WorkState.DRAFT


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_papers_settled_at_once_have_symbols_of_their_own():
    meeting = MeetingFactory(ordinal=20)
    works = [draft(meeting) for _ in range(4)]
    start = threading.Barrier(len(works))
    errors = []

    def run(work: Work) -> None:
        close_old_connections()
        start.wait()
        try:
            enter_as_recorded(work=work, by=None)
        except Exception as error:  # noqa: BLE001 - shown by the test
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    assert set(Work.objects.values_list("symbol", flat=True)) == {
        "RCM/VM/XX/2015/AP",
        "RCM/VM/XX/2015/AP/2",
        "RCM/VM/XX/2015/AP/3",
        "RCM/VM/XX/2015/AP/4",
    }
