"""Who changes figures, and until when; what else follows from a change."""

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cms.approval import actions as approval
from cms.approval.errors import NotReadyError
from cms.audit.models import Event
from cms.works import actions as works
from cms.works.models import Work
from cms.works.texts import work_hash
from rcm_pages.financial_reports.actions import (
    StaleEditionError,
    keep_reading,
    save_figures,
    take_over,
)
from rcm_pages.financial_reports.figures import ContributionRow, Figures, FiguresReading
from rcm_pages.financial_reports.records import figures_of, statement_of
from rcm_pages.financial_reports.workbooks import writing
from search.models import OutboxEntry
from tests.factories import people
from tests.factories.finances import draft_report, recorded_report, statement_for
from tests.factories.works import draft_text, page_of

pytestmark = pytest.mark.django_db
OTHER = statement_for("II-2016", closing=Decimal("131.25"), opening=Decimal("101.00"))


@pytest.fixture
def work(site) -> Work:
    return draft_report()


def figures(work) -> Figures:
    found = figures_of(work)
    assert found is not None
    return found


def test_figures_are_kept_once_for_both_languages(work):
    assert statement_of(figures(work)) == statement_for()
    for language in ("en", "es"):
        assert page_of(work, language).statement() == statement_for()


def test_the_same_again_changes_nothing(work):
    by = people.editor()
    before = Event.objects.count()
    save_figures(work=work, statement=statement_for(), edition=1, by=by)
    assert figures(work).edition == 1
    assert Event.objects.count() == before


def test_a_change_is_written_whole_audited_and_told_to_the_search(work):
    OutboxEntry.objects.all().delete()
    save_figures(work=work, statement=OTHER, edition=1, by=people.editor())
    assert statement_of(figures(work)) == OTHER
    event = Event.objects.about(figures(work)).last()
    assert event.verb == "financial_reports.figures_saved"
    assert (event.data["edition"], event.data["period"]) == (2, "II-2016")
    assert OutboxEntry.objects.count() == work.expressions.count()


def test_nobody_overwrites_what_they_have_not_seen(work):
    with pytest.raises(StaleEditionError):
        save_figures(work=work, statement=OTHER, edition=0, by=people.editor())
    assert statement_of(figures(work)) == statement_for()


@pytest.mark.parametrize("who", ["delegate", "head_of_delegation"])
def test_others_than_the_secretariat_change_no_figures(work, who):
    with pytest.raises(PermissionDenied):
        save_figures(
            work=work, statement=OTHER, edition=1, by=getattr(people, who)("CR")
        )


def test_an_action_plan_has_no_figures(site):
    with pytest.raises(PermissionDenied):
        save_figures(
            work=draft_text("action_plan"),
            statement=OTHER,
            edition=0,
            by=people.editor(),
        )


def test_a_changed_figure_changes_the_hash_that_is_decided_on(work):
    before = work_hash(work)
    save_figures(work=work, statement=OTHER, edition=1, by=people.editor())
    assert work_hash(work) != before


def test_figures_in_approval_stay_as_they_are(work):
    approval.submit(page=page_of(work), by=people.editor())
    with pytest.raises(PermissionDenied):
        save_figures(work=work, statement=OTHER, edition=1, by=people.editor())


def test_figures_that_contradict_themselves_are_not_submitted(site):
    work = draft_report(replace(statement_for(), closing=Decimal("1.00")))
    with pytest.raises(NotReadyError, match=r"130\.25"):
        approval.submit(page=page_of(work), by=people.editor())
    work.refresh_from_db()
    assert work.state == "draft"


def test_a_report_without_figures_may_be_submitted(site):
    work = draft_text("financial_report")
    approval.submit(page=page_of(work), by=people.editor())
    work.refresh_from_db()
    assert work.state == "in_approval"


def test_the_frozen_text_holds_the_figures_and_no_door_changes_them(site):
    work = recorded_report()
    text = work.expressions.get(language="es")
    assert '"received":"40.50"' in text.canonical
    assert page_of(work, "es").content_hash() == text.sha256
    mine = figures(work)
    row = mine.contributions.first()
    mine.closing_balance = row.received = 0
    for write in (
        mine.save,
        row.save,
        mine.delete,
        row.delete,
        lambda: Figures.objects.update(closing_balance=0),
        lambda: ContributionRow.objects.update(received=0),
        lambda: ContributionRow.objects.all().delete(),
    ):
        with pytest.raises(TypeError):
            write()
    assert statement_of(figures(work)) == statement_for()


def test_amounts_below_zero_are_refused_by_the_database_too(work):
    row = figures(work).contributions.first()
    row.assessed = -1
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def book(statement=OTHER):
    return writing.export(statement, {"CR": "Costa Rica", "GT": "Guatemala"}, "en")


def reading_of(work, statement=OTHER, by=None, content=b""):
    return keep_reading(
        work=work,
        statement=statement,
        notes=["a note"],
        name="figures.xlsx",
        content=content or book(statement),
        by=by or people.editor(),
    )


def test_a_workbook_changes_nothing_until_it_is_taken_over(work):
    by = people.editor()
    reading_of(work, by=by)
    reading = reading_of(work, by=by)
    assert FiguresReading.objects.get() == reading
    assert statement_of(figures(work)) == statement_for()
    take_over(reading=reading, by=by)
    assert statement_of(figures(work)) == OTHER
    event = Event.objects.about(figures(work)).last()
    assert event.data["read_from"] == {
        "name": "figures.xlsx",
        "sha256": hashlib.sha256(bytes(reading.content)).hexdigest(),
    }
    assert not FiguresReading.objects.exists()


def test_a_workbook_does_not_undo_what_was_saved_since(work):
    reading = reading_of(work)
    save_figures(
        work=work,
        statement=replace(OTHER, currency="CRC"),
        edition=1,
        by=people.editor(),
    )
    with pytest.raises(StaleEditionError):
        take_over(reading=reading, by=people.editor())
    assert figures(work).currency == "CRC"
    assert FiguresReading.objects.exists()


def test_what_was_waiting_when_the_report_was_submitted_is_not_taken_over(work):
    reading = reading_of(work)
    approval.submit(page=page_of(work), by=people.editor())
    with pytest.raises(PermissionDenied):
        take_over(reading=reading, by=people.editor())


def test_a_report_from_before_there_were_figures_keeps_its_hash(site):
    work = draft_text("financial_report", provenance="Found in a test")
    assert "figures" not in page_of(work).canonical()
    works.enter_as_recorded(work=work, by=people.editor())
    assert page_of(work).content_hash() == work.expressions.get(language="en").sha256
