"""Whom each step tells, reminders, deputies, and the hand-over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import TaskState

from cms.approval import actions, notices
from cms.approval.reminders import remind_whose_turn
from cms.audit.models import Event
from cms.conference.deputising import name_deputy
from cms.conference.handover import HandOver
from cms.conference.models import Party, PresidencyTerm
from cms.distribution.models import Notice
from cms.works.models import Work
from tests.factories import people, works
from tests.factories.works import page_of
from tests.unit.cms.approval.steps import approve, step_of


def told(kind: str) -> set:
    return {n.recipient for n in Notice.objects.filter(kind=f"approval.{kind}")}


def test_each_step_tells_whose_turn_it_is_and_the_end_those_who_took_part(site):
    editor, other = people.editor(), people.editor()
    coordinator, head = people.coordinator(), people.head_of_delegation("CR")
    people.head_of_delegation("GT")
    people.delegate("MX")
    people.archivist()
    work = works.submitted_action_plan(by=editor)
    assert told("your_turn") == {coordinator, other}
    approve(work, coordinator)
    assert told("your_turn") == {coordinator, other, head}
    assert told("settled") == set()
    approve(work, head)
    assert told("settled") == {editor, coordinator}


def test_sent_back_tells_those_who_prepared_it_why(site):
    editor, coordinator = people.editor(), people.coordinator()
    work = works.submitted_action_plan(by=editor)
    actions.send_back(
        task_state_id=step_of(work).pk, reason="Name the organ.", by=coordinator
    )
    notice = Notice.objects.get(kind="approval.sent_back")
    assert notice.recipient == editor
    assert notice.context["reason"] == "Name the organ."
    assert notice.context["title"]["es"] == "Plan de Acción de prueba"


def test_a_change_in_between_tells_those_who_must_look_again(site):
    coordinator = people.coordinator()
    work = works.cleared_action_plan(cleared_by=coordinator)
    page = page_of(work).get_latest_revision_as_object()
    page.title = "Changed"
    page.save_revision()
    assert coordinator in told("changed")


@pytest.mark.parametrize(("days", "times"), [(2, 0), (3, 1), (5, 1), (6, 2)])
def test_who_waits_is_reminded_once_per_interval(site, days, times):
    head = people.head_of_delegation("CR")
    work = works.cleared_action_plan()
    since = timezone.now() - dt.timedelta(days=days, hours=1)
    TaskState.objects.filter(pk=step_of(work).pk).update(started_at=since)
    for hour in range(0, days * 24 + 1, 12):
        remind_whose_turn(at=since + dt.timedelta(hours=hour))
    assert told("reminder") == ({head} if times else set())
    assert Notice.objects.filter(kind="approval.reminder").count() == times


def test_a_new_presidency_is_told_what_waits(site):
    old, new = people.head_of_delegation("CR"), people.head_of_delegation("DO")
    for _ in range(2):
        works.cleared_action_plan()
    works.submitted_action_plan()
    from cms.conference.presiding import enter_past_term

    party = Party.objects.get(code="DO")
    term = enter_past_term(party=party, ordinal=32, starts_at=timezone.now(), by=None)
    notices.handed_over(HandOver(term, party, Party.objects.get(code="CR")))
    assert told("handed_over") == {new}
    notice = Notice.objects.get(kind="approval.handed_over")
    assert notice.context["number"] == 2
    assert notice.context["titles"]["es"] == ["Plan de Acción de prueba"] * 2
    assert old not in told("handed_over")
    assert PresidencyTerm.objects.count() == 3


def test_a_deputy_decides_and_the_event_says_for_whom(site):
    head = people.head_of_delegation("CR", first_name="Lucía", last_name="Montero")
    deputy = people.delegate("CR", first_name="Ana", last_name="Solís")
    name_deputy(
        person=head, deputy=deputy, party=Party.objects.get(code="CR"),
        starts_at=timezone.now() + dt.timedelta(milliseconds=300),
        ends_at=timezone.now() + dt.timedelta(days=3), reason="Travelling", by=head,
    )  # fmt: skip
    work = works.cleared_action_plan()
    import time

    time.sleep(0.3)
    approve(work, deputy)
    event = Event.objects.about(work).get(verb="approval.decided")
    assert (event.actor, event.capacity) == (deputy, "presidency:CR")
    assert event.data["for"] == "Lucía Montero"
    assert event.data["for_id"] == head.pk
    assert Work.objects.get(pk=work.pk).state == "adopted"
