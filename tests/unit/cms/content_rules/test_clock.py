"""Days before and after a date: each once, whatever the machine went through."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.audit.models import Event
from cms.conference.dates import Precision
from cms.conference.models import Meeting
from cms.content_rules import clock
from cms.content_rules.clock import look_at_all, occurrences
from cms.content_rules.models import ContentRule, Firing
from cms.content_rules.tasks import clock as clock_job
from cms.jobs.worker import drain
from cms.works import sharing
from cms.works.models import Work
from tests.factories import people, works
from tests.factories.conference import MeetingFactory
from tests.factories.rules import is_, mail, rule_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]

DAY = dt.timedelta(days=1)


def at(day, hour=12):
    """An instant of a day at the portal's own place."""
    zone = timezone.get_default_timezone()
    return dt.datetime.combine(day, dt.time(hour), tzinfo=zone)


def rule_since(instant, **fields):
    """Make a rule that was enabled at an instant, whatever the clock says."""
    rule = rule_on(**fields)
    ContentRule.objects.update(enabled_at=instant, clock_seen=instant)
    rule.refresh_from_db()
    return rule


@pytest.fixture
def meeting():
    return MeetingFactory(ordinal=22, starts_on=dt.date(2027, 1, 10))


@pytest.fixture
def reminder():
    """Thirty days before a meeting, from 1 December 2026 on."""
    return rule_since(
        at(dt.date(2026, 12, 1)),
        trigger="date:meeting.starts",
        days=30,
        when="before",
    )


