"""From the outbox into the index."""

from collections.abc import Iterable

import pytest

from search import outbox
from search.documents import SearchDocument
from search.engine import Engine
from search.indexer import drain, every_document
from search.models import MOST_ATTEMPTS, OutboxEntry
from tests.contract.search.papers import found, paper, put

from .conftest import Archive

pytestmark = pytest.mark.django_db


def fill(archive: Archive, *names: str) -> None:
    for name in names:
        archive.texts[name] = "text"
        outbox.put("work", name)


def test_what_is_noted_is_found(archive: Archive, engine: Engine) -> None:
    fill(archive, "1", "2")
    assert drain(10) == 2
    assert found(engine, "text") == {"1", "2"}
    assert not OutboxEntry.objects.exists()
    assert drain(10) == 0


def test_each_object_is_loaded_once(archive: Archive, engine: Engine) -> None:
    fill(archive, "1", "2", "1", "1")
    assert drain(2) == 4
    assert archive.loads == [["1", "2"]]


def test_the_limit(archive: Archive, engine: Engine) -> None:
    fill(archive, "1", "2", "3")
    assert drain(2) == 2
    assert found(engine) == {"1", "2"}
    assert drain(2) == 1


def test_what_is_gone_is_deleted(archive: Archive, engine: Engine) -> None:
    fill(archive, "1", "2")
    drain(10)
    archive.texts = {"2": "changed"}
    outbox.put("work", "1")
    outbox.put("work", "2")
    drain(10)
    assert found(engine) == {"2"}
    assert found(engine, "changed") == {"2"}


def test_a_failure_stops_no_other(archive: Archive, engine: Engine) -> None:
    fill(archive, "1", "2", "3", "2")
    archive.broken = {"2"}
    assert drain(10) == 2
    assert found(engine) == {"1", "3"}
    entry = OutboxEntry.objects.get()
    assert (entry.object_id, entry.attempts) == ("2", 1)
    assert entry.last_error == "RuntimeError: broken"
    assert not OutboxEntry.objects.due()


def test_parked_after_many_failures_and_retried(
    archive: Archive, engine: Engine
) -> None:
    fill(archive, "1")
    archive.broken = {"1"}
    for _ in range(MOST_ATTEMPTS):
        OutboxEntry.objects.update(due_at="2000-01-01T00:00Z")
        assert drain(10) == 0
    OutboxEntry.objects.update(due_at="2000-01-01T00:00Z")
    assert OutboxEntry.objects.parked().count() == 1
    assert not OutboxEntry.objects.due()
    archive.broken = set()
    OutboxEntry.objects.retry()
    assert drain(10) == 1
    assert found(engine) == {"1"}


def test_a_later_success_settles_a_failure(archive: Archive, engine: Engine) -> None:
    fill(archive, "1")
    archive.broken = {"1"}
    drain(10)
    archive.broken = set()
    outbox.put("work", "1")
    assert drain(10) == 2
    assert not OutboxEntry.objects.exists()


def test_an_unknown_source_is_a_failure(archive: Archive, engine: Engine) -> None:
    outbox.put("unknown", "1")
    fill(archive, "1")
    assert drain(10) == 1
    assert "unknown" in OutboxEntry.objects.get().last_error


def test_rows_survive_a_commit_that_fails(
    archive: Archive, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, "1", "2")

    def fail() -> None:
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(engine, "commit", fail)
        with pytest.raises(OSError):
            drain(10)
    assert OutboxEntry.objects.due().count() == 2
    assert drain(10) == 2
    assert found(engine) == {"1", "2"}


def test_what_is_noted_meanwhile_stays(
    archive: Archive, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, "1")
    add = engine.add

    def change_meanwhile(documents: Iterable[SearchDocument]) -> None:
        add(documents)
        archive.texts["1"] = "changed"
        outbox.put("work", "1")

    with monkeypatch.context() as patch:
        patch.setattr(engine, "add", change_meanwhile)
        assert drain(10) == 1
    assert OutboxEntry.objects.due().count() == 1
    drain(10)
    assert found(engine, "changed") == {"1"}


def test_a_document_that_the_engine_refuses(
    archive: Archive, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(archive, "1", "2")
    add = engine.add

    def refuse(documents: Iterable[SearchDocument]) -> None:
        for document in documents:
            if document.key == "work:1":
                raise ValueError
            add([document])

    monkeypatch.setattr(engine, "add", refuse)
    assert drain(10) == 1
    assert found(engine) == {"2"}
    assert OutboxEntry.objects.get().object_id == "1"


def test_every_document_passes_over_failures(archive: Archive) -> None:
    archive.texts = {str(n): "text" for n in range(250)}
    archive.broken = {"7"}
    assert len(list(every_document())) == 249
    assert OutboxEntry.objects.get().object_id == "7"
    list(every_document())
    assert OutboxEntry.objects.get().attempts == 2


def test_the_old_document_stays_while_loading_fails(
    archive: Archive, engine: Engine
) -> None:
    put(engine, paper("1", "old"))
    fill(archive, "1")
    archive.broken = {"1"}
    drain(10)
    assert found(engine, "old") == {"1"}
