"""Several people who send many files at the same time: each file once, none lost."""

from __future__ import annotations

import hashlib
import threading

import pytest
from django.db import connections
from django.test import Client

from cms.documents.models import Document, DocumentVersion, Upload
from cms.documents.uploads import pieces
from tests.factories import people
from tests.integration.documents.sending import begin, head, patch

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
PEOPLE, FILES, SIZE, PIECE = 4, 5, 3000, 1000


def content_of_file(person: int, number: int) -> bytes:
    return f"Paper {person} {number}.\n".encode().ljust(SIZE, b".")


def send_all(client: Client, person: int, troubles: list[str]) -> None:
    """Send files in pieces; what the server cannot take just now is sent again."""
    try:
        for number in range(FILES):
            content = content_of_file(person, number)
            url = _again(begin, client, name=f"{person}-{number}.txt", size=SIZE)
            while (at := int(head(client, url["Location"])["Upload-Offset"])) < SIZE:
                patch(client, url["Location"], content[at : at + PIECE], at=at)
    except Exception as error:  # noqa: BLE001 - looked at by the test
        troubles.append(repr(error))
    finally:
        connections.close_all()


def _again(ask, *args, **kwargs):
    """Ask until the database, busy with another's write, has let us in."""
    for _attempt in range(20):
        answer = ask(*args, **kwargs)
        if answer.status_code != 503:
            return answer
    return answer


def test_each_file_is_taken_in_once(site):
    clients = []
    for _person in range(PEOPLE):
        clients.append(Client())
        clients[-1].force_login(people.editor())
    troubles: list[str] = []
    threads = [
        threading.Thread(target=send_all, args=(client, person, troubles))
        for person, client in enumerate(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert troubles == []
    assert set(Upload.objects.values_list("state", flat=True)) == {Upload.State.TAKEN}
    assert Document.objects.count() == PEOPLE * FILES
    wanted = {
        hashlib.sha256(content_of_file(person, number)).hexdigest()
        for person in range(PEOPLE)
        for number in range(FILES)
    }
    assert set(DocumentVersion.objects.values_list("sha256", flat=True)) == wanted
    assert len(wanted) == DocumentVersion.objects.count()
    assert not [path for path in pieces.all_there() if path.stat().st_size == SIZE]
