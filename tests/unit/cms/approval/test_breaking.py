"""Break-glass: loud, with a reason, and never on a settled text."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import WorkflowState

from cms.approval import actions
from cms.audit.models import Event
from cms.distribution.models import Notice
from cms.works.models import Work
from cms.works.states import WorkState
from tests.factories import people, works
from tests.factories.people import UserFactory
from tests.factories.works import page_of
from tests.unit.cms.approval.steps import all_of, edit

REASON = "The Presidency's only decider has died; the Troika asked for it."


def root(**fields: object):
    return UserFactory(is_superuser=True, **fields)


def run(work: Work, typed: str, monkeypatch, **options: str) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: typed)
    said = {"to": "draft", "reason": REASON, "email": "root@example.org"} | options
    call_command("break_glass", str(work.uuid), **said)


@pytest.mark.parametrize("to", ["adopted", "received", "recorded", "draft"])
@pytest.mark.parametrize(
    "make", [works.submitted_action_plan, works.cleared_action_plan]
)
def test_a_text_is_brought_there_and_everybody_hears_of_it(site, monkeypatch, make, to):
    coordinator, head = people.coordinator(), people.head_of_delegation("CR")
    person = root(email="root@example.org")
    work = make(provenance="Found in a test")
    run(work, str(work.uuid), monkeypatch, to=to)
    work.refresh_from_db()
    assert work.state == to
    event = Event.objects.about(work).get(verb="approval.glass_broken")
    assert (event.actor, event.capacity) == (person, "administrator")
    assert event.data == {"from": "in_approval", "to": to, "reason": REASON}
    told = Notice.objects.filter(kind="approval.glass_broken")
    assert {n.recipient for n in told} >= {coordinator, head}
    assert not WorkflowState.objects.active().exists()
    if to == "draft":
        actions.submit(page=page_of(work), by=people.editor())


def test_a_draft_too(site):
    work = actions.break_glass(
        work=works.draft_action_plan(), to=WorkState.ADOPTED, reason=REASON, by=root()
    )
    assert work.symbol == "RCM/VM/XX/2015/AP"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"reason": "Because."}, "full sentence"),
        ({"email": "nobody@example.org"}, "Nobody has"),
        ({"email": "editor@example.org"}, "Only an administrator"),
        ({"to": "recorded"}, "provenance"),
    ],
)
def test_it_refuses_without_reason_or_right(site, monkeypatch, options, said):
    root(email="root@example.org")
    people.editor(email="editor@example.org")
    work = works.cleared_action_plan()
    before = all_of(work)
    with pytest.raises(CommandError, match=said):
        run(work, str(work.uuid), monkeypatch, **options)
    assert all_of(work) == before


def test_it_refuses_who_does_not_type_the_name(site, monkeypatch):
    root(email="root@example.org")
    work = works.cleared_action_plan()
    before = all_of(work)
    with pytest.raises(CommandError, match="Nothing was done"):
        run(work, "yes", monkeypatch)
    assert all_of(work) == before


@pytest.mark.parametrize(
    "make", [works.adopted_action_plan, works.recorded_action_plan]
)
@pytest.mark.parametrize("to", ["draft", "adopted"])
def test_it_never_touches_a_settled_text(site, monkeypatch, make, to):
    root(email="root@example.org")
    work = make()
    before = all_of(work)
    monkeypatch.setattr("builtins.input", lambda _question: work.symbol)
    with pytest.raises(CommandError, match="does not change any more"):
        call_command(
            "break_glass", work.symbol, to=to, reason=REASON, email="root@example.org"
        )
    assert all_of(work) == before


def test_it_knows_no_text_of_another_name(db):
    with pytest.raises(CommandError, match="no text"):
        call_command("break_glass", "RCM/X", to="draft", reason=REASON, email="a@b.c")


def test_a_text_whose_glass_was_broken_is_frozen_as_it_stood(site):
    work = works.cleared_action_plan()
    edit(work, "The last words")
    work = actions.break_glass(
        work=work, to=WorkState.ADOPTED, reason=REASON, by=root()
    )
    assert work.expressions.get(language="en").title == "The last words"
