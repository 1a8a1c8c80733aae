"""The commands: run_indexer, rebuild_index, search_state."""

import os
import signal
import threading
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search import outbox
from search.backends.embedded import EmbeddedEngine
from search.engine import Engine
from search.loop import Indexer
from search.models import MOST_ATTEMPTS, OutboxEntry, RebuildRequest
from tests.contract.search.papers import found

from .conftest import Archive

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_state(archive: Archive, engine: Engine) -> None:
    archive.texts = {"1": "text", "2": "text"}
    outbox.put("work", "1")
    said = run("search_state")
    assert "waiting 1" in said
    assert "index not usable" in said
    with pytest.raises(CommandError):
        run("search_state", "--check")
    run("rebuild_index")
    said = run("search_state", "--check")
    assert "index ready" in said
    assert "documents 2, expected 2" in said


def test_failed_entries_are_shown_and_retried(archive: Archive, engine: Engine) -> None:
    run("rebuild_index")
    OutboxEntry.objects.create(
        source="work", object_id="7", attempts=MOST_ATTEMPTS, last_error="broken\nat"
    )
    said = run("search_state")
    assert "failed 1, of these parked 1" in said
    assert f"work:7 after {MOST_ATTEMPTS}: broken\n" in said
    with pytest.raises(CommandError):
        run("search_state", "--check")
    assert "1 made ready" in run("search_state", "--retry")
    assert OutboxEntry.objects.due().count() == 1


def test_rebuild_without_an_indexer(archive: Archive, engine: Engine) -> None:
    archive.texts = {"1": "text"}
    assert "1 documents in the index" in run("rebuild_index")
    assert found(engine) == {"1"}
    assert not RebuildRequest.objects.open()


def test_rebuild_left_to_the_indexer(archive: Archive, engine: Engine) -> None:
    assert "asked for" in run("rebuild_index", "--no-wait")
    assert RebuildRequest.objects.open().count() == 1


def _carry_out_when_looked_at(
    monkeypatch: pytest.MonkeyPatch, indexer: Indexer
) -> None:
    look = "search.management.commands.rebuild_index.time.sleep"
    monkeypatch.setattr(look, lambda seconds: indexer.step())


def test_rebuild_with_an_indexer(
    archive: Archive, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.texts = {"1": "text"}
    other = EmbeddedEngine(tmp_path / "index")
    other.claim()
    _carry_out_when_looked_at(monkeypatch, Indexer(other, threading.Event()))
    assert "1 documents in the index" in run("rebuild_index")
    other.close()


def test_a_rebuild_that_fails_in_the_indexer(
    archive: Archive, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.texts = {"1": "text"}
    other = EmbeddedEngine(tmp_path / "index")
    other.claim()

    def fail(*args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(other, "rebuild", fail)
    _carry_out_when_looked_at(monkeypatch, Indexer(other, threading.Event()))
    with pytest.raises(CommandError, match="disk full"):
        run("rebuild_index")
    other.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_indexer_stops_when_asked(
    archive: Archive,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
) -> None:
    archive.texts = {"1": "text"}
    before = {each: signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGINT)}
    step = Indexer.step

    def step_and_stop(indexer: Indexer) -> float:
        wait = step(indexer)
        os.kill(os.getpid(), number)
        return wait

    monkeypatch.setattr(Indexer, "step", step_and_stop)
    try:
        assert run("run_indexer").split("\n")[:2] == [
            "indexer started",
            "indexer stopped",
        ]
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
    assert found(engine) == {"1"}
