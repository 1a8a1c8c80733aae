"""What cannot be taken away: files of decided texts, whole files, the way back."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.models import PageViewRestriction

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.documents import actions
from cms.documents.models import Document, document_storage
from cms.works.models import Work
from rcm_pages.importing import actions as importing
from rcm_pages.importing.models import Import
from tests.factories.works import (
    adopted_action_plan,
    draft_action_plan,
    page_of,
    submitted_action_plan,
)
from tests.papers import SAMPLE_EN

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db


def file_of(work: Work, words: str) -> Document:
    """Attach a new file to the first text of a work."""
    return actions.create_document(
        title="paper",
        content=io.BytesIO(words.encode()),
        name="paper.txt",
        expression=work.expressions.first(),
        by=None,
    )


def delete_one(browser: PersonClient, document: Document) -> HttpResponse:
    """Confirm Wagtail's question."""
    return browser.post(reverse("wagtaildocs:delete", args=[document.pk]))


def delete_many(browser: PersonClient, document: Document) -> HttpResponse:
    """Confirm it for what was ticked in the list."""
    address = reverse("wagtail_bulk_action", args=["documents", "document", "delete"])
    return browser.post(f"{address}?id={document.pk}")


def delete_upload(browser: PersonClient, document: Document) -> HttpResponse:
    """Take back what was just uploaded among several."""
    address = reverse("wagtaildocs:delete_multiple", args=[document.pk])
    return browser.post(address, headers={"x-requested-with": "XMLHttpRequest"})


@pytest.mark.parametrize("delete", [delete_one, delete_many, delete_upload])
@pytest.mark.parametrize("is_administrator", [False, True])
def test_a_file_is_not_deleted_and_no_error_page_comes(
    editor: PersonClient,
    delete: Callable[[PersonClient, Document], HttpResponse],
    is_administrator: bool,
) -> None:
    """Whichever door of Wagtail is tried, and by whomever."""
    editor.user.is_superuser = is_administrator
    editor.user.save()
    document = file_of(draft_action_plan(), "a draft's")
    assert delete(editor, document).status_code < 500
    assert document.versions.count() == 1
    assert Document.objects.filter(pk=document.pk).exists()


def test_deleting_is_not_offered(editor: PersonClient) -> None:
    """No button leads to a refusal."""
    document = file_of(draft_action_plan(), "a draft's")
    delete = reverse("wagtaildocs:delete", args=[document.pk])
    form = editor.get(reverse("wagtaildocs:edit", args=[document.pk]))
    assert form.status_code == 200
    assert delete not in form.content.decode()


@pytest.mark.parametrize("make", [submitted_action_plan, adopted_action_plan])
def test_the_file_of_a_decided_text_is_not_replaced(
    site: object, make: Callable[[], Work]
) -> None:
    """Neither while somebody decides on it nor afterwards."""
    document = file_of(make(), "as decided")
    with pytest.raises(actions.FixedFileError):
        actions.add_version(
            document=document,
            content=io.BytesIO(b"something else"),
            name="paper.txt",
            by=None,
        )
    assert [v.number for v in document.versions.all()] == [1]


def test_wagtails_form_says_why(editor: PersonClient) -> None:
    """The editor reads the reason; the file stays as it was."""
    document = file_of(adopted_action_plan(), "as decided")
    upload = io.BytesIO(b"something else")
    upload.name = "other.txt"
    answer = editor.post(
        reverse("wagtaildocs:edit", args=[document.pk]),
        {"title": "other", "file": upload, "tags": ""},
    )
    assert answer.status_code == 200
    assert "is not replaced" in answer.content.decode()
    assert document.versions.count() == 1


def test_a_draft_takes_new_versions(site: object) -> None:
    """What nobody decides on may be replaced."""
    document = file_of(draft_action_plan(), "first")
    actions.add_version(
        document=document, content=io.BytesIO(b"second"), name="paper.txt", by=None
    )
    assert document.versions.count() == 2


def test_a_stump_left_by_a_crash_is_replaced(settings: object) -> None:
    """The same name means the same bytes, also after a process died in between."""
    storage = document_storage()
    name = storage.save("ab/abcd/paper.txt", ContentFile(b"the whole file"))
    Path(storage.path(name)).write_bytes(b"the wh")
    storage.save("ab/abcd/paper.txt", ContentFile(b"the whole file"))
    assert Path(storage.path(name)).read_bytes() == b"the whole file"
    assert [p.name for p in Path(storage.path(name)).parent.iterdir()] == ["paper.txt"]


def test_a_writing_that_fails_leaves_nothing(settings: object) -> None:
    """A full disk, say: no half file under a name that promises a hash."""

    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(28, "No space left on device")

    storage = document_storage()
    with pytest.raises(OSError, match="No space"):
        storage.save("cd/cdef/paper.txt", Failing(b"12345"))
    assert list(Path(storage.path("cd/cdef")).iterdir()) == []


def test_deleting_a_draft_lets_its_paper_be_imported_again(
    editor: PersonClient,
) -> None:
    """The Work is withdrawn, the file stays, the review opens once more."""
    record = importing.take_in(
        meeting=Meeting.objects.get(body__code="vm", ordinal=20),
        content=io.BytesIO(SAMPLE_EN.read_bytes()),
        name=SAMPLE_EN.name,
        queue=False,
        by=editor.user,
    )
    record = importing.run_recognition(record=record)
    record = importing.build(record=record, by=editor.user)
    work = Work.objects.get(expressions__page=record.page)
    editor.post(reverse("wagtailadmin_pages:delete", args=[record.page_id]))
    work.refresh_from_db()
    assert work.state == "withdrawn"
    assert not work.expressions.exists()
    assert Event.objects.about(work).last().verb == "works.withdrawn"
    answer = editor.post(reverse("importing_retry", args=[record.pk]), follow=True)
    assert "s-TOTAL_FORMS" in answer.content.decode()
    record = importing.build(record=Import.objects.get(pk=record.pk), by=editor.user)
    assert record.state == "done"
    assert record.document.expression.work != work


def test_one_language_deleted_does_not_block_the_other(editor: PersonClient) -> None:
    """A draft whose Spanish page went is adopted in English all the same."""
    work = draft_action_plan()
    before = work.expressions.count()
    page = page_of(work)
    for expression in work.expressions.exclude(page=page.page_ptr):
        expression.page.specific.delete()
    work.refresh_from_db()
    assert work.state == "draft"
    assert work.expressions.get().page_id == page.pk
    assert before >= 1


def test_privacy_does_not_hide_an_adopted_text(site: object) -> None:
    """Who reads it is its audience's to say."""
    page = page_of(adopted_action_plan())
    with pytest.raises(PermissionDenied):
        PageViewRestriction.objects.create(page=page, restriction_type="login")


@pytest.mark.parametrize(
    "path",
    [
        "/reference/%00",
        "/documents/99999999999999999999/v1/x",
        "/en/files/99999999999999999999/",
    ],
)
def test_nonsense_addresses_are_not_found(client: Client, path: str, db: None) -> None:
    """They answer 404, on every database."""
    assert client.get(path, follow=True).status_code == 404
