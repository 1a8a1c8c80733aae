"""Files that are here already: asked about, answered for, never given away."""

from __future__ import annotations

import html
import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.conference.models import Party
from cms.documents import trash
from cms.documents.duplicates import SHOWN, copies_of_all
from cms.documents.models import Document, Upload
from cms.documents.uploads import pieces, settling
from tests.factories import works
from tests.factories.documents import text_file
from tests.integration.documents.sending import begin, patch, send

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_pieces")]
State = Upload.State
TEXT = b"I. Papers\na) To keep them, and to find them again.\n"


def row() -> Upload:
    return Upload.objects.get()


def said(answer) -> str:
    return html.unescape(answer.content.decode())


def answer(person: PersonClient, upload: Upload, deed: str, **more: object):
    sent = {"upload": str(upload.pk), "deed": deed, **more}
    return person.post(reverse("uploads"), sent, follow=True)


def test_the_same_bytes_are_asked_about(editor):
    known = text_file(by=None, content=TEXT, name="known.txt")
    upload = send(editor, TEXT, name="other name.txt")
    assert upload.state == State.ASKED
    assert Document.objects.count() == 1
    page = said(editor.get(reverse("uploads")))
    assert "The same bytes are here already" in page
    assert "New version of" not in page  # it would be no new one
    answer(editor, upload, "separate")
    assert Document.objects.count() == 2
    upload.refresh_from_db()
    assert upload.state == State.TAKEN
    assert upload.document != known
    assert not list(pieces.all_there())


def test_another_file_of_that_name_becomes_its_version(editor):
    known = text_file(by=None, content=TEXT, name="plan.txt")
    upload = send(editor, TEXT + b"b) To show them.\n", name="plan.txt")
    assert upload.state == State.ASKED
    assert "A file of this name" in said(editor.get(reverse("uploads")))
    answer(editor, upload, "version", into=known.pk)
    known.refresh_from_db()
    assert known.current.number == 2
    assert known.current.created_by == editor.user
    upload.refresh_from_db()
    assert upload.document == known
    assert Document.objects.count() == 1


def test_one_common_name_hides_no_other(editor):
    """However many files bear it; each file of a list is asked about by itself."""
    text_file(by=None, content=b"Report", name="report.txt")
    for number in range(2 * SHOWN):
        text_file(by=None, content=f"Agenda {number}".encode(), name="agenda.txt")
    for name in ("agenda.txt", "report.txt"):
        send(editor, b"Mine\n" + name.encode(), name=name)
    found = copies_of_all(Upload.objects.order_by("name"), user=editor.user)
    assert sorted(map(len, found.values())) == [1, SHOWN]


def test_older_bytes_can_be_the_newest_again(editor):
    known = text_file(by=None, content=TEXT, name="plan.txt")
    upload = send(editor, TEXT + b"more", name="plan.txt")
    answer(editor, upload, "version", into=known.pk)
    upload = send(editor, TEXT, name="plan.txt")
    answer(editor, upload, "version", into=known.pk)
    known.refresh_from_db()
    assert known.current.number == 3


def test_left_out(editor):
    text_file(by=None, content=TEXT)
    upload = send(editor, TEXT)
    answer(editor, upload, "drop")
    assert not Upload.objects.exists()
    assert not list(pieces.all_there())
    assert Document.objects.count() == 1


def test_of_files_one_may_not_read_nothing_is_said(editor):
    known = text_file(by=None, content=TEXT, name="plan.txt")
    Document.objects.filter(pk=known.pk).update(belongs_to=Party.objects.get(code="GT"))
    assert send(editor, TEXT, name="plan.txt").state == State.TAKEN


def test_a_fixed_text_gets_no_version(editor):
    expression = works.recorded_action_plan().expressions.get(language="en")
    known = text_file(by=None, expression=expression, content=TEXT, name="plan.txt")
    upload = send(editor, TEXT + b"!", name="plan.txt")
    assert "New version of" not in said(editor.get(reverse("uploads")))
    answer(editor, upload, "version", into=known.pk)
    upload.refresh_from_db()
    assert upload.state == State.ASKED
    assert known.versions.count() == 1


