"""The review screen keeps every word: saved whole, or on the screen again."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from cms.audit.models import Event
from rcm_pages.importing.models import Import
from rcm_pages.meetings.models import MeetingPage
from tests.factories.people import editor as another_editor

from .imports import posted, rows, under_review, vm

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "es")


@pytest.fixture
def record(editor):
    return under_review(by=editor.user)


def send(client, record, tongue="en", **changes):
    client.cookies["django_language"] = tongue
    return client.post(
        reverse("importing_review", args=[record.pk]), posted(record, **changes)
    )


def again(record):
    return Import.objects.get(pk=record.pk)


def texts(record):
    return [row["text"] for row in again(record).result["segments"]]


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_what_is_on_the_screen_at_first(editor, record):
    context = editor.get(reverse("importing_review", args=[record.pk])).context
    assert context["lost"] == 0
    assert context["edition"] == 0
    assert [row["first_line"] for row in context["rows"]] == [2, 3, 4, 5]
    assert [line["row"] for line in context["lines"]] == [None, 0, 1, 2, 3, None]
    assert [row["charged"] for row in context["rows"]] == [
        [],
        [],
        ["Technical Secretariat"],
        ["Troika"],
    ]
    assert context["rows"][3]["reasons"] == [
        "the actor is the subject of should, shall or will: “The Troika will”"
    ]


def test_a_paper_of_another_meeting_is_noticed_and_moved(editor, record):
    """Its own words say XX: whoever brought it in for the XXI is told, and mends it."""
    address = reverse("importing_review", args=[record.pk])
    assert editor.get(address).context["notes"] == []
    Import.objects.update(meeting=vm(21))
    context = editor.get(address).context
    assert "meeting XX" in context["notes"][0]
    assert context["head"]["meeting"].value() == vm(21).pk
    send(editor, again(record), meeting=vm(20).pk)
    assert again(record).meeting == vm(20)
    assert editor.get(address).context["notes"] == []


def test_a_type_that_was_not_recognised_is_asked_for(editor, record):
    Import.objects.update(type_code="")
    response = send(editor, again(record), type_code="")
    assert response.status_code == 422
    assert "type_code" in response.context["head"].errors


def test_corrections_are_saved_whole(editor, record):
    response = send(
        editor,
        record,
        **{
            "title": "Another title",
            "language": "es",
            "place": "Puebla",
            "starts_on": "2015-11-10",
            "ends_on": "",
            "title_block": "ONE\r\nTWO",
            "s-0-kind": "preamble",
            "s-2-label": "aa)",
            "s-2-level": "3",
            "s-2-text": "First line.\r\nSecond line.",
        },
    )
    assert response.headers["Location"] == reverse("importing_review", args=[record.pk])
    saved = again(record)
    assert (saved.edition, saved.language, saved.state) == (1, "es", "review")
    facts = {k: saved.result[k] for k in ("title", "place", "starts_on", "ends_on")}
    assert facts == {
        "title": "Another title",
        "place": "Puebla",
        "starts_on": "2015-11-10",
        "ends_on": None,
    }
    assert saved.result["title_block"] == "ONE\nTWO"
    assert saved.result["segments"][0]["kind"] == "preamble"
    assert saved.result["segments"][2] == record.result["segments"][2] | {
        "label": "aa)",
        "level": 3,
        "text": "First line.\nSecond line.",
        "confirmed": [],
        "references": [],
        "part": "",
    }
    assert saved.result["ordinal"] == 20


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "t" * 256),
        ("ends_on", "2015-11-01"),
        ("starts_on", "yesterday"),
        ("type_code", "no_such_type"),
        ("language", "fr"),
        ("s-1-text", ""),
        ("s-1-text", "with \0 inside"),
        ("s-1-kind", "verse"),
        ("s-1-label", "x" * 31),
        ("s-1-level", "many"),
        ("s-1-level", "6"),
        ("s-1-origin", "²"),
        ("s-1-origin", "9" * 5000),
    ],
)
@pytest.mark.parametrize("do", ["save", "build", "join:1", "split:1"])
def test_a_wrong_field_keeps_every_posted_word(editor, record, field, value, do):
    before = rows()
    words = {"s-2-text": "An editor's long work.", "place": "Tapachula", "do": do}
    response = send(editor, record, **{**words, field: value})
    assert response.status_code == 422
    shown = response.context
    assert shown["rows"][2]["form"]["text"].value() == "An editor's long work."
    assert shown["head"]["place"].value() == "Tapachula"
    name = field.rpartition("-")[2]
    form = shown["rows"][1]["form"] if field.startswith("s-") else shown["head"]
    assert name in form.errors
    assert form[name].value() == value
    assert again(record).edition == 0
    assert texts(record) == [s["text"] for s in record.result["segments"]]
    assert rows() == before


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("do", ["save", "build"])
def test_of_two_editors_the_second_keeps_their_words(editor, record, language, do):
    send(editor, record, **{"s-2-text": "The first editor's words."})
    before = rows()
    response = send(
        editor, record, language, **{"s-2-text": "The second one's.", "do": do}
    )
    assert response.context["rows"][2]["form"]["text"].value() == "The second one's."
    assert texts(record)[2] == "The first editor's words."
    message = told(response)[-1]
    opening = {"en": "Somebody else saved", "es": "Entretanto, otra persona"}
    assert message.startswith(opening[language])
    assert again(record).edition == 1
    assert rows() == before
    # Sent a second time it is still refused: the screen does not learn the edition.
    assert response.context["edition"] == 0


@pytest.mark.parametrize("edition", ["", "abc", "²", "-1", "1", "9" * 5000])
def test_an_edition_that_nobody_has_seen(editor, record, edition):
    send(editor, record, **{"edition": edition, "s-2-text": "Unseen."})
    assert texts(record)[2] != "Unseen."
    assert again(record).edition == 0


def test_join(editor, record):
    send(editor, record, do="join:3")
    assert texts(record)[2] == (
        "The Technical Secretariat will keep the papers. b) The Troika will read them."
    )
    assert len(texts(record)) == 3
    assert again(record).result["segments"][2]["charged"] == ["TS"]


def test_split(editor, record):
    words = "The Technical Secretariat will keep\r\n\r\n\r\nthe papers."
    send(editor, record, **{"s-2-text": words, "do": "split:2"})
    saved = again(record).result["segments"]
    assert [(s["label"], s["text"]) for s in saved[2:]] == [
        ("a)", "The Technical Secretariat will keep"),
        ("", "the papers."),
        ("b)", "The Troika will read them."),
    ]
    assert [s["charged"] for s in saved[2::2]] == [["TS"], ["TROIKA"]]


@pytest.mark.parametrize(
    "do", ["join:0", "join:4", "join:-1", "join:", "join:²", "split:99", "split:x"]
)
def test_joins_and_splits_of_nothing(editor, record, do):
    assert send(editor, record, do=do).status_code == 302
    assert texts(record) == [s["text"] for s in record.result["segments"]]


def test_furniture_and_title_lines_leave_the_text(editor, record):
    send(editor, record, **{"s-1-kind": "furniture", "s-0-kind": "title_line"})
    saved = again(record).result
    assert saved["furniture"] == ["page 1", "I. Papers"]
    assert saved["title_block"] == "ACTION PLAN UNDER TEST\nThe Vice-Ministers agree:"
    assert [s["label"] for s in saved["segments"]] == ["a)", "b)"]
    assert [s["charged"] for s in saved["segments"]] == [["TS"], ["TROIKA"]]
    shown = editor.get(reverse("importing_review", args=[record.pk])).context
    assert shown["lost"] == 0


def test_words_that_go_are_counted(editor, record):
    send(editor, record, **{"s-3-text": "The Troika will read."})
    context = editor.get(reverse("importing_review", args=[record.pk])).context
    assert context["lost"] == 4


@pytest.mark.parametrize(
    "changes",
    [
        {"s-TOTAL_FORMS": "x"},
        {"s-TOTAL_FORMS": ""},
        {"s-INITIAL_FORMS": "many"},
        {"s-TOTAL_FORMS": "5", "s-INITIAL_FORMS": "0"},
    ],
)
def test_a_form_that_was_tampered_with_saves_nothing(editor, record, changes):
    assert send(editor, record, **changes).status_code == 422
    assert again(record).edition == 0


def test_the_page_is_made(editor, record):
    response = send(editor, record, **{"do": "build", "s-3-text": "The Troika reads."})
    saved = again(record)
    assert saved.state == "done"
    edit = reverse("wagtailadmin_pages:edit", args=[saved.page_id])
    assert response.headers["Location"] == edit
    body = saved.page.specific.body
    assert body[-1].value["text"] == "The Troika reads."
    (event,) = Event.objects.filter(verb="importing.built")
    assert event.actor == editor.user
    # "will" and "them" have gone; the s that has come makes up for nothing.
    assert event.data["characters_lost"] == 8


def test_a_page_is_made_once(editor, record):
    send(editor, record, do="build")
    before = rows(), Page.objects.count()
    review = reverse("importing_review", args=[record.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[again(record).page_id])
    for do in ("build", "save", "join:1"):
        response = send(editor, record, do=do)
        assert response.headers["Location"] == edit
    assert editor.get(review).headers["Location"] == edit
    assert (rows(), Page.objects.count()) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_meeting_without_a_page_in_that_language(editor, record, language):
    MeetingPage.objects.get(meeting=vm(), locale__language_code="es").delete()
    before = rows()
    words = {"language": "es", "s-2-text": "Palabras.", "do": "build"}
    response = send(editor, record, language, **words)
    assert response.context["rows"][2]["form"]["text"].value() == "Palabras."
    (message,) = told(response)
    opening = {"en": "This meeting has no page", "es": "Esta reunión no tiene"}
    assert message.startswith(opening[language])
    assert rows() == before
    assert texts(record)[2] != "Palabras."
    # Nothing was saved, so the same screen can be sent again.
    words |= {"edition": response.context["edition"], "do": "save"}
    assert send(editor, record, **words).status_code == 302
    assert texts(record)[2] == "Palabras."


def test_the_event_names_the_editor_who_built(editor, record, client):
    client.force_login(another_editor(email="second@example.org"))
    send(client, record, do="build")
    event = Event.objects.get(verb="importing.built")
    assert event.actor.email == "second@example.org"
    assert event.capacity == "secretariat:TS"
