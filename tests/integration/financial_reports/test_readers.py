"""Whoever may read a report reads its figures, in every form; nobody else does."""

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from cms.archive_search import load_expressions
from cms.documents.models import Document
from cms.works import actions as works
from cms.works import sharing
from rcm_pages.financial_reports.actions import keep_reading, take_over
from rcm_pages.financial_reports.statement import Expenditure, Name
from rcm_pages.financial_reports.workbooks import writing
from tests.factories import people
from tests.factories.finances import recorded_report, statement_for
from tests.factories.works import draft_text, page_of

D = Decimal
SECRET = replace(
    statement_for("II-2015", closing=D("100.00"), opening=D("69.75")),
    expenditures=(
        Expenditure(Name("Zqxsecret", "Zqxsecreto"), Name(), D(60), D("60.25")),
    ),
)
ROUTES = ("financial_figures_xlsx", "financial_figures_csv")


def reverse_in(language, name, *args):
    with translation.override(language):
        return reverse(name, args=args)


def text_of(response):
    """Return what an answer says, a workbook unpacked."""
    assert response.status_code == 200
    if "spreadsheet" not in response["Content-Type"]:
        return response.content.decode("utf-8-sig")
    book = load_workbook(io.BytesIO(response.content))
    return "\n".join(
        str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
    )


@pytest.fixture
def public(site):
    return recorded_report(statement_for("I-2016"), audience="public")


@pytest.fixture
def secret(site):
    return recorded_report(SECRET, audience="members")


def test_the_page_shows_summary_tables_charts_and_files(public, member_of_public):
    page = member_of_public.get(page_of(public).url).content.decode()
    for said in ("70.50", "130.25", "Costa Rica", "4.50", "Training project"):
        assert said in page
    assert page.count("<caption>") == 5
    assert page.count('role="img"') == 2
    assert 'scope="row"' in page
    for route in ROUTES:
        assert reverse(route, args=[public.uuid]) in page
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*(?:src|ld\+json))", page)


def test_the_spanish_page_speaks_spanish_with_the_same_figures(
    public, member_of_public
):
    page = member_of_public.get(page_of(public, "es").url).content.decode()
    for said in ("70,50", "130,25", "Proyecto de capacitación", "Viajes"):
        assert said in page
    assert "70.50" not in page


def test_a_change_is_shown_against_the_period_before(public, secret, delegate):
    page = delegate.get(page_of(public).url).content.decode()
    assert "II-2015" in page
    assert "+30.25" in page  # the closing balance: 130.25 after 100.00
    assert "+30.3%" in page
    assert "Zqxsecret" in page  # what has gone is a row too


def test_what_one_may_not_read_is_no_measure_either(public, secret, member_of_public):
    page = member_of_public.get(page_of(public).url).content.decode()
    for kept in ("II-2015", "+30.25", "+30.3%", "Zqxsecret"):
        assert kept not in page


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("route", ROUTES)
def test_figures_as_a_file_follow_the_audience(
    secret, member_of_public, delegate, route, language
):
    address = reverse_in(language, route, secret.uuid)
    assert member_of_public.get(address).status_code == 404
    answer = delegate.get(address)
    assert "Zqxsecret" in text_of(answer)
    assert answer["Cache-Control"] == "private, no-store"
    sharing.set_audience(
        work=secret, audience="steering", party=None, by=people.coordinator()
    )
    assert delegate.get(address).status_code == 404


def with_workbook(audience):
    """Make a settled report whose figures were read from a workbook."""
    by, statement = people.editor(), statement_for()
    work = draft_text("financial_report", by=by, provenance="Found", audience=audience)
    reading = keep_reading(
        work=work,
        statement=statement,
        notes=[],
        name="of the Secretariat.xlsx",
        content=writing.export(
            statement, {"CR": "Costa Rica", "GT": "Guatemala"}, "en"
        ),
        by=by,
    )
    take_over(reading=reading, by=by)
    return works.enter_as_recorded(work=work, by=by)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_workbook_stands_beside_the_figures_of_each_language_once(
    site, member_of_public, language
):
    page = member_of_public.get(page_of(with_workbook("public"), language).url)
    said = page.content.decode()
    address = Document.objects.get().current.url
    assert said.count(f'href="{address}"') == 1
    assert page.context["account"].is_as_read
    assert list(page.context["documents"]) == []
    assert member_of_public.head(address).status_code == 200


def test_the_workbook_follows_the_audience(site, member_of_public, delegate):
    work = with_workbook("members")
    address = Document.objects.get().current.url
    assert member_of_public.head(address).status_code == 404
    assert delegate.head(address).status_code == 200
    Document.objects.update(audience="steering")
    said = delegate.get(page_of(work).url).content.decode()
    assert address not in said
    assert "of the Secretariat.xlsx" not in said


def test_a_draft_has_no_files_of_figures(site, editor):
    from tests.factories.finances import draft_report

    work = draft_report()
    for route in ROUTES:
        assert editor.get(reverse(route, args=[work.uuid])).status_code == 404


def test_the_plain_table_holds_every_amount(public, member_of_public):
    answer = member_of_public.get(reverse("financial_figures_csv", args=[public.uuid]))
    rows = list(csv.DictReader(io.StringIO(text_of(answer))))
    amounts = {
        (r["table"], r["code"] or r["name"], r["measure"]): r["amount"] for r in rows
    }
    assert amounts["balance", "", "closing"] == "130.25"
    assert amounts["contributions", "CR", "outstanding"] == "4.50"
    assert amounts["expenditure", "Travel", "spent"] == "15.00"
    assert amounts["income", "A friend", "amount"] == "20.00"
    assert {r["period"] for r in rows} == {"I-2016"}


def test_all_periods_side_by_side_are_those_that_one_may_read(
    public, secret, member_of_public, delegate
):
    for name in ("financial_series", "financial_series_csv"):
        address = reverse(name)
        said = text_of(member_of_public.get(address))
        assert "I-2016" in said
        assert "II-2015" not in said
        assert "II-2015" in text_of(delegate.get(address))
    page = delegate.get(reverse("financial_series"))
    (series,) = page.context["series"]
    assert [str(c.period) for c in series.columns] == ["II-2015", "I-2016"]
    received = {grid.key: grid for grid in series.grids}["received"]
    assert [line.amounts for line in received.lines if line.name == "Costa Rica"] == [
        (D("40.50"), D("40.50"))
    ]


def test_the_series_of_nothing_is_a_page_all_the_same(site, member_of_public):
    assert member_of_public.get(reverse("financial_series")).status_code == 200
    assert member_of_public.get(reverse("financial_series_csv")).status_code == 200


def test_the_series_costs_the_same_whatever_its_length(
    public, delegate, django_assert_max_num_queries
):
    for year in range(2010, 2016):
        recorded_report(statement_for(f"I-{year}"), audience="public")
    with django_assert_max_num_queries(40):
        delegate.get(reverse("financial_series"))


def test_names_and_amounts_are_found_by_the_search(public):
    expression = public.expressions.get(language="es")
    (document,) = load_expressions([str(expression.pk)])
    said = " ".join(section.text for section in document.sections)
    for words in ("Proyecto de capacitación", "Un amigo", "Costa Rica", "45,25"):
        assert words in said
