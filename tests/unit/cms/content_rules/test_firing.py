"""Event and condition → action: once, with the rights of whoever enabled the rule."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.audit.models import Event
from cms.conference.capacities import say_capacity
from cms.content_rules import deeds, performing
from cms.content_rules.firing import consider, fire
from cms.content_rules.models import Firing, FiringStep, Outcome
from cms.content_rules.subjects import Subject
from cms.distribution.models import Notice
from cms.jobs.worker import drain
from cms.works import sharing
from cms.works.models import Work, WorkAudience
from cms.works.states import WorkState
from tests.factories import people, works
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
from tests.unit.cms.content_rules.seen import make_draft, notes, outcomes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def boss():
    return people.coordinator(email="boss@example.org")


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
