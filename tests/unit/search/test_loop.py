"""The indexer, turn by turn."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import DatabaseError

from search import outbox
from search.backends.embedded import EmbeddedEngine
from search.engine import Engine
from search.loop import IDLE_S, LONGEST_WAIT_S, Indexer
from search.models import OutboxEntry
from search.rebuilding import request
from tests.contract.search.papers import ask, found

from .conftest import Archive

pytestmark = pytest.mark.django_db


@pytest.fixture
def indexer(archive: Archive, engine: Engine) -> Indexer:
    archive.texts = {"1": "text"}
    return Indexer(engine, threading.Event())


def test_a_missing_index_is_built(indexer: Indexer, engine: Engine) -> None:
    assert ask(engine).degraded
    assert indexer.step() == 0
    assert found(engine) == {"1"}
    assert indexer.step() == IDLE_S


def test_the_outbox_is_drained(
    indexer: Indexer, engine: Engine, archive: Archive
) -> None:
    indexer.step()
    archive.texts["2"] = "text"
    outbox.put("work", "2")
    assert indexer.step() == 0
    assert found(engine) == {"1", "2"}


def test_a_rebuild_asked_for(
    indexer: Indexer, engine: Engine, archive: Archive
) -> None:
    indexer.step()
    archive.texts = {"3": "text"}
    request()
    indexer.step()
    assert found(engine) == {"3"}


def test_a_damaged_index_is_built_anew(
    indexer: Indexer, engine: Engine, tmp_path: Path
) -> None:
    indexer.step()
    for file in (tmp_path / "index").glob("*-*/*.store"):
        file.write_bytes(b"damaged")
    engine.close()
    fresh = EmbeddedEngine(tmp_path / "index")
    Indexer(fresh, threading.Event()).step()
    assert found(fresh) == {"1"}
    fresh.close()


def test_another_indexer_is_waited_for(
    indexer: Indexer, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    other = EmbeddedEngine(tmp_path / "index")
    other.claim()
    assert indexer.step() == 1
    assert indexer.step() == 1
    assert caplog.text.count("Another process writes") == 1
    other.close()
    assert indexer.step() == 0
    assert found(engine) == {"1"}


def _raiser(error: Exception) -> Callable[..., None]:
    def fail(*args: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize("error", [OSError("disk"), DatabaseError("gone")])
def test_failures_wait_longer_and_longer(
    indexer: Indexer, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    indexer.step()
    outbox.put("work", "1")
    with monkeypatch.context() as patch:
        patch.setattr("search.loop.drain", _raiser(error))
        patch.setattr("search.loop.close_old_connections", lambda: None)
        waits = [indexer.step() for _ in range(8)]
    assert waits[:3] == [1, 2, 4]
    assert waits[-1] == LONGEST_WAIT_S
    assert OutboxEntry.objects.count() == 1
    assert indexer.step() == 0
    assert not OutboxEntry.objects.exists()


def test_a_stop_ends_a_rebuild(archive: Archive, engine: Engine) -> None:
    archive.texts = {"1": "text"}
    stop = threading.Event()
    indexer = Indexer(engine, stop)
    stop.set()
    assert indexer.step() == 0
    assert ask(engine).degraded
    indexer.run()