class TestOnce:
    def test_it_fires_on_its_day_over_the_end_of_the_year(self, meeting, reminder):
        assert look_at_all(at(dt.date(2026, 12, 11), 6)) == 0
        assert look_at_all(at(dt.date(2026, 12, 11), 8)) == 1
        firing = Firing.objects.get()
        assert firing.meeting == meeting
        assert firing.due_at == at(dt.date(2026, 12, 11), 7)
        assert firing.base == "2027-01-10"

    def test_and_never_again(self, meeting, reminder):
        for hour in range(7, 20):
            look_at_all(at(dt.date(2026, 12, 11), hour))
        assert Firing.objects.count() == 1

    def test_after_weeks_without_the_scheduler_once(self, meeting, reminder):
        assert look_at_all(at(dt.date(2027, 1, 5))) == 1
        assert look_at_all(at(dt.date(2027, 1, 6))) == 0

    def test_a_clock_that_goes_back_fires_nothing_twice(self, meeting, reminder):
        look_at_all(at(dt.date(2026, 12, 12)))
        assert look_at_all(at(dt.date(2026, 12, 5))) == 0
        assert look_at_all(at(dt.date(2026, 12, 13))) == 0
        assert Firing.objects.count() == 1

    def test_killed_half_way_nothing_is_kept_and_all_is_made_up_for(
        self, meeting, reminder, monkeypatch
    ):
        MeetingFactory(ordinal=23, starts_on=dt.date(2027, 1, 10))
        real, calls = clock.fire, []

        def die_at_the_second(**fields):
            calls.append(fields)
            if len(calls) == 2:
                raise KeyboardInterrupt
            return real(**fields)

        monkeypatch.setattr(clock, "fire", die_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            look_at_all(at(dt.date(2026, 12, 12)))
        assert not Firing.objects.exists()
        monkeypatch.setattr(clock, "fire", real)
        assert look_at_all(at(dt.date(2026, 12, 12))) == 2

    def test_seen_anew_from_the_start_the_key_holds(self, meeting, reminder):
        look_at_all(at(dt.date(2026, 12, 12)))
        ContentRule.objects.update(clock_seen=at(dt.date(2026, 12, 1)))
        assert look_at_all(at(dt.date(2026, 12, 12))) == 0
        assert Firing.objects.count() == 1


class TestDates:
    def test_a_meeting_that_is_put_off_is_another_occasion(self, meeting, reminder):
        look_at_all(at(dt.date(2026, 12, 12)))
        Meeting.objects.filter(pk=meeting.pk).update(
            starts_on=dt.date(2027, 2, 10), ends_on=None
        )
        assert look_at_all(at(dt.date(2027, 1, 12))) == 1
        assert Firing.objects.count() == 2

    def test_what_is_not_known_to_the_day_has_no_day(self, meeting, reminder):
        Meeting.objects.filter(pk=meeting.pk).update(precision=Precision.MONTH)
        assert look_at_all(at(dt.date(2027, 3, 1))) == 0

    def test_what_came_due_before_it_was_entered_is_left_alone(self, reminder):
        look_at_all(at(dt.date(2026, 12, 20)))
        MeetingFactory(ordinal=22, starts_on=dt.date(2027, 1, 10))
        assert look_at_all(at(dt.date(2026, 12, 21))) == 0

    def test_the_past_is_left_alone_unless_asked_for(self):
        today = timezone.localdate()
        MeetingFactory(ordinal=22, starts_on=today - 4 * DAY, ends_on=today - 3 * DAY)
        trigger = {"trigger": "date:meeting.starts"}
        rule_on(**trigger)
        back = rule_on(**trigger, days_back=7)
        clock_job.call()
        assert Firing.objects.get().rule == back

    def test_conditions_are_asked_on_the_day(self, meeting):
        rule_since(
            at(dt.date(2026, 12, 1)),
            trigger="date:meeting.starts",
            conditions=(is_("body", "rcgm"),),
        )
        assert look_at_all(at(dt.date(2027, 2, 1))) == 0
        assert not Firing.objects.exists()


def _dated(work):
    Work.objects.filter(pk=work.pk).update(dated_on=timezone.localdate())


def _expires(work):
    Work.objects.filter(pk=work.pk).update(expires_at=timezone.now())


def _released(work):
    sharing.schedule_release(
        work=work,
        audience="members",
        opens_at=timezone.now(),
        by=people.coordinator(),
    )


def _meets(work):
    today = timezone.localdate()
    Meeting.objects.filter(pk=work.meeting_id).update(starts_on=today, ends_on=today)


# Date of a work → how it is reached, and what is done to have it today.
OF_WORKS = {
    "work.dated_on": (works.draft_action_plan, _dated),
    "work.expires_at": (works.draft_action_plan, _expires),
    "work.settled_at": (works.adopted_action_plan, lambda work: None),
    "work.submitted": (works.submitted_action_plan, lambda work: None),
    "work.released": (works.adopted_action_plan, _released),
    "work.meeting_starts": (works.draft_action_plan, _meets),
    "work.meeting_ends": (works.draft_action_plan, _meets),
}


@pytest.mark.parametrize("code", OF_WORKS)
@pytest.mark.parametrize(("days", "when"), [(0, "after"), (5, "after"), (5, "before")])
def test_each_date_of_a_work(code, days, when):
    make, arrange = OF_WORKS[code]
    work = make()
    arrange(work)
    rule = rule_on(trigger=f"date:{code}", days=days, when=when)
    centre = timezone.now() + DAY * rule.shift
    found = list(occurrences(rule, centre - DAY, centre + DAY))
    assert [each.subject.work for each in found] == [work]
    far = centre + 3 * DAY
    assert not list(occurrences(rule, far, far + DAY))


def test_every_date_is_tested():
    from cms.content_rules import triggers

    assert set(triggers._dates) == {*OF_WORKS, "meeting.starts", "meeting.ends"}


def test_sent_back_and_submitted_again_counts_anew():
    from cms.approval import actions as approval

    work = works.submitted_action_plan()
    state = works.page_of(work).current_workflow_state.current_task_state
    by = people.coordinator()
    approval.send_back(task_state_id=state.pk, reason="A word.", by=by)
    rule = rule_on(trigger="date:work.submitted")
    now = timezone.now()
    assert not list(occurrences(rule, now - DAY, now + DAY))
    approval.submit(page=works.page_of(work), by=people.editor())
    (found,) = occurrences(rule, now - DAY, now + DAY)
    last = Event.objects.filter(verb="approval.submitted").last()
    assert found.base == last.at


def test_a_date_at_the_end_of_the_calendar_breaks_nothing():
    work = works.draft_action_plan()
    Work.objects.filter(pk=work.pk).update(dated_on=dt.date(9999, 12, 31))
    rule_on(trigger="date:work.dated_on", days=3650)
    assert look_at_all() == 0
    assert look_at_all(at(dt.date(9999, 12, 30))) == 0


def test_the_mail_of_a_meeting_goes_to_those_who_may_see_it():
    editor = people.editor(email="editor@example.org")
    today = timezone.localdate()
    rule = rule_on(
        trigger="date:meeting.starts",
        actions=(mail(subject_en="{title} in {place}"),),
        days_back=1,
    )
    MeetingFactory(ordinal=22, starts_on=today, ends_on=today)
    look_at_all(at(today, 23))
    drain()
    assert Firing.objects.get(rule=rule).outcome == "done"
    (notice,) = editor.notices.filter(kind="content_rules.message")
    assert notice.context["line"]["en"] == (
        "XXII Vice-Ministerial Meeting in Mexico City, Mexico"
    )


def test_a_rule_whose_enabler_left_is_suspended_without_waiting():
    boss = people.coordinator()
    rule = rule_on(by=boss)
    boss.is_active = False
    boss.save()
    clock_job.call()
    rule.refresh_from_db()
    assert rule.suspended_why == "no_right"


def test_a_rule_that_breaks_keeps_no_other_back(monkeypatch):
    today = timezone.localdate()
    MeetingFactory(ordinal=22, starts_on=today, ends_on=today)
    broken = rule_on(trigger="date:meeting.starts", days_back=1)
    sound = rule_on(trigger="date:meeting.starts", days_back=1)
    real = clock.look

    def look(rule, now):
        if rule == broken:
            raise OSError("the disk is full")
        return real(rule, now)

    monkeypatch.setattr(clock, "look", look)
    with pytest.raises(OSError, match="disk"):
        look_at_all(at(today, 23))
    assert Firing.objects.get().rule == sound
