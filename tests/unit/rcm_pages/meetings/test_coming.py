"""Which meeting comes next, how far off it is, what is due and has arrived."""

import datetime as dt

import pytest
from django.utils import timezone, translation

from cms.conference.dates import Precision
from cms.conference.models import Meeting
from cms.works import tokens
from rcm_pages.meetings.coming import next_meeting, say_distance
from rcm_pages.site import set_up_site
from tests.factories.conference import ConsultationGroupMeetingFactory, MeetingFactory
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db
PUBLIC = frozenset({tokens.PUBLIC})


def today(monkeypatch, *day):
    monkeypatch.setattr(timezone, "localdate", lambda *_args: dt.date(*day))


def starting(days, ordinal=30, **fields):
    day = timezone.localdate() + dt.timedelta(days=days)
    return MeetingFactory(
        ordinal=ordinal, **{"starts_on": day, "ends_on": day} | fields
    )


@pytest.mark.parametrize(
    ("days", "english", "spanish"),
    [
        (0, "begins today", "empieza hoy"),
        (1, "tomorrow", "mañana"),
        (2, "in 2 days", "dentro de 2 días"),
        (400, "in 400 days", "dentro de 400 días"),
        (-1, "under way", "en curso"),
    ],
)
def test_the_distance_is_said_in_words(days, english, spanish):
    meeting = starting(days)
    assert say_distance(meeting) == english
    with translation.override("es"):
        assert say_distance(meeting) == spanish


@pytest.mark.parametrize("precision", [Precision.MONTH, Precision.YEAR])
def test_a_date_known_roughly_is_over_when_its_span_is(precision, monkeypatch):
    today(monkeypatch, 2026, 11, 25)
    first = dt.date(2026, 11 if precision == Precision.MONTH else 1, 1)
    meeting = MeetingFactory(
        ordinal=30, starts_on=first, ends_on=None, precision=precision
    )
    coming = next_meeting(PUBLIC)
    assert coming.meeting == meeting
    assert coming.in_words == ""
    assert coming.due == []
    today(monkeypatch, 2027, 1, 2)
    assert next_meeting(PUBLIC) is None


def test_an_exact_date_goes_before_a_doubtful_one(monkeypatch):
    today(monkeypatch, 2026, 11, 25)
    MeetingFactory(
        ordinal=30,
        starts_on=dt.date(2026, 1, 1),
        ends_on=None,
        precision=Precision.YEAR,
    )
    exact = MeetingFactory(ordinal=31, starts_on=dt.date(2026, 12, 3), ends_on=None)
    assert next_meeting(PUBLIC).meeting == exact


def test_a_cancelled_meeting_does_not_come():
    starting(5, status=Meeting.Status.CANCELLED)
    assert next_meeting(PUBLIC) is None


def test_what_is_due_has_its_day_and_clause():
    day = timezone.localdate() + dt.timedelta(days=35)
    group = ConsultationGroupMeetingFactory(starts_on=day, ends_on=day)
    due = next_meeting(PUBLIC).due
    assert [(d.rule.clause, (group.starts_on - d.day).days) for d in due] == [
        ("V.c", 40),
        ("III.d", 30),
    ]
    assert [d.is_over for d in due] == [True, False]


def test_only_what_the_reader_may_read_has_arrived(site):
    meeting = starting(9)
    set_up_site()
    seen = recorded_action_plan(meeting=meeting)
    recorded_action_plan(meeting=meeting, audience="members")
    draft_action_plan(meeting=meeting)
    coming = next_meeting(PUBLIC)
    assert (coming.total, coming.counts) == (1, [("action_plan", 1)])
    assert coming.latest == [seen]
    assert next_meeting(PUBLIC | {tokens.MEMBERS}).total == 2
