"""Dated facts: what is certain on a day, which edges contradict themselves."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cms.conference.dates import Precision
from cms.conference.models import Meeting, Membership
from tests.factories.conference import BodyFactory, MeetingFactory, PartyFactory

pytestmark = pytest.mark.django_db
MEMBER = Membership.Standing.MEMBER_STATE


def membership(**fields):
    return Membership.objects.create(party=PartyFactory(), standing=MEMBER, **fields)


def in_force(day):
    return Membership.objects.all().on(day).exists()


def test_between_two_days_nobody_is_a_member_for_certain():
    """The Dominican Republic: not among ten in January 1999, among eleven in 2000."""
    membership(
        starts_on=dt.date(1999, 1, 29),
        starts_by=dt.date(2000, 3, 24),
        starts_precision=Precision.BETWEEN,
    )
    assert not in_force(dt.date(1999, 1, 28))
    assert not in_force(dt.date(1999, 6, 1))
    assert not in_force(dt.date(2000, 3, 23))
    assert in_force(dt.date(2000, 3, 24))
    assert in_force(None)


def test_an_unknown_beginning_counts_from_the_day_it_was_recorded():
    found = membership()
    today = timezone.localdate()
    assert found.starts_precision == Precision.UNKNOWN
    assert in_force(today)
    assert not in_force(today - dt.timedelta(days=1))
    assert found.is_possible_on(dt.date(1990, 1, 1))


def test_an_end_within_a_year_takes_the_right_at_its_beginning():
    membership(
        starts_on=dt.date(1996, 3, 13),
        ends_on=dt.date(2010, 1, 1),
        ends_precision=Precision.YEAR,
    )
    assert in_force(dt.date(2010, 1, 1))
    assert not in_force(dt.date(2010, 1, 2))


def test_what_ended_on_a_day_without_bounds_is_never_certain():
    found = membership(ends_precision=Precision.UNKNOWN)
    assert not in_force(None)
    assert found.is_possible_on(timezone.localdate())


def test_both_ends_are_included():
    membership(starts_on=dt.date(2001, 1, 2), ends_on=dt.date(2001, 1, 3))
    found = [in_force(dt.date(2001, 1, day)) for day in (1, 2, 3, 4)]
    assert found == [False, True, True, False]


def test_saving_some_fields_saves_what_follows_from_them():
    found = membership(starts_on=dt.date(2001, 1, 2))
    found.ends_on = dt.date(2002, 1, 1)
    found.save(update_fields=["ends_on"])
    found.refresh_from_db()
    assert found.certain_until == dt.date(2002, 1, 1)


def test_updating_many_moves_their_certain_days():
    found = membership(starts_on=dt.date(2001, 1, 2))
    assert Membership.objects.update(ends_on=dt.date(2002, 1, 1)) == 1
    found.refresh_from_db()
    assert found.certain_until == dt.date(2002, 1, 1)
    assert not in_force(dt.date(2002, 1, 2))
    assert Membership.objects.update(certainty="high") == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_precision": "day"}, "starts_on"),
        ({"starts_on": "2001-01-01", "starts_by": "2002-01-01",
          "starts_precision": "day"}, "starts_by"),
        ({"starts_on": "2001-01-01", "starts_precision": "between"}, "starts_by"),
        ({"starts_on": "2001-01-01", "starts_by": "2000-01-01"}, "starts_by"),
        ({"starts_on": "2001-01-01", "ends_on": "2000-12-31"}, "ends_on"),
        ({"starts_on": "1500-01-01"}, "starts_on"),
        ({"starts_on": "2500-01-01"}, "starts_on"),
        ({"starts_precision": "from", "starts_on": "2001-01-01"}, "starts_precision"),
    ],
)  # fmt: skip
def test_edges_that_contradict_themselves(fields, field):
    parsed = {
        name: value if name.endswith("precision") else dt.date.fromisoformat(value)
        for name, value in fields.items()
    }
    with pytest.raises(ValidationError) as refused:
        Membership(party=PartyFactory(), standing=MEMBER, **parsed).full_clean()
    assert field in refused.value.error_dict


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "precision", "days", "month"),
    [
        ("2015-11-11", "2015-11-12", "day", ("2015-11-11", "2015-11-12"), True),
        ("2015-11-11", None, "day", ("2015-11-11", "2015-11-11"), True),
        ("2015-11-01", None, "month", ("2015-11-01", "2015-11-30"), True),
        ("2015-01-01", None, "year", ("2015-01-01", "2015-12-31"), False),
        ("2015-11-11", None, "from", ("2015-11-11", "2015-12-12"), True),
        ("2015-11-11", None, "around", ("2015-10-11", "2015-12-12"), True),
        ("2023-12-04", "2023-12-07", "between", ("2023-12-04", "2023-12-07"), True),
        ("2023-11-30", "2023-12-07", "between", ("2023-11-30", "2023-12-07"), False),
        (None, None, "unknown", None, False),
    ],
)
def test_days_on_which_a_meeting_can_have_met(
    starts_on, ends_on, precision, days, month
):
    dates = [day and dt.date.fromisoformat(day) for day in (starts_on, ends_on)]
    meeting = Meeting(starts_on=dates[0], ends_on=dates[1], precision=precision)
    said = meeting.possible_days
    assert (said and tuple(day.isoformat() for day in said)) == days
    assert meeting.month_is_known is month


def test_a_past_meeting_that_was_only_announced_is_not_confirmed():
    meeting = MeetingFactory(ordinal=20, status=Meeting.Status.ANNOUNCED)
    assert meeting.is_unconfirmed
    coming = timezone.localdate() + dt.timedelta(days=30)
    meeting.starts_on = meeting.ends_on = coming
    assert not meeting.is_unconfirmed
    meeting.status = Meeting.Status.CANCELLED
    assert meeting.is_unconfirmed


def test_a_meeting_with_a_title_is_called_by_it():
    meeting = Meeting(
        body=BodyFactory(), title_en="Workshop", title_es="Taller",
        starts_on=dt.date(2012, 3, 1),
    )  # fmt: skip
    assert meeting.name == "Workshop"
