"""How far a rule goes: loops, rights, the past, the cap, what is gone."""

import datetime as dt

import pytest
from django.utils import timezone

from cms.approval import actions as approval
from cms.audit.actions import record
from cms.content_rules import actions
from cms.content_rules.firing import fire
from cms.content_rules.models import ContentRule, Firing, FiringStep, Outcome
from cms.content_rules.subjects import Subject
from cms.distribution.models import Notice
from cms.jobs.worker import drain
from cms.works import sharing
from cms.works.models import Work, WorkAudience
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory, presidency_of
from tests.factories.people import UserFactory
from tests.factories.rules import (
    is_,
    is_not,
    mail,
    move,
    rule_on,
)
from tests.unit.cms.content_rules.seen import make_draft, notes, outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


class TestLoops:
    """What rules do triggers no rule, unless the installation says otherwise."""

    @pytest.fixture
    def quarrel(self):
        trigger = "event:works.audience_set"
        rule_on(trigger=trigger, actions=(move("members"),))
        rule_on(trigger=trigger, actions=(move("steering"),))

    def provoke(self):
        work = works.adopted_action_plan(audience="public")
        by = people.coordinator()
        sharing.set_audience(work=work, audience="steering", by=by)

    def test_two_rules_that_undo_each_other_fire_once_each(self, quarrel):
        self.provoke()
        drain()
        assert Firing.objects.count() == 2

    def test_with_cascades_they_stop_at_the_depth(self, quarrel, settings):
        settings.CONTENT_RULES_CASCADE = 2
        self.provoke()
        drain()
        depths = set(Firing.objects.values_list("depth", flat=True))
        assert depths == {0, 1, 2}
        assert Firing.objects.count() <= 2 + 4 + 8


class TestRights:
    """A rule acts with the rights that its enabler has when it fires."""

    def test_when_the_presidency_passes_its_rule_is_suspended(self, mailoutbox):
        boss = people.coordinator(email="boss@example.org")
        decider = people.head_of_delegation("CR")
        rule = actions.create_rule(draft=_opening(), by=boss)
        actions.enable_rule(rule=rule, by=decider)
        panama = MemberStateFactory(code="PA")
        presidency_of(panama, ordinal=32, days_ago=0)
        work = works.adopted_action_plan(audience="steering")
        drain()
        rule.refresh_from_db()
        assert (rule.is_enabled, rule.suspended_why) == (False, "no_right")
        work.refresh_from_db()
        assert work.audience == "steering"
        assert not Firing.objects.exists()
        assert ["boss@example.org"] in [
            m.to for m in mailoutbox if "has been suspended" in m.subject
        ]

    def test_when_the_right_goes_between_firing_and_doing(self):
        boss = people.coordinator()
        trigger = "event:works.withdrawn"
        rule = rule_on(trigger=trigger, actions=(move("public"),), by=boss)
        work = works.adopted_action_plan(audience="steering")
        fire(
            rule=rule,
            subject=Subject(work=work),
            occasion="x",
            due_at=timezone.now(),
        )
        boss.appointments.update(ends_on=timezone.localdate() - dt.timedelta(days=1))
        drain()
        assert {outcome for _kind, outcome in outcomes()} == {Outcome.SKIPPED}
        assert "The rule was suspended." in notes()
        work.refresh_from_db()
        assert work.audience == "steering"

    def test_switched_off_meanwhile_it_does_nothing_even_if_on_again(self):
        boss = people.coordinator()
        rule = rule_on(by=boss)
        fire(
            rule=rule,
            subject=Subject(work=make_draft()),
            occasion="x",
            due_at=timezone.now(),
        )
        actions.disable_rule(rule=rule, by=boss)
        actions.enable_rule(rule=rule, by=boss)
        drain()
        assert outcomes() == [("mail", Outcome.SKIPPED)]
        assert notes() == ["The rule was switched off."]

    def test_it_opens_no_draft_of_a_delegation(self):
        mexico = MemberStateFactory(code="MX")
        rule_on(
            trigger="event:works.expression_added",
            actions=(move("public"), mail(groups=["coordinator"])),
        )
        make_draft(prepared_by=mexico)
        drain()
        assert {outcome for _kind, outcome in outcomes()} == {Outcome.SKIPPED}


