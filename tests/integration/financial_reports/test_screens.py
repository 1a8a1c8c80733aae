"""The editor's screens: figures typed, or read from a workbook and looked at."""

import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from cms.conference.models import Party
from cms.documents.models import Document
from cms.documents.storage import ImmutableStorage
from rcm_pages.financial_reports.actions import save_figures
from rcm_pages.financial_reports.figures import FiguresReading
from rcm_pages.financial_reports.records import (
    figures_of,
    members_in,
    statement_of,
)
from rcm_pages.financial_reports.screen import period_of
from rcm_pages.financial_reports.workbooks import writing
from tests.factories import people
from tests.factories.finances import draft_report, recorded_report, statement_for
from tests.factories.works import draft_text, page_of, submit_work

D = Decimal
NAMES = {"CR": "Costa Rica", "GT": "Guatemala"}


@pytest.fixture
def work(site):
    return draft_text("financial_report")


def screen(work, name="financial_figures"):
    return reverse(name, args=[work.pk])


def form(edition=0, **changes):
    data = {
        "edition": str(edition),
        "facts-period": "I-2016", "facts-currency": "usd",
        "facts-opening": "100", "facts-closing": "130,25",
        "contributions-TOTAL_FORMS": "2", "contributions-INITIAL_FORMS": "2",
        "contributions-0-party": "CR", "contributions-0-arrears": "5",
        "contributions-0-assessed": "40.00", "contributions-0-received": "40,50",
        "contributions-1-party": "GT", "contributions-1-assessed": "30",
        "contributions-1-received": "30",
        "expenditures-TOTAL_FORMS": "3", "expenditures-INITIAL_FORMS": "0",
        "expenditures-0-line_en": "Staff", "expenditures-0-line_es": "Personal",
        "expenditures-0-budgeted": "50", "expenditures-0-spent": "45.25",
        "expenditures-1-line_en": "Travel", "expenditures-1-line_es": "Viajes",
        "expenditures-1-project_en": "Training project",
        "expenditures-1-project_es": "Proyecto de capacitación",
        "expenditures-1-budgeted": "20", "expenditures-1-spent": "15",
        "incomes-TOTAL_FORMS": "1", "incomes-INITIAL_FORMS": "0",
        "incomes-0-source_en": "A friend", "incomes-0-source_es": "Un amigo",
        "incomes-0-amount": "20",
    }  # fmt: skip
    return data | changes


def known(work):
    figures = figures_of(work)
    return statement_of(figures) if figures else None


def book_of(statement):
    return SimpleUploadedFile("figures.xlsx", writing.export(statement, NAMES, "en"))


def test_typed_figures_are_saved_whole(editor, work):
    assert editor.post(screen(work), form()).status_code == 302
    assert known(work) == statement_for()
    shown = editor.get(screen(work)).content.decode()
    assert "130.25" in shown
    assert "Costa Rica" in shown


def test_the_member_states_have_their_rows_already(editor, work):
    shown = editor.get(screen(work)).context["screen"]
    states = {form.state for form in shown.contributions}
    members = members_in(period_of(work))
    assert states == {party.name for party in members}
    assert {"Costa Rica", "Guatemala"} <= states


def test_what_the_period_before_left_is_carried_over(editor, site):
    work = draft_text("financial_report")
    first = editor.get(screen(work)).context["screen"]
    earlier = statement_for(first.facts["period"].value()).period.before
    recorded_report(statement_for(str(earlier)))
    shown = editor.get(screen(work)).context["screen"]
    assert shown.facts["opening"].value() == "130.25"
    owed = {f["party"].value(): f["arrears"].value() for f in shown.contributions}
    assert (owed["CR"], owed["GT"]) == ("4.50", "0.00")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("facts-period", "2016"),
        ("facts-currency", "dollars"),
        ("facts-opening", ""),
        ("contributions-0-assessed", "1.2.3"),
        ("contributions-0-received", "-5"),
        ("contributions-0-party", "XX"),
        ("expenditures-0-spent", "9" * 25),
        ("incomes-0-source_en", ""),
        ("expenditures-TOTAL_FORMS", "5000"),
        ("expenditures-TOTAL_FORMS", "x"),
        ("facts-period", "\0"),
    ],
)
def test_bad_input_saves_nothing_and_loses_nothing(editor, work, field, value):
    changes = {field: value}
    if field == "incomes-0-source_en":
        changes["incomes-0-source_es"] = ""
    answer = editor.post(screen(work), form(**changes))
    assert answer.status_code == 422
    assert known(work) is None
    if "TOTAL" not in field:
        assert "Un amigo" in answer.content.decode() or "source" in field


def test_two_editors_do_not_overwrite_one_another(editor, work):
    editor.post(screen(work), form())
    answer = editor.post(screen(work), form(**{"facts-opening": "7"}))
    assert answer.status_code == 422
    assert 'value="7"' in answer.content.decode()
    assert known(work) == statement_for()


def test_a_balance_that_does_not_add_up_is_saved_and_pointed_at(editor, work):
    editor.post(screen(work), form(**{"facts-closing": "131"}))
    shown = editor.get(screen(work)).content.decode()
    assert "Keeps the report from being submitted (V.c)" in shown
    panel = editor.get(reverse("wagtailadmin_pages:edit", args=[page_of(work).pk]))
    assert "Keeps the report from being submitted (V.c)" in panel.content.decode()
    submit = editor.get(reverse("approval_submit", args=[work.pk])).content.decode()
    assert "130.25" in submit


