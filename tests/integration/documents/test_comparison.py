"""Two versions beside each other, for readers and in the admin."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse

from cms.documents import actions
from cms.documents.models import Document, DocumentVersion
from cms.jobs.worker import drain
from cms.works.actions import enter_as_recorded
from tests.factories import people, works
from tests.factories.documents import text_file

pytestmark = pytest.mark.django_db

ONE = b"Plan of Action\n1. The Secretariat keeps the papers.\n2. It reports.\n"
TWO = b"Plan of Action\n1. The Secretariat keeps all papers.\n2. It reports.\n"


def with_versions(*contents: bytes, **kwargs) -> Document:
    document = text_file(by=None, content=contents[0], **kwargs)
    for content in contents[1:]:
        actions.add_version(
            document=document, content=io.BytesIO(content), name="paper.txt", by=None
        )
    return document


@pytest.fixture
def public(site) -> Document:
    work = works.draft_action_plan()
    document = with_versions(ONE, TWO, expression=work.expressions.get(language="en"))
    enter_as_recorded(work=work, by=people.editor())
    drain()
    return document


def read(person, document: Document, query: str = "", language: str = "en") -> str:
    answer = person.get(f"/{language}/files/{document.pk}/compare/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def marked(said: str, element: str) -> list[str]:
    """Return what is marked, without what is said of it to those who hear it."""
    found = re.findall(rf"<{element}>(.*?)</{element}>", said, re.DOTALL)
    return [re.sub(r"<span.*?</span>", "", each) for each in found][1:]


def test_readers_see_what_went_and_what_came(client, public):
    said = read(client, public)
    assert "From version 1 to version 2" in said
    assert marked(said, "del") == ["the"]
    assert marked(said, "ins") == ["all"]
    assert "removed:" in said
    assert "1 passage differs" in said


def test_in_spanish_the_words_are_spanish(client, public):
    said = read(client, public, language="es")
    assert marked(said, "del") == ["the"]
    assert 'lang="en"' in said


def test_the_order_of_the_two_does_not_matter(client, public):
    assert "From version 1 to version 2" in read(client, public, "?old=2&new=1")


def test_the_file_page_leads_there(client, public):
    said = client.get(f"/en/files/{public.pk}/").content.decode()
    assert f"/en/files/{public.pk}/compare/?old=1&amp;new=2" in said


def test_the_admin_has_it_too(editor):
    document = with_versions(ONE, TWO)
    drain()
    said = editor.get(reverse("files_compare", args=[document.pk])).content.decode()
    assert (marked(said, "del"), marked(said, "ins")) == (["the"], ["all"])


@pytest.mark.parametrize(
    "query",
    [
        "?old=3", "?new=0", "?old=x", "?old=", "?old=1&new=99999999999999999999",
        "?old=%00", "?old=-1", "?old=²",
    ],
)  # fmt: skip
def test_a_version_that_there_is_not(client, public, query):
    assert client.get(f"/en/files/{public.pk}/compare/{query}").status_code == 404


@pytest.mark.parametrize("screen", ["0", "99", "x", "-1", "9" * 30, "%00"])
def test_a_screen_that_there_is_not_is_the_nearest(client, public, screen):
    assert marked(read(client, public, f"?screen={screen}"), "ins") == ["all"]


def test_what_cannot_be_compared_says_why(editor):
    document = with_versions(ONE)
    address = reverse("files_compare", args=[document.pk])

    def said(query: str = "") -> str:
        return editor.get(address + query).content.decode()

    assert "only one version yet" in said()
    actions.add_version(
        document=document, content=io.BytesIO(TWO), name="paper.txt", by=None
    )
    assert "is still being read" in said()
    drain()
    assert "Choose two different versions" in said("?old=2&new=2")
    DocumentVersion.objects.get(number=1).pages.update(text="")
    assert "No text was found in version 1" in said()


def test_the_same_words_in_another_file_are_the_same_words(editor):
    document = with_versions(ONE, ONE.replace(b"\n", b"\n\n"), ONE)
    drain()
    address = reverse("files_compare", args=[document.pk])
    assert "The words are the same" in editor.get(address).content.decode()
    same = editor.get(f"{address}?old=1&new=3").content.decode()
    assert "byte by byte" in same


def test_a_long_text_is_shown_screen_by_screen(editor):
    old, new = (
        b"".join(b"%d stays\n%d %s\n" % (n, n, word) for n in range(25))
        for word in (b"goes", b"comes")
    )
    document = with_versions(old, new)
    drain()
    address = reverse("files_compare", args=[document.pk])
    first = editor.get(address).content.decode()
    assert "Screen 1 of 2" in first
    assert len(marked(first, "ins")) == 20
    second = editor.get(f"{address}?screen=2").content.decode()
    assert len(marked(second, "ins")) == 5


def test_whoever_may_not_read_the_file_compares_nothing(client, delegate):
    document = with_versions(ONE, TWO)
    drain()
    for person in (client, delegate):
        answer = person.get(f"/en/files/{document.pk}/compare/")
        assert answer.status_code == 404
    assert delegate.get(reverse("files_compare", args=[document.pk])).status_code != 200


def test_what_is_not_public_is_kept_by_nobody_on_the_way(editor):
    document = with_versions(ONE, TWO)
    answer = editor.get(f"/en/files/{document.pk}/compare/")
    assert answer["Cache-Control"] == "private, no-store"
