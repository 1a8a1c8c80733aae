"""Whatever the day, the demonstration has a Presidency and a meeting to come."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.conference.models import Meeting, PresidencyTerm
from cms.conference.presidency import current_term, troika
from rcm_pages.demo.calendar import (
    last_handover,
    make_meetings,
    make_presidencies,
    next_wednesday,
)
from rcm_pages.facts.loading import load_facts


def local(*parts):
    return timezone.make_aware(dt.datetime(*parts))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("now", "handover"),
    [
        ((2026, 11, 24, 9), (2025, 12, 4, 17)),
        ((2026, 12, 4, 18), (2025, 12, 4, 17)),
        ((2027, 1, 3, 16), (2025, 12, 4, 17)),
        ((2027, 1, 3, 18), (2026, 12, 4, 17)),
        ((2028, 2, 29, 12), (2027, 12, 4, 17)),
    ],
)
def test_the_last_handover_is_a_month_ago_or_more(now, handover):
    assert last_handover(local(*now)) == local(*handover)


@pytest.mark.parametrize(
    ("day", "wednesday"), [(9, 9), (10, 16), (13, 16), (15, 16), (16, 16)]
)
def test_meetings_begin_on_a_wednesday(day, wednesday):
    assert next_wednesday(dt.date(2026, 12, day)) == dt.date(2026, 12, wednesday)


@pytest.fixture
def calendar(db):
    load_facts()
    make_presidencies()
    return make_meetings()


def test_the_presidency_holds_over(calendar):
    now = timezone.now()
    for at in (now, now + dt.timedelta(days=900)):
        past, present, following = troika(at)
        assert (past.code, present.code, following.code) == ("GT", "CR", "DO")
    assert current_term().ends_at is None


def test_the_past_presidency_ended_when_the_present_began(calendar):
    past, present = PresidencyTerm.objects.filter(ordinal__in=(30, 31))
    assert past.ends_at == present.starts_at == last_handover(timezone.now())


def test_everything_made_up_says_so(calendar):
    assert all(meeting.is_fictional for meeting in calendar)
    assert set(Meeting.objects.filter(is_fictional=True)) == set(calendar)
    fictional = PresidencyTerm.objects.filter(is_fictional=True)
    assert list(fictional.values_list("ordinal", flat=True)) == [30, 31, 32]
    assert all("Fictional" in term.source for term in fictional)


def test_a_meeting_is_always_coming(calendar):
    _past, vice_ministers, group = calendar
    today = timezone.localdate()
    days_off = (group.starts_on - today).days
    assert 14 <= days_off <= 28
    assert group.starts_on < vice_ministers.starts_on


def test_again_changes_nothing(calendar):
    terms = list(PresidencyTerm.objects.values())
    make_presidencies()
    assert [m.pk for m in make_meetings()] == [m.pk for m in calendar]
    assert list(PresidencyTerm.objects.values()) == terms
