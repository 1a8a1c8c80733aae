"""The list of texts, and the same as a sheet."""

import datetime as dt
import io

import pytest
from django.utils import translation
from openpyxl import load_workbook

from cms.works import sheets
from cms.works.models import WorkAudience
from tests.factories import works
from tests.factories.conference import MemberStateFactory

LIST, SHEET = "/admin/texts/", "/admin/texts/sheet/"


def text(response) -> str:
    return response.content.decode()


def sheet_of(client, query=""):
    answer = client.get(f"{SHEET}{query}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == sheets.MEDIA_TYPE
    assert "no-store" in answer["Cache-Control"]
    return load_workbook(io.BytesIO(b"".join(answer))).active


def titled(work, title, language="en"):
    expression = work.expressions.get(language=language)
    expression.title = title
    expression.save()
    return work


def test_the_list_is_narrowed(editor):
    works.recorded_action_plan(dated_on=dt.date(2015, 11, 12))
    works.draft_text("declaration", by=editor.user)
    assert "(2" in text(editor.get(LIST)) or "2 texts" in text(editor.get(LIST))
    for query in ("state=draft", "type=declaration", "q=nothing", "year=1999"):
        assert "RCM/VM/XX/2015/AP" not in text(editor.get(f"{LIST}?{query}")), query
    for query in ("q=2015/ap", "year=2015", "state=recorded", "audience=meeting"):
        assert "RCM/VM/XX/2015/AP" in text(editor.get(f"{LIST}?{query}")), query


@pytest.mark.parametrize(
    "query",
    ["year=x", "year=" + "9" * 5000, "meeting=999999", "q=%00", "page=x", "state=odd"],
)
def test_what_makes_no_sense_narrows_nothing(editor, query):
    works.recorded_action_plan()
    assert "1 text" in text(editor.get(f"{LIST}?{query}"))


def test_the_sheet_says_what_the_list_says(editor):
    work = works.recorded_action_plan(dated_on=dt.date(2015, 11, 12))
    sheet = sheet_of(editor)
    head = [cell.value for cell in sheet[1]]
    assert head[5] == in_both("Date")
    row = dict(zip(head, sheet[2], strict=True))
    assert row[in_both("Symbol")].value == work.symbol
    assert row[in_both("Date")].value == dt.datetime(2015, 11, 12)  # noqa: DTZ001 (a sheet knows no zones)
    assert row[in_both("Date")].is_date
    assert row[in_both("Settled on")].is_date
    address = f"http://testserver/reference/{work.symbol}"
    assert row[in_both("Permanent address")].value == address


def in_both(word):
    said = []
    for code in ("en", "es"):
        with translation.override(code):
            words = translation.gettext(word)
        if words not in said:
            said.append(words)
    return " / ".join(said)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", "\n="])
def test_no_title_is_a_formula(editor, begin):
    work = works.draft_action_plan(by=editor.user)
    titled(work, f'{begin}HYPERLINK("https://example.org";"x")')
    cell = sheet_of(editor)["C2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


def test_no_character_breaks_the_sheet(editor):
    work = titled(works.draft_action_plan(by=editor.user), "A\x0bB\x1f ñ 𝄞")
    assert work
    assert sheet_of(editor)["C2"].value == "AB ñ 𝄞"


def test_only_what_one_may_see_is_in_it(editor, approver):
    panama = MemberStateFactory(code="PA")
    titled(works.draft_action_plan(prepared_by=panama), "Of Panama alone")
    titled(works.draft_action_plan(by=editor.user), "Of the Secretariat")
    works.recorded_action_plan(audience=WorkAudience.STEERING)
    for client, seen in ((editor, 2), (approver, 1)):
        sheet = sheet_of(client)
        words = [str(c.value) for row in sheet.iter_rows(min_row=2) for c in row]
        assert "Of Panama alone" not in words
        assert sheet.max_row == seen + 1
        assert "Of Panama alone" not in text(client.get(LIST))


def test_the_sheet_is_narrowed_like_the_list(editor):
    works.recorded_action_plan()
    works.draft_text("declaration", by=editor.user)
    assert sheet_of(editor, "?state=draft").max_row == 2
    assert sheet_of(editor, "?q=nothing").max_row == 1


def test_a_list_too_long_is_refused_in_words(editor, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 1)
    for _each in range(2):
        works.recorded_action_plan()
    page = text(editor.get(SHEET, follow=True))
    assert "too long for a sheet" in page


def test_list_and_sheet_cost_the_same_for_many(editor, django_assert_max_num_queries):
    def cost(address, most):
        with django_assert_max_num_queries(most) as asked:
            b"".join(editor.get(address))
        return len(asked)

    works.recorded_action_plan()
    before = {address: cost(address, 90) for address in (LIST, SHEET)}
    for _each in range(3):
        works.recorded_action_plan()
    for address, few in before.items():
        cost(address, few)