def test_answers_are_its_owners_only_and_once(editor, coordinator):
    text_file(by=None, content=TEXT)
    upload = send(editor, TEXT)
    assert answer(coordinator, upload, "separate").status_code == 404
    for _twice in range(2):
        answer(editor, upload, "separate")
    assert Document.objects.count() == 2
    assert "no longer waits" in said(answer(editor, upload, "separate"))


@pytest.mark.parametrize(
    "sent",
    [
        {"deed": "?"},
        {"deed": "drop", "upload": "x"},
        {"deed": "drop", "upload": "\0"},
        {"deed": "version", "upload": str(uuid.uuid4()), "into": "9" * 40},
    ],
)
def test_what_is_no_answer(editor, sent):
    page = editor.post(reverse("uploads"), sent, follow=True)
    assert page.status_code == 200
    assert "Choose what is to be done" in said(page)


def test_a_full_disk_lets_the_answer_be_given_again(editor, monkeypatch):
    text_file(by=None, content=TEXT)
    upload = send(editor, TEXT)

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("cms.documents.storage.ImmutableStorage._save", full)
        page = answer(editor, upload, "separate")
        assert "the disk is full" in said(page)
    upload.refresh_from_db()
    assert upload.state == State.ASKED
    answer(editor, upload, "separate")
    assert Document.objects.count() == 2


def test_rights_lost_in_between(editor, monkeypatch):
    url = begin(editor, name="a.txt", size=len(TEXT))["Location"]
    monkeypatch.setattr(settling, "may_upload", lambda _user: False)
    patch(editor, url, TEXT)
    assert row().state == State.REFUSED
    assert "no longer add files" in str(row().why_refused)
    assert not Document.objects.exists()


def test_a_copy_in_the_trash_is_told_of_and_taken_out(editor):
    known = text_file(by=None, content=TEXT, name="known.txt")
    trash.put_into_trash(document=known, reason="Sent twice", by=editor.user)
    upload = send(editor, TEXT, name="mine.txt")
    assert upload.state == State.ASKED
    page = said(editor.get(reverse("uploads")))
    assert "The same bytes lie in the trash: known.txt" in " ".join(page.split())
    assert "Sent twice" in page
    back = reverse("files_take_out", args=[known.pk])
    assert back in page
    assert reverse("wagtaildocs:edit", args=[known.pk]) not in page
    editor.post(back)
    page = said(editor.get(reverse("uploads")))
    assert reverse("wagtaildocs:edit", args=[known.pk]) in page


def test_of_the_trash_of_others_nothing_is_said(editor):
    known = text_file(by=None, content=TEXT, name="known.txt")
    trash.put_into_trash(document=known, reason="Sent twice", by=editor.user)
    Document.with_trash.update(belongs_to=Party.objects.get(code="GT"))
    assert send(editor, TEXT, name="mine.txt").state == State.TAKEN


def test_a_name_in_the_trash_is_no_copy(editor):
    known = text_file(by=None, content=TEXT, name="known.txt")
    trash.put_into_trash(document=known, reason="Sent twice", by=editor.user)
    assert send(editor, TEXT + b"!", name="known.txt").state == State.TAKEN


def test_many_copies_cost_no_query_for_each(editor, django_assert_num_queries):
    def found() -> int:
        uploads = list(Upload.objects.all())
        return sum(map(len, copies_of_all(uploads, user=editor.user).values()))

    for number in range(2):
        text_file(by=None, content=f"{number}".encode(), name=f"{number}.txt")
        send(editor, f"{number}".encode(), name=f"my {number}.txt")
    found()
    with CaptureQueriesContext(connection) as captured:
        assert found() == 2
    few = len(captured)
    draft = works.draft_action_plan().expressions.get(language="en")
    for number in range(2, 12):
        content = f"{number}".encode()
        text_file(by=None, expression=draft, content=content, name=f"{number}.txt")
        send(editor, content, name=f"my {number}.txt")
    with django_assert_num_queries(few):
        assert found() == 12
