"""Suggestions stay suggestions until a person says of each that it is right."""

import io

import pytest
from django.urls import reverse

from rcm_pages.importing import actions
from rcm_pages.importing.models import Import
from rcm_pages.importing.suggestions import of_part

from .imports import posted, said, segment, under_review, vm

pytestmark = pytest.mark.django_db
DUE = {
    "quantity": 2,
    "unit": "year",
    "relation": "times_a",
    "anchor": "",
    "text": "twice a year",
}


@pytest.fixture
def record(editor):
    rows = said()["result"]["segments"]
    rows[2] |= {"charged": ["TS", "MX"], "deadlines": [DUE, DUE | {"text": "monthly"}]}
    return under_review(by=editor.user, segments=rows)


def send(editor, record, **changes):
    return editor.post(
        reverse("importing_review", args=[record.pk]), posted(record, **changes)
    )


def row(record, index=2):
    return Import.objects.get(pk=record.pk).result["segments"][index]


def test_each_is_shown_as_a_suggestion(editor, record):
    response = editor.get(reverse("importing_review", args=[record.pk]))
    shown = response.context["rows"][2]["suggestions"]
    assert [(s["words"], s["confirmed"]) for s in shown] == [
        ("Technical Secretariat", False),
        ("Mexico", False),
        ("“twice a year”", False),
        ("“monthly”", False),
    ]
    assert response.context["left"] == 5


def test_one_by_one_they_are_confirmed_or_left_out(editor, record):
    send(
        editor,
        record,
        **{"s-2-who-TS": "right", "s-2-who-MX": "wrong", "s-2-when-1": "right"},
    )
    saved = row(record)
    assert (saved["charged"], saved["confirmed"]) == (["TS"], ["TS"])
    assert [due.get("confirmed", False) for due in saved["deadlines"]] == [False, True]
    assert row(record, 3)["confirmed"] == []
    response = editor.get(reverse("importing_review", args=[record.pk]))
    assert response.context["left"] == 2


def test_what_is_confirmed_stays_so_with_later_saves(editor, record):
    send(editor, record, **{"s-2-who-TS": "right"})
    record.refresh_from_db()
    send(editor, record, **{"s-2-text": "Other words."})
    assert row(record)["confirmed"] == ["TS"]
    record.refresh_from_db()
    send(editor, record, **{"s-2-who-TS": "wrong"})
    assert row(record)["confirmed"] == []


@pytest.mark.parametrize("word", ["", "perhaps", "right\0", "RIGHT"])
def test_other_words_confirm_nothing(editor, record, word):
    send(editor, record, **{"s-2-who-TS": word, "s-2-who-NOBODY": "right"})
    assert row(record)["confirmed"] == []
    assert row(record)["charged"] == ["TS", "MX"]


def test_a_person_adds_whom_the_importer_missed(editor, record):
    send(editor, record, **{"s-3-adds": "RCGM"})
    assert row(record, 3)["charged"] == ["TROIKA", "RCGM"]
    assert row(record, 3)["confirmed"] == ["RCGM"]
    assert send(editor, record, **{"s-3-adds": "NOBODY"}).status_code == 422


def test_only_what_is_confirmed_is_on_the_page(editor, record):
    send(editor, record, **{"s-2-who-MX": "right", "do": "build"})
    record.refresh_from_db()
    page = record.page.specific.get_latest_revision_as_object()
    assert [p.charged for p in page.paragraphs()] == [(), (), ("MX",), ()]
    # A state may be charged by name: the page's own form knows it.
    assert page.body[2].block.clean(page.body[2].value)["charged"] == ["MX"]


def test_undo_on_the_screen(editor, record):
    undo = reverse("importing_undo", args=[record.pk])
    send(editor, record, **{"s-2-text": "Changed."})
    editor.post(undo, {"edition": 0})
    assert row(record)["text"] == "Changed."
    editor.post(undo, {"edition": 1})
    assert row(record)["text"] == "The Technical Secretariat will keep the papers."
    response = editor.post(undo, {"edition": 2}, follow=True)
    told = [str(message) for message in response.context["messages"]]
    assert told[-1] == "There is nothing to undo."
    assert editor.get(undo).status_code == 405
    for odd in ("", "²", "x", "9" * 40):
        assert editor.post(undo, {"edition": odd}).status_code == 302


def stray(editor):
    record = actions.take_in(
        meeting=None,
        content=io.BytesIO(b"stray"),
        name="x.txt",
        queue=False,
        by=editor.user,
    )
    return actions.keep_recognition(record=record, said=said())


def test_a_paper_without_a_meeting_is_given_one(editor):
    record = stray(editor)
    response = send(editor, record, do="build")
    assert "at which meeting" in str(next(iter(response.context["messages"])))
    assert editor.get(reverse("importing_index")).status_code == 200
    send(editor, record, meeting=vm().pk, do="build")
    record.refresh_from_db()
    assert (record.meeting, record.state) == (vm(), "done")


def test_the_other_language_stands_beside(editor):
    one = under_review(by=editor.user)
    rows = said()["result"]["segments"]
    rows.insert(3, segment("item", "Otra cosa.", 9, label="x)", level=1))
    es = {"language": "es", "title": "PLAN DE ACCIÓN"}
    two = under_review(by=editor.user, segments=rows, **es)
    for record in (one, two):
        beside = editor.get(reverse("importing_review", args=[record.pk])).context
        assert beside["beside"].alignment.matched == 4
    assert beside["beside"].only_here == [4]
    assert [c["here"] - c["there"] for c in beside["beside"].counts] == [1]
    assert beside["rows"][4]["beside"] == "b) The Troika will read them."
    actions.build(record=one, by=editor.user)
    context = editor.get(reverse("importing_review", args=[two.pk])).context
    assert context["beside"].sister.expression is not None


def test_what_was_not_understood_is_told(editor):
    doubts = [
        {"code": "count_skips", "line": 4, "text": "c)"},
        {"code": "of_another_release", "line": 1, "text": ""},
    ]
    record = under_review(by=editor.user, doubts=doubts, theme="Family")
    response = editor.get(reverse("importing_review", args=[record.pk]))
    assert [d["code"] for d in response.context["doubts"]] == ["count_skips"]
    assert "Family" in response.content.decode()


def test_parts_of_a_paragraph_keep_what_rests_on_their_own_words():
    whole = {
        "charged": ["TS", "PPT", "TROIKA"],
        "confirmed": ["PPT"],
        "reasons": [],
        "deadlines": [{"text": "within 60 days"}, {"text": "by 3 May 2030"}],
    }
    parts = [
        "To ask the TS to report within 60 days.",
        "To ask the PPT to meet by 3 May 2030.",
    ]
    one, other = (of_part(whole, part, parts) for part in parts)
    # Whom a lead line charged, by no words of these, stays with both.
    assert (one["charged"], other["charged"]) == (["TS", "TROIKA"], ["PPT", "TROIKA"])
    assert (one["confirmed"], other["confirmed"]) == ([], ["PPT"])
    assert one["deadlines"] == [{"text": "within 60 days"}]
    assert other["deadlines"] == [{"text": "by 3 May 2030"}]
