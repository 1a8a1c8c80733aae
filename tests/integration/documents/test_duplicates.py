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
from cms.documents import actions, duplicates, trash
from cms.documents.models import Document
from tests.factories import people
from tests.factories.documents import text_file
from tests.harm import flip

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db

ONE, TWO = b"The first state.\n", b"The second state.\n"
SHA = hashlib.sha256(ONE).hexdigest()


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
    assert duplicates.copies_with(SHA, user=editor.user) == []
    assert editor.get(known(editor, document), follow=True).status_code == 404
    assert upload(editor).status_code == 302
    assert Document.objects.count() == 2


def test_bytes_are_known_to_those_who_may_read_them(editor):
    document = older()
    found = duplicates.copies_with(SHA, user=editor.user)
    assert [copy.document for copy in found] == [document]
    assert duplicates.copies_with(SHA, user=people.delegate("MX")) == []


def test_of_each_file_the_newest_such_version(editor):
    document = older()
    actions.add_version(
        document=document, content=io.BytesIO(ONE), name="theirs.txt", by=None
    )
    other = text_file(by=None, content=ONE)
    found = duplicates.copies_with(SHA, user=editor.user)
    assert [(copy.document.pk, copy.version.number) for copy in found] == [
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


# In the trash


def in_trash(person: PersonClient, name: str = "theirs.txt") -> Document:
    document = text_file(by=None, content=ONE, name=name)
    trash.put_into_trash(document=document, reason="Sent twice", by=person.user)
    return document


def test_bytes_that_lie_in_the_trash_are_said_so(editor):
    document = in_trash(editor)
    said = upload(editor).content.decode()
    assert "The same file lies in the trash, as “theirs.txt”." in said
    assert known(editor, document) in said
    shown = editor.get(known(editor, document)).content.decode()
    assert "Sent twice" in shown
    assert reverse("files_take_out", args=[document.pk]) in shown
    assert reverse("wagtaildocs:edit", args=[document.pk]) not in shown
    assert 'name="as_version"' not in shown


def test_what_is_in_the_trash_is_no_newest_version(editor):
    document = in_trash(editor)
    sent = {"as_version": document.versions.get().pk}
    assert editor.post(known(editor, document), sent).status_code == 422
    assert document.versions.count() == 1


def test_it_is_kept_beside_the_one_in_the_trash(editor):
    document = in_trash(editor)
    sent = {"separate": "1", "title": "Mine", "name": "mine.txt"}
    assert editor.post(known(editor, document), sent).status_code == 302
    assert Document.objects.get().title == "Mine"


def test_who_may_not_take_it_out_is_told_nothing_of_the_trash(editor):
    document = in_trash(editor)
    Document.with_trash.update(belongs_to=Party.objects.get(code="GT"))
    assert duplicates.copies_with(SHA, user=editor.user) == []
    assert editor.get(known(editor, document), follow=True).status_code == 404
    assert upload(editor).status_code == 302


def test_a_copy_outside_the_trash_comes_first(editor):
    in_trash(editor, "a.txt")
    outside = text_file(by=None, content=ONE, name="b.txt")
    found = duplicates.copies_with(SHA, user=editor.user)
    assert [copy.is_in_trash for copy in found] == [False, True]
    assert found[0].document == outside
