"""Uploads that the archive has already: told to those who may know; their choice."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection

from cms.conference.models import Party
from cms.documents import actions, duplicates
from cms.documents.models import Document
from tests.factories import people
from tests.factories.documents import text_file
from tests.harm import flip

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db

ONE, TWO = b"The first state.\n", b"The second state.\n"


def upload(person: PersonClient, content: bytes = ONE, title: str = "Mine"):
    sent = {
        "title": title,
        "file": SimpleUploadedFile("mine.txt", content),
        "collection": Collection.get_first_root_node().pk,
        "tags": "",
    }
    return person.post(reverse("wagtaildocs:add"), sent)


def known(person: PersonClient, document: Document) -> str:
    version = document.versions.get(number=1)
    return reverse("files_known", args=[version.pk])


def older(by=None) -> Document:
    """Return a file whose first version had the bytes."""
    document = text_file(by=by, content=ONE, name="theirs.txt")
    actions.add_version(
        document=document, content=io.BytesIO(TWO), name="theirs.txt", by=by
    )
    return Document.objects.get(pk=document.pk)


def test_an_upload_that_is_known_is_said_so(editor):
    document = older()
    answer = upload(editor)
    assert answer.status_code == 200
    said = answer.content.decode()
    assert "The archive has this file already, as “theirs.txt”, version 1." in said
    assert f"{known(editor, document)}?name=mine.txt&amp;title=Mine" in said
    assert Document.objects.count() == 1


def test_a_title_is_no_markup(editor):
    text_file(by=None, content=ONE, name="a&b.txt")
    Document.objects.update(title="<b>bold</b>")
    said = upload(editor, title='"><script>').content.decode()
    assert "<b>bold</b>" not in said
    assert "<script>&" not in said
    assert "&lt;b&gt;bold" in said


def test_new_bytes_are_taken_as_ever(editor):
    older()
    assert upload(editor, b"A third state.\n").status_code == 302
    assert Document.objects.count() == 2


def test_what_one_may_not_read_is_not_known(editor):
    document = older()
    Document.objects.update(belongs_to=Party.objects.get(code="GT"))
    assert duplicates.known_versions(editor.user, hashlib.sha256(ONE).hexdigest()) == []
    assert editor.get(known(editor, document), follow=True).status_code == 404
    assert upload(editor).status_code == 302
    assert Document.objects.count() == 2


def test_bytes_are_known_to_those_who_may_read_them(editor):
    document = older()
    sha256 = hashlib.sha256(ONE).hexdigest()
    found = duplicates.known_versions(editor.user, sha256)
    assert [v.document for v in found] == [document]
    assert duplicates.known_versions(people.delegate("MX"), sha256) == []


def test_of_each_file_the_newest_such_version(editor):
    document = older()
    actions.add_version(
        document=document, content=io.BytesIO(ONE), name="theirs.txt", by=None
    )
    other = text_file(by=None, content=ONE)
    found = duplicates.known_versions(editor.user, hashlib.sha256(ONE).hexdigest())
    assert [(v.document_id, v.number) for v in found] == [
        (document.pk, 3),
        (other.pk, 1),
    ]


def test_the_screen_leads_to_the_file(editor):
    document = older()
    said = editor.get(known(editor, document) + "?title=Mine").content.decode()
    assert reverse("wagtaildocs:edit", args=[document.pk]) in said
    assert 'value="Mine"' in said


def test_it_becomes_the_newest_version_of_that_file(editor):
    document = older()
    first = document.versions.get(number=1)
    answer = editor.post(known(editor, document), {"as_version": first.pk})
    assert answer["Location"] == reverse("wagtaildocs:edit", args=[document.pk])
    third = document.versions.get(number=3)
    assert (third.sha256, third.created_by) == (first.sha256, editor.user)
    assert Document.objects.count() == 1


def test_where_it_is_the_newest_nothing_has_to_be_done(editor):
    document = text_file(by=None, content=ONE)
    said = editor.get(known(editor, document)).content.decode()
    assert "nothing has to be done" in said
    assert 'name="as_version"' not in said


def test_it_is_kept_on_purpose_as_a_file_of_its_own(editor):
    document = older()
    sent = {"separate": "1", "title": "Mine", "name": "mine.txt"}
    assert editor.post(known(editor, document), sent).status_code == 302
    kept = Document.objects.exclude(pk=document.pk).get()
    assert (kept.title, kept.uploaded_by_user) == ("Mine", editor.user)
    version = kept.versions.get()
    assert (version.name, version.sha256) == (
        "mine.txt",
        hashlib.sha256(ONE).hexdigest(),
    )
    assert document.versions.count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"as_version": "x"},
        {"as_version": "99999999999999999999"},
        {"separate": "1", "title": ""},
        {"separate": "1", "title": "x" * 300},
        {"separate": "1", "title": "x", "name": "x.pdf"},
    ],
)
def test_nonsense_changes_nothing(editor, sent):
    document = older()
    assert editor.post(known(editor, document), sent).status_code == 422
    assert Document.objects.count() == 1
    assert document.versions.count() == 2


def test_damaged_bytes_are_not_taken_for_an_upload(editor):
    document = older()
    flip(document.versions.get(number=1))
    for sent in (
        {"separate": "1", "title": "Mine", "name": "mine.txt"},
        {"as_version": document.versions.get(number=1).pk},
    ):
        answer = editor.post(known(editor, document), sent)
        assert answer.status_code == 422
        assert "missing or damaged" in answer.content.decode()
    assert Document.objects.count() == 1


def test_others_are_not_told(client, delegate):
    document = older()
    for person in (client, delegate):
        assert person.get(known(person, document)).status_code in (302, 403, 404)