def _opening():
    from tests.factories.rules import draft_rule

    return draft_rule(actions=(move(WorkAudience.PUBLIC),))


class TestTime:
    """A rule does not reach back, unless that was asked for."""

    def test_what_happened_before_is_left_alone(self):
        works.adopted_action_plan()
        rule_on()
        drain()
        assert not Firing.objects.exists()

    def test_unless_it_is_asked_for_and_then_once(self):
        works.adopted_action_plan()
        boss = people.coordinator()
        rule = rule_on(by=boss, days_back=7)
        drain()
        assert Firing.objects.count() == 1
        actions.disable_rule(rule=rule, by=boss)
        actions.enable_rule(rule=rule, days_back=7, by=boss)
        drain()
        assert Firing.objects.count() == 1

    def test_an_event_queued_before_an_edit_does_not_fire_after_it(self):
        boss = people.coordinator()
        rule = rule_on(by=boss)
        works.adopted_action_plan()
        actions.disable_rule(rule=rule, by=boss)
        actions.enable_rule(rule=rule, by=boss)
        drain()
        assert not Firing.objects.exists()


class TestCap:
    """A rule tells so many people an hour, and no more."""

    def test_it_is_held_back_and_the_coordinator_told_once(self, settings):
        settings.CONTENT_RULES_MAILS_PER_HOUR = 3
        boss = people.coordinator()
        people.editor(), people.editor()
        rule_on(trigger="event:works.created", by=boss)
        by = people.editor()
        for _number in range(3):
            record(verb="works.created", subject=make_draft(by=by), by=by)
        drain()
        told = sum(FiringStep.objects.values_list("told", flat=True))
        assert told == 3
        assert "more than 3 people" in notes()[-1]
        held = Notice.objects.filter(kind="content_rules.held_back", recipient=boss)
        assert held.count() == 1

    def test_an_hour_later_it_may_again(self, settings):
        settings.CONTENT_RULES_MAILS_PER_HOUR = 1
        people.editor()
        rule_on(
            conditions=(is_("type", "action_plan"),), trigger="event:approval.cleared"
        )
        work = works.cleared_action_plan(by=people.coordinator())
        drain()
        FiringStep.objects.update(at=timezone.now() - dt.timedelta(minutes=61))
        record(verb="approval.cleared", subject=work, by=None)
        drain()
        assert [outcome for _kind, outcome in outcomes()] == [Outcome.DONE] * 2


def test_a_type_that_is_gone_suspends_the_rule(monkeypatch):
    rule = rule_on(conditions=(is_not("state", "draft"),))
    rule.conditions.update(kind="type", values=["telegram"])
    works.adopted_action_plan()
    drain()
    rule.refresh_from_db()
    assert (rule.is_enabled, rule.suspended_why) == (False, "gone")
    assert not Firing.objects.exists()


def test_a_work_of_a_type_that_is_gone_breaks_nothing():
    rule_on(trigger="event:approval.cleared")
    work = make_draft()
    Work.objects.filter(pk=work.pk).update(type_code="telegram")
    people.editor()
    record(verb="approval.cleared", subject=work, by=None)
    drain()
    assert outcomes() == [("mail", Outcome.DONE)]


def test_events_about_other_things_concern_no_rule():
    rule_on(trigger="event:works.created")
    record(verb="works.created", subject=UserFactory(), by=None)
    drain()
    assert not Firing.objects.exists()
    assert ContentRule.objects.get().is_enabled


def test_sent_back_is_an_event_too():
    rule_on(
        trigger="event:approval.sent_back",
        conditions=(is_("capacity", "secretariat"),),
    )
    work = works.submitted_action_plan()
    state = works.page_of(work).current_workflow_state.current_task_state
    approval.send_back(
        task_state_id=state.pk, reason="A word is missing.", by=people.coordinator()
    )
    drain()
    assert Firing.objects.get().work == work
