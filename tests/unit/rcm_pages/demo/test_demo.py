"""The core of the demonstration: made once by its command, with real history."""

import io
from itertools import pairwise

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command

from cms.approval.queue import waiting
from cms.audit.models import Event
from cms.conference.permissions import may_decide
from cms.documents.models import Document
from cms.works.models import Expression, Work
from cms.works.states import WorkState
from rcm_pages.demo.archive import is_present, make_demo
from rcm_pages.demo.importable import papers_folder
from rcm_pages.demo.people import APPROVER, EDITOR, PASSWORD, PEOPLE
from rcm_pages.financial_reports.figures import Figures
from rcm_pages.financial_reports.records import statement_of
from rcm_pages.meetings.models import MeetingPage
from tests.factories.works import page_of

pytestmark = pytest.mark.django_db


def run(*switches):
    out = io.StringIO()
    call_command("demo", "--small", *switches, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, made once for this module and taken away after it."""
    from django.db import transaction
    from django.test import override_settings

    with (
        django_db_blocker.unblock(),
        override_settings(DATA_DIR=tmp_path_factory.mktemp("demo")),
        transaction.atomic(),
    ):
        yield run()
        transaction.set_rollback(True)


def test_the_command_prints_accounts_and_password(made):
    for person in PEOPLE:
        assert person.email in made
    assert "admin@example.org" in made
    assert PASSWORD in made
    assert "11 sample works made" in made


def test_everybody_can_sign_in(made):
    for email in [*(person.email for person in PEOPLE), "admin@example.org"]:
        assert authenticate(email=email, username=email, password=PASSWORD)


def test_the_present_presidency_decides_and_the_past_does_not(made):
    users = {p.email: authenticate(username=p.email, password=PASSWORD) for p in PEOPLE}
    deciding = [email for email, user in users.items() if may_decide(user)]
    assert deciding == ["approver@cr.example", "deputy@cr.example"]


def test_works_are_in_every_state_that_a_visitor_should_see(made):
    states = Work.objects.values_list("state", flat=True)
    assert sorted(states) == [
        *["adopted"] * 3, *["draft"] * 3, "in_approval", "received",
        *["recorded"] * 3,
    ]  # fmt: skip
    assert not Work.objects.filter(is_sample=False).exists()


def test_the_meeting_of_the_papers_to_import_has_no_plan(made):
    plans = Work.objects.filter(type_code="action_plan")
    assert not plans.filter(meeting__ordinal=28).exists()


def test_each_work_has_both_languages_linked_with_their_files(made):
    for work in Work.objects.filter(type_code="action_plan"):
        english, spanish = work.expressions.order_by("language")
        assert (english.language, spanish.language) == ("en", "es")
        assert english.page.translation_key == spanish.page.translation_key
        assert english.page.live == spanish.page.live == work.is_settled
        ids = [
            [block.id for block in page_of(work, language).body]
            for language in ("en", "es")
        ]
        assert ids[0] == ids[1]
        for expression in (english, spanish):
            kinds = [d.current.kind for d in expression.documents.all()]
            assert sorted(kinds) == ["docx", "pdf"]


def test_one_expression_of_each_work_is_the_original(made):
    originals = Expression.objects.filter(status=Expression.Status.ORIGINAL)
    assert originals.count() == Work.objects.count()


def test_the_adopted_work_was_cleared_and_decided(made):
    work = Work.objects.get(state=WorkState.ADOPTED, type_code="action_plan")
    history = [(e.verb, e.capacity) for e in Event.objects.about(work)]
    assert history[-4:] == [
        ("approval.submitted", "secretariat:TS"),
        ("approval.cleared", "secretariat:TS"),
        ("approval.decided", "presidency:CR"),
        ("works.adopted", "presidency:CR"),
    ]
    assert work.symbol.startswith("RCM/VM/XXX/")


def test_the_financial_reports_add_up_and_follow_from_one_another(made):
    statements = [statement_of(f) for f in Figures.objects.order_by("period")]
    assert len(statements) == 3
    for statement in statements:
        assert len(statement.contributions) == 11
        assert statement.computed_closing == statement.closing
    for before, after in pairwise(statements):
        assert after.period.before == before.period
        assert after.opening == before.closing
        assert after.arrears == before.outstanding


def test_one_work_waits_for_the_presidency(made):
    [row] = waiting(user=authenticate(username=APPROVER.email, password=PASSWORD))
    assert row.is_yours
    assert row.is_presidency
    assert not waiting(user=authenticate(username=EDITOR.email, password=PASSWORD))[
        0
    ].is_yours


def test_every_meeting_has_its_pages(made):
    assert MeetingPage.objects.filter(meeting__is_fictional=True).count() == 6
    assert MeetingPage.objects.count() == 2 * (29 + 20 + 25 + 3)


def test_the_papers_to_import_are_written(made):
    names = sorted(path.name for path in papers_folder().iterdir())
    assert names == [
        f"xxviii-action-plan-sample-{language}.{kind}"
        for language in ("en", "es")
        for kind in ("docx", "pdf", "txt")
    ]


def test_again_changes_nothing(made):
    def counted():
        return [m.objects.count() for m in (Work, Document, Event, MeetingPage)]

    before = counted()
    assert make_demo() == 0
    assert counted() == before
    assert "nothing to add" in run()


def test_quietly_it_only_prints_the_accounts(made):
    assert is_present()
    said = run("--quiet-if-present")
    assert PASSWORD in said
    assert "Demonstration" not in said
