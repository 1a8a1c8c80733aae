"""Purging: what lay in the trash for long enough goes for good, records and bytes."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.audit.models import Event
from cms.documents import actions, purging, trash
from cms.documents.models import (
    ArchivalCopy,
    Document,
    DocumentVersion,
    document_storage,
)
from cms.documents.restoring import restore_version
from cms.documents.sheets import folder_of
from cms.jobs.worker import drain
from tests.factories.documents import text_file
from tests.papers import write_plain_pdf

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db


def put(person: PersonClient, document: Document) -> None:
    trash.put_into_trash(document=document, reason="Sent twice", by=person.user)


def fresh(document: Document) -> Document:
    return Document.with_trash.get(pk=document.pk)


@pytest.fixture
def administrator(editor: PersonClient) -> PersonClient:
    editor.user.is_superuser = True
    editor.user.save()
    return editor


def put_long_ago(person: PersonClient, document: Document) -> None:
    """Put a file, older than its class keeps it, into the trash for long enough."""
    put(person, document)
    long_ago = timezone.now() - dt.timedelta(days=purging.days_in_trash(), minutes=1)
    older = timezone.now() - dt.timedelta(days=366 * 12)
    Document.with_trash.filter(pk=document.pk).update(
        trashed_at=long_ago, created_at=older
    )
    DocumentVersion.objects.filter(document=document).update(created_at=older)


def purge(person: PersonClient, document: Document):
    address = reverse("files_purge", args=[document.pk])
    return person.post(address, follow=True)


def bytes_of(version: DocumentVersion) -> Path:
    return Path(version.file.path)


def made_from(version: DocumentVersion) -> tuple[Path, Path]:
    """Store an archival copy and a drawn page; return where they lie."""
    storage = document_storage()
    name = storage.save("ab/abcd/a_PDF-A.pdf", ContentFile(b"copy"))
    row, _made = ArchivalCopy.objects.get_or_create(version=version)
    ArchivalCopy.objects.filter(pk=row.pk).update(file=name, sha256="abcd")
    drawn = storage.save(f"{folder_of('abcd')}/1.webp", ContentFile(b"drawn"))
    return Path(storage.path(name)), Path(storage.path(drawn))


def test_purging_deletes_records_and_bytes(
    administrator, tmp_path, django_capture_on_commit_callbacks
):
    content = write_plain_pdf(tmp_path / "a.pdf", [["One"]]).read_bytes()
    document = actions.create_document(
        title="secret", content=io.BytesIO(content), name="a.pdf", by=None
    )
    drain()
    version = document.current
    copy, drawn = made_from(version)
    picture = Path(version.pages.get().picture.path)
    assert (picture.is_file(), bytes_of(version).is_file()) == (True, True)
    put_long_ago(administrator, document)
    with django_capture_on_commit_callbacks(execute=True):
        assert "purged for good" in purge(administrator, document).content.decode()
    assert not Document.with_trash.filter(pk=document.pk).exists()
    assert not DocumentVersion.objects.filter(pk=version.pk).exists()
    assert [p for p in (picture, copy, drawn, bytes_of(version)) if p.exists()] == []
    event = Event.objects.get(verb="documents.purged")
    assert event.actor == administrator.user
    assert "secret" not in str(event.data)


def test_versions_that_were_put_in_front_again_are_purged_too(administrator):
    document = text_file(by=None, content=b"one")
    actions.add_version(
        document=document, content=io.BytesIO(b"two"), name="paper.txt", by=None
    )
    document = Document.objects.get(pk=document.pk)
    restore_version(version=document.versions.get(number=1), by=None)
    put_long_ago(administrator, document)
    purge(administrator, document)
    assert not DocumentVersion.objects.exists()


def test_bytes_that_another_file_has_stay(
    administrator, django_capture_on_commit_callbacks
):
    one, other = (text_file(by=None, content=b"the same") for _ in range(2))
    put_long_ago(administrator, one)
    with django_capture_on_commit_callbacks(execute=True):
        purge(administrator, one)
    assert bytes_of(other.current).read_bytes() == b"the same"


def test_not_before_its_time_and_not_by_others(administrator, coordinator):
    document = text_file(by=None)
    put(administrator, document)
    answer = purge(administrator, document)
    assert answer.status_code == 422
    assert "may be purged from" in answer.content.decode()
    Document.with_trash.update(trashed_at=timezone.now() - dt.timedelta(days=99))
    purge(coordinator, document)
    with pytest.raises(trash.TrashError):
        purging.purge(document=document, by=coordinator.user)
    assert fresh(document).versions.count() == 1


def test_what_is_not_in_the_trash_is_not_purged(administrator):
    document = text_file(by=None)
    assert purge(administrator, document).status_code == 404
    with pytest.raises(trash.TrashError):
        purging.purge(document=document, by=administrator.user)
    assert Document.objects.filter(pk=document.pk).exists()


def test_an_unread_version_that_was_purged_stops_no_worker(administrator):
    document = text_file(by=None)
    put_long_ago(administrator, document)
    purge(administrator, document)
    drain()
    assert not DBTaskResult.objects.filter(status="FAILED").exists()
