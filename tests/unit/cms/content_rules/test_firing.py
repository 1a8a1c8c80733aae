"""Event and condition → action: once, with the rights of whoever enabled the rule."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.approval import actions as approval
from cms.audit.actions import record
from cms.audit.models import Event
from cms.conference.capacities import say_capacity
from cms.content_rules import actions, deeds, performing
from cms.content_rules.firing import consider, fire
from cms.content_rules.models import ContentRule, Firing, FiringStep, Outcome
from cms.content_rules.subjects import Subject
from cms.distribution.models import Notice
from cms.jobs.worker import drain
from cms.works import sharing
from cms.works.models import Work, WorkAudience
from cms.works.states import WorkState
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory, presidency_of
from tests.factories.documents import text_file
from tests.factories.people import UserFactory
from tests.factories.rules import (
    SUBMIT,
    collect,
    collection,
    expire,
    is_,
    is_not,
    mail,
    move,
    rule_on,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def boss():
    return people.coordinator(email="boss@example.org")


def outcomes():
    return list(FiringStep.objects.order_by("pk").values_list("kind", "outcome"))


def notes(language="en"):
    return [step.note[language] for step in FiringStep.objects.order_by("pk")]


def make_draft(**fields):
    return works.draft_action_plan(**fields)


def version_added(**fields):
    work = make_draft(**fields)
    text_file(by=people.editor(), expression=work.expressions.first())
    return work


def audience_changed(**fields):
    work = works.adopted_action_plan(**fields)
    by = people.coordinator()
    return sharing.set_audience(work=work, audience=WorkAudience.MEMBERS, by=by)


TRIGGERS = {
    "works.created": make_draft,
    "works.expression_added": make_draft,
    "approval.submitted": works.submitted_action_plan,
    "approval.cleared": works.cleared_action_plan,
    "approval.decided": works.adopted_action_plan,
    "works.adopted": works.adopted_action_plan,
    "documents.version_added": version_added,
    "works.audience_set": audience_changed,
}
TYPE, ANOTHER = is_("type", "action_plan"), is_not("type", "action_plan")


@pytest.mark.parametrize("verb", TRIGGERS)
@pytest.mark.parametrize(
    ("conditions", "fires"),
    [((), True), ((TYPE, is_("body", "vm")), True), ((TYPE, ANOTHER), False)],
)
def test_each_event_fires_where_all_conditions_hold(verb, conditions, fires):
    rule_on(trigger=f"event:{verb}", conditions=conditions)
    work = TRIGGERS[verb]()
    drain()
    found = {firing.work for firing in Firing.objects.all()}
    assert found == ({work} if fires else set())


# Action → the state in which it is done, what must then be true of the work.
DEEDS = {
    "mail": (works.adopted_action_plan, mail(), lambda w: Notice.objects.exists()),
    "narrow": (
        works.adopted_action_plan,
        move("steering"),
        lambda w: w.audience == "steering",
    ),
    "delegation": (
        works.adopted_action_plan,
        move("delegation", party="CR"),
        lambda w: w.audience_party.code == "CR",
    ),
    "release": (
        works.adopted_action_plan,
        move("members", days=3),
        lambda w: w.releases.get().audience == "members",
    ),
    "submit": (make_draft, SUBMIT, lambda w: w.state == WorkState.IN_APPROVAL),
    "collect": (
        works.adopted_action_plan,
        collect("best"),
        lambda w: w.collections.get().slug == "best",
    ),
    "expire": (
        make_draft,
        expire(30),
        lambda w: w.expires_at > timezone.now() + dt.timedelta(days=29),
    ),
}


@pytest.mark.parametrize("name", DEEDS)
def test_each_action_is_done_and_marked(name, boss):
    people.editor()
    collection("best", by=boss)
    make, deed, is_true = DEEDS[name]
    last = (
        "works.adopted"
        if make is works.adopted_action_plan
        else ("works.expression_added")
    )
    rule = rule_on(
        trigger=f"event:{last}",
        actions=(deed,),
        by=boss,
    )
    work = make()
    state = work.state
    drain()
    work = Work.objects.get(pk=work.pk)
    assert is_true(work)
    assert Outcome.DONE in {outcome for _kind, outcome in outcomes()}
    marked = [e for e in Event.objects.all() if "automatic" in e.data]
    assert all(e.actor is None and e.capacity == f"rule:{rule.pk}" for e in marked)
    assert all(e.data["automatic"]["person"] == boss.pk for e in marked)
    assert bool(marked) == (name != "mail")
    if name != "submit":
        assert work.state == state


def test_a_rule_is_named_in_the_history():
    assert say_capacity("rule:7") == "Content rule 7"


def test_the_mail_is_in_each_ones_language_and_tells_nobody_too_much(mailoutbox):
    here = {"language": "es", "email": "aqui@example.org"}
    people.editor(**here)
    outsider = UserFactory(email="outside@example.org")
    rule_on(
        trigger="event:works.created",
        actions=(mail(people=[str(outsider.pk)]),),
    )
    works.draft_action_plan(by=people.editor(email="other@example.org"))
    drain()
    by_address = {message.to[0]: message for message in mailoutbox}
    assert set(by_address) == {"aqui@example.org", "other@example.org"}
    assert by_address["aqui@example.org"].subject == "Sobre Plan de Acción de prueba"
    assert by_address["other@example.org"].subject == "About Action Plan under Test"
    assert notes() == ["2 people; 1 more may not read it and is not told"]


def test_a_person_whose_account_is_closed_is_not_told():
    gone = people.editor()
    rule_on(actions=(mail(groups=[], people=[str(gone.pk)]),))
    gone.is_active = False
    gone.save()
    works.adopted_action_plan()
    drain()
    assert outcomes() == [("mail", Outcome.SKIPPED)]
    assert notes() == ["Nobody is there to be told who may read it."]


def test_what_is_refused_is_skipped_and_the_next_action_done(boss):
    collection("best", by=boss)
    rule_on(actions=(expire(1), SUBMIT, collect("best")), by=boss)
    work = works.adopted_action_plan()
    drain()
    assert outcomes() == [
        ("expiry", Outcome.SKIPPED),
        ("submit", Outcome.SKIPPED),
        ("collect", Outcome.DONE),
    ]
    assert "does not expire" in notes()[0]
    assert Firing.objects.get().outcome == Outcome.DONE
    work.refresh_from_db()
    assert work.expires_at is None


def test_what_a_lower_room_refuses_is_noted_in_both_languages(monkeypatch, boss):
    monkeypatch.setattr(deeds.find("submit"), "refusal", lambda *_a: "")
    rule_on(actions=(SUBMIT,), by=boss)
    works.adopted_action_plan()
    drain()
    (step,) = FiringStep.objects.all()
    assert step.outcome == Outcome.SKIPPED
    assert step.note["en"] == "This text is not a draft."
    assert step.note["es"] != step.note["en"]


def test_a_rule_never_adopts(monkeypatch, boss):
    def adopt(subject, spec, *, step, by):
        from cms.works.actions import settle

        settle(work=subject.work, to=WorkState.ADOPTED, verb="works.adopted", by=by)

    rule_on(trigger="event:approval.cleared", actions=(mail(),), by=boss)
    monkeypatch.setattr(deeds.find("mail"), "refusal", lambda *_a: "")
    monkeypatch.setattr(deeds.find("mail"), "perform", adopt)
    work = works.cleared_action_plan()
    drain()
    work.refresh_from_db()
    assert work.state == WorkState.IN_APPROVAL
    assert outcomes() == [("mail", Outcome.SKIPPED)]
    assert "never adopts" in notes()[0]


def test_nothing_is_left_of_an_event_that_is_rolled_back():
    rule_on(trigger="event:works.created")
    with transaction.atomic():
        make_draft()
        transaction.set_rollback(True)
    drain()
    assert not Firing.objects.exists()


def test_considered_twice_it_fires_once():
    rule_on()
    works.adopted_action_plan()
    drain()
    event = Event.objects.get(verb="works.adopted")
    assert consider(event) == 0
    assert Firing.objects.count() == 1


def test_the_database_holds_a_firing_to_be_one():
    rule = rule_on()
    subject = Subject(work=make_draft())
    now = timezone.now()
    occasion = {"occasion": "x", "due_at": now}
    assert fire(rule=rule, subject=subject, **occasion)
    assert not fire(rule=rule, subject=subject, **occasion)
    with pytest.raises(IntegrityError), transaction.atomic():
        Firing.objects.create(
            rule=rule,
            key=f"{subject.key}|x",
            work=subject.work,
            due_at=now,
            created_at=now,
        )


def test_an_action_is_done_once_however_often_the_job_runs():
    people.editor()
    rule_on()
    works.adopted_action_plan()
    drain()
    told = Notice.objects.filter(kind="content_rules.message").count()
    performing.perform_firing(Firing.objects.get().pk)
    assert Notice.objects.filter(kind="content_rules.message").count() == told > 0


def test_a_failure_is_tried_again_from_there_and_visible(monkeypatch, boss):
    collection("best", by=boss)
    rule_on(actions=(collect("best"), mail()), by=boss)
    people.editor()
    deed = deeds.find("mail")
    working = deed.perform

    def fail(*_args, **_kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(deed, "perform", fail)
    works.adopted_action_plan()
    drain()
    assert outcomes() == [("collect", Outcome.DONE), ("mail", Outcome.RETRIED)]
    assert Firing.objects.get().outcome == Outcome.RETRIED
    assert notes()[1] == "Unexpected error: OSError: the disk is full"
    monkeypatch.setattr(deed, "perform", working)
    performing.perform_firing(Firing.objects.get().pk)
    assert outcomes() == [("collect", Outcome.DONE), ("mail", Outcome.DONE)]
    assert FiringStep.objects.get(kind="mail").attempts == 2


def test_what_the_queue_gives_up_has_failed(monkeypatch, settings):
    rule_on()

    def fail(*_args, **_kwargs):
        from cms.jobs.queue import GiveUp

        raise GiveUp("never")

    monkeypatch.setattr(deeds.find("mail"), "perform", fail)
    people.editor()
    works.adopted_action_plan()
    drain()
    assert outcomes() == [("mail", Outcome.FAILED)]
    assert Firing.objects.get().outcome == Outcome.FAILED


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
        rule_on(conditions=(TYPE,), trigger="event:approval.cleared")
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
