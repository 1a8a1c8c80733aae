"""A purge at the moment of an upload of the same bytes, with many writers at once."""

from __future__ import annotations

import datetime as dt
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db import connections, transaction
from django.utils import timezone

from cms.documents import claims, purging, trash
from cms.documents.models import Document, DocumentVersion
from cms.documents.storage import ImmutableStorage
from tests.factories import people
from tests.factories.documents import text_file

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
CONTENT = b"The same bytes.\n"
# How long one waits to see that the other waits for it.
MOMENT = 0.4


@pytest.fixture
def purger(request):
    request.getfixturevalue("site")
    return people.editor(is_superuser=True)


def purgeable(purger, name: str = "paper.txt") -> Document:
    document = text_file(by=None, content=CONTENT, name=name)
    trash.put_into_trash(document=document, reason="Sent twice", by=purger)
    long_ago = timezone.now() - dt.timedelta(days=366 * 12)
    files = Document.with_trash.filter(pk=document.pk)
    files.update(trashed_at=long_ago, created_at=long_ago)
    DocumentVersion.objects.filter(document=document).update(created_at=long_ago)
    return files.get()


def together(*calls: Callable[[], object]) -> list[object]:
    """Run each call in a thread of its own; raise what any of them raised."""
    raised: list[BaseException] = []

    def run(call: Callable[[], object]) -> None:
        try:
            call()
        except BaseException as error:  # noqa: BLE001 - raised again below
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)
    if raised:
        raise raised[0]
    return raised


def bytes_now() -> bytes:
    """Return the stored bytes of the one version that there is."""
    return Path(DocumentVersion.objects.get().file.path).read_bytes()


@pytest.mark.parametrize("name", ["paper.txt", "another name.txt"])
def test_a_purge_waits_for_who_has_the_bytes_but_has_not_committed(purger, name):
    old = purgeable(purger)
    is_stored = threading.Event()

    def upload() -> None:
        with transaction.atomic():
            text_file(by=None, content=CONTENT, name=name)
            is_stored.set()
            threading.Event().wait(MOMENT)

    def purge() -> None:
        assert is_stored.wait(10)
        purging.purge(document=old, by=purger)

    together(upload, purge)
    assert bytes_now() == CONTENT


def test_an_upload_waits_for_who_takes_the_bytes_off(purger, monkeypatch):
    old, is_discarding = purgeable(purger), threading.Event()
    discard = ImmutableStorage.discard

    def slowly(self, name: str) -> None:
        is_discarding.set()
        threading.Event().wait(MOMENT)
        discard(self, name)

    monkeypatch.setattr(ImmutableStorage, "discard", slowly)

    def upload() -> None:
        assert is_discarding.wait(10)
        text_file(by=None, content=CONTENT)

    together(lambda: purging.purge(document=old, by=purger), upload)
    assert bytes_now() == CONTENT


@pytest.mark.parametrize("_attempt", range(8))
def test_at_once_whoever_is_first(purger, _attempt):
    old, start = purgeable(purger), threading.Barrier(3)

    def upload() -> None:
        start.wait(10)
        text_file(by=None, content=CONTENT)

    def purge() -> None:
        start.wait(10)
        purging.purge(document=old, by=purger)

    together(upload, upload, purge)
    for version in DocumentVersion.objects.all():
        assert Path(version.file.path).read_bytes() == CONTENT
    assert DocumentVersion.objects.count() == 2


def test_many_take_the_same_bytes_in_at_once(purger):
    """Claims do not wait for each other, not even while a purge waits for them."""
    old = purgeable(purger)
    is_stored, is_second = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            text_file(by=None, content=CONTENT)
            is_stored.set()
            assert is_second.wait(20)

    def second() -> None:
        assert is_stored.wait(10)
        text_file(by=None, content=CONTENT)
        is_second.set()

    together(first, second)
    purging.purge(document=old, by=purger)
    assert DocumentVersion.objects.count() == 2


def test_a_claim_needs_the_transaction_that_names_the_file(db):
    with pytest.raises(transaction.TransactionManagementError):
        claims.claim("ab/abcd/paper.txt")
