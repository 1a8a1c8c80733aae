"""Texts, files and meetings in the shape and words that templates need."""

import io

import pytest
from django.utils import translation

from cms.documents.actions import add_version
from cms.works.canonical import ParagraphData
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.templatetags import portal_texts as tags
from tests.factories.conference import ConsultationGroupMeetingFactory, MeetingFactory
from tests.factories.documents import text_file
from tests.factories.works import recorded_action_plan


def paragraph(kind, block_id):
    return ParagraphData(id=block_id, kind=kind, text="words")


def test_numbered():
    kinds = ["opening", "preamble", "heading", "chapeau", "item"]
    shown = tags.numbered([paragraph(kind, f"id{kind}") for kind in kinds])
    assert [p.number for p in shown] == [None, 1, None, 2, 3]
    assert [p.anchor for p in shown][:2] == ["p-idopening", "p-idpreamble"]
    assert tags.numbered([]) == []


@pytest.mark.django_db
def test_numbers_are_those_of_the_frozen_text(site):
    expression = recorded_action_plan().expressions.get(language="en")
    shown = tags.numbered(expression.page.specific.paragraphs())
    frozen = expression.paragraphs.order_by("position")
    assert [p.number for p in shown] == [row.number for row in frozen]


def test_short_anchors_are_the_numbers_that_people_cite():
    shown = tags.numbered([paragraph("heading", "a"), paragraph("item", "b")])
    assert [p.short_anchor for p in shown] == ["p-a", "p1"]


@pytest.mark.parametrize("nothing", ["", "None"])
def test_blocks_that_were_never_saved_have_anchors_of_their_own(nothing):
    shown = tags.numbered([paragraph("item", nothing)] * 2)
    assert [p.anchor for p in shown] == ["p-1", "p-2"]


def test_actors_in_words():
    with translation.override("es"):
        assert tags.actors_in_words(["TS", "NOBODY"]) == [
            "Secretaría Técnica",
            "NOBODY",
        ]
    assert tags.actors_in_words(None) == tags.actors_in_words(()) == []


@pytest.mark.parametrize(
    ("code", "name"), [("en", "English"), ("es", "Español"), ("xx", "xx"), ("", "")]
)
def test_name_of_language(code, name):
    assert tags.name_of_language(code) == name


def test_name_of_type():
    with translation.override("es"):
        assert tags.name_of_type("action_plan") == "Plan de Acción"
    assert tags.name_of_type("unheard_of") == "unheard_of"


def test_plural_of_type():
    with translation.override("es"):
        assert tags.plural_of_type("action_plan") == "Planes de Acción"
    # A plugin that was taken out leaves its papers readable.
    assert tags.plural_of_type("gone") == "gone"


@pytest.mark.django_db
def test_page_in(site):
    page = MeetingPage.objects.get(
        meeting__ordinal=20, locale__language_code="es", live=True
    )
    assert tags.page_in(page.meeting, page.locale_id).pk == page.pk
    assert tags.page_in(page.meeting, 99_999) is None
    page.unpublish()
    assert tags.page_in(page.meeting, page.locale_id) is None


@pytest.mark.django_db
def test_name_without_date():
    with translation.override("es"):
        assert tags.name_without_date(MeetingFactory()) == "XX Reunión Viceministerial"
        uncounted = tags.name_without_date(ConsultationGroupMeetingFactory())
    assert uncounted == "Reunión del Grupo Regional de Consulta sobre Migración"


@pytest.mark.django_db
def test_versions_of_a_file():
    document = text_file(by=None)
    assert tags.older_versions(document) == []
    for number in (2, 3):
        content = io.BytesIO(b"a) version %d" % number)
        add_version(document=document, content=content, name="p.txt", by=None)
    assert [v.number for v in tags.older_versions(document)] == [2, 1]


@pytest.mark.django_db
def test_current_files(site):
    expression = recorded_action_plan().expressions.get(language="en")
    assert tags.current_files(expression) == []
    document = text_file(by=None, expression=expression)
    assert tags.current_files(expression) == [document.current]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "picture", "width", "found"),
    [
        (1, "p1.webp", 600, True),
        (2, "p1.webp", 600, False),
        (1, "", 600, False),
        (1, "p1.webp", None, False),
    ],
)
def test_front_picture(number, picture, width, found):
    version = text_file(by=None).current
    assert tags.front_picture(version) is None
    version.pages.create(number=number, picture=picture, width=width)
    assert bool(tags.front_picture(version)) is found


def test_a_language_within_a_sentence():
    assert tags.language_in_words("es") == "Spanish"
    with translation.override("es"):
        assert tags.language_in_words("en") == "inglés"
    assert tags.language_in_words("xx") == "xx"


def test_the_kind_of_a_file():
    assert tags.name_of_kind("docx") == "Word (.docx)"
    assert tags.name_of_kind("zip") == "ZIP"
    assert tags.media_type("txt") == "text/plain"
    assert tags.media_type("html") == "application/octet-stream"


def test_links_that_do_not_fit_the_words_are_left_out():
    class Odd:
        start, end, url = 3, 99, "/there/"

    shown = tags.ShownParagraph(paragraph("item", "k"), "p-k", 1, (Odd(),))
    assert "<a" not in tags.with_links(shown)