def test_whoever_decides_sees_the_figures_of_each_language(editor, coordinator, site):
    work = submit_work(draft_report(), by=editor.user)
    step = page_of(work).current_workflow_state.current_task_state
    shown = coordinator.get(reverse("approval_decide", args=[step.pk]))
    said = shown.content.decode()
    for words in ("Training project", "Proyecto de capacitación", "130.25", "130,25"):
        assert words in said


NAMES_OF_SCREENS = ("financial_figures", "financial_template", "financial_preview")


@pytest.mark.parametrize("name", NAMES_OF_SCREENS)
def test_others_find_no_screen(delegate, member_of_public, work, name):
    for client in (delegate, member_of_public):
        assert client.get(screen(work, name)).status_code in (302, 403, 404)


@pytest.mark.parametrize("name", NAMES_OF_SCREENS)
def test_settled_figures_have_no_form(editor, site, name):
    assert editor.get(screen(recorded_report(), name)).status_code != 200


def test_a_paper_of_another_kind_has_no_figures(editor, site):
    answer = editor.get(screen(draft_text("action_plan")), follow=True)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("language", "sheet"), [("en", "Contributions"), ("es", "Contribuciones")]
)
def test_the_template_comes_in_the_editors_language(editor, work, language, sheet):
    editor.user.language = language
    editor.user.save()
    UserProfile.objects.create(user=editor.user, preferred_language=language)
    answer = editor.get(screen(work, "financial_template"))
    book = load_workbook(io.BytesIO(answer.content))
    assert sheet in book.sheetnames
    states = {row[0].value for row in book[sheet].iter_rows(min_row=2)}
    assert {"Costa Rica", "Guatemala", "Total"} <= states


def test_a_workbook_is_looked_at_before_it_counts(editor, work):
    address = screen(work, "financial_workbook")
    answer = editor.post(address, {"workbook": book_of(statement_for())})
    assert answer.url == screen(work, "financial_preview")
    assert known(work) is None
    shown = editor.get(answer.url)
    assert "130.25" in shown.content.decode()
    assert len(shown.context["differences"]) > 10
    assert not Document.objects.exists()
    done = editor.post(answer.url, {"do": "take_over"}, follow=True)
    assert "it is kept as their file" in done.content.decode()
    assert known(work) == statement_for()
    assert Document.objects.get().current.name == "figures.xlsx"


def test_a_full_disk_is_told_and_loses_nothing(editor, work, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    answer = editor.post(
        screen(work, "financial_workbook"), {"workbook": book_of(statement_for())}
    )
    monkeypatch.setattr(ImmutableStorage, "_save", full)
    said = editor.post(answer.url, {"do": "take_over"}, follow=True)
    assert "the disk is full" in said.content.decode()
    assert known(work) is None
    assert FiguresReading.objects.exists()


def test_only_what_changes_is_shown(editor, site):
    work = draft_report()
    changed = statement_for(closing=D("99.00"))
    editor.post(screen(work, "financial_workbook"), {"workbook": book_of(changed)})
    shown = editor.get(screen(work, "financial_preview")).context["differences"]
    assert [(d.before, d.now) for d in shown] == [("130.25", "99.00")]


def test_a_workbook_may_be_let_go(editor, work):
    editor.post(
        screen(work, "financial_workbook"), {"workbook": book_of(statement_for())}
    )
    editor.post(screen(work, "financial_preview"), {"do": "discard"})
    assert not FiguresReading.objects.exists()
    assert known(work) is None
    assert editor.get(screen(work, "financial_preview")).status_code == 302


def test_a_workbook_read_before_somebody_saved_is_not_taken_over(editor, work):
    editor.post(
        screen(work, "financial_workbook"), {"workbook": book_of(statement_for())}
    )
    other = statement_for("II-2014")
    save_figures(work=work, statement=other, edition=0, by=people.coordinator())
    answer = editor.post(screen(work, "financial_preview"), {"do": "take_over"})
    assert "Somebody saved other figures" in editor.get(answer.url).content.decode()
    assert known(work) == other


def spoiled():
    book = load_workbook(io.BytesIO(writing.export(statement_for(), NAMES, "en")))
    book["Contributions"]["C2"] = "many"
    buffer = io.BytesIO()
    book.save(buffer)
    return SimpleUploadedFile("spoiled.xlsx", buffer.getvalue())


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (lambda: None, "This field is required"),
        (lambda: SimpleUploadedFile("a.xlsx", b"no workbook"), "no Excel workbook"),
        (lambda: SimpleUploadedFile("a.xlsx", b""), "empty"),
        (spoiled, "C2"),
    ],
)
def test_a_bad_workbook_is_told_and_saves_nothing(editor, site, file, said):
    work = draft_report()
    content = file()
    data = {"workbook": content} if content else {}
    answer = editor.post(screen(work, "financial_workbook"), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert known(work) == statement_for()
    assert not FiguresReading.objects.exists()


def test_a_state_is_known_by_its_names_in_both_languages(editor, work):
    Party.objects.filter(code="GT").update(official_es="República de Guatemala")
    content = writing.export(
        statement_for(), NAMES | {"GT": "REPUBLICA DE GUATEMALA"}, "es"
    )
    file = SimpleUploadedFile("informe.xlsx", content)
    editor.post(screen(work, "financial_workbook"), {"workbook": file})
    assert FiguresReading.objects.get().data["contributions"][1]["party"] == "GT"
