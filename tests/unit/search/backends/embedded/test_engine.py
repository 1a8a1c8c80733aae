"""What only the embedded engine does: versions, damage, one writer."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest
import tantivy

from search.backends.embedded import EmbeddedEngine
from search.backends.embedded.schema import open_index, schema_hash
from search.backends.embedded.storage import Versions
from search.errors import EngineBusyError, EngineError
from tests.contract.search.papers import ask, found, paper, put

HOLD = """
import sys, time
from pathlib import Path
from django.conf import settings
settings.configure()
from search.backends.embedded import EmbeddedEngine
from tests.contract.search.papers import paper
engine = EmbeddedEngine(sys.argv[1])
engine.add([paper("lost", "text")])
print("writing", flush=True)
time.sleep(60)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index"


def _current(path: Path) -> Path:
    return path / (path / "current").read_text()


def test_a_missing_index_answers_empty(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    engine = EmbeddedEngine(path)
    answer = ask(engine, "text")
    assert (answer.degraded, answer.hits, answer.total) == (True, (), 0)
    assert answer.words == ("text",)
    assert "no search index yet" in caplog.text
    assert engine.count() == 0
    assert not engine.healthy()
    assert not path.exists()


def test_a_version_swept_while_it_is_opened_is_not_answered_from(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = EmbeddedEngine(path)
    put(engine, paper("old", "text"))

    def replaced_meanwhile(directory: Path) -> tantivy.Index:
        monkeypatch.undo()
        # The sweep has come as far as the positions, which tantivy does not miss.
        monkeypatch.setattr(Versions, "sweep", lambda versions: None)
        engine.rebuild([paper("new", "text")])
        for file in directory.glob("*.pos"):
            file.unlink()
        return open_index(directory)

    monkeypatch.setattr(
        "search.backends.embedded.reading.open_index", replaced_meanwhile
    )
    answer = ask(engine, "text")
    assert not answer.degraded
    assert [hit.group for hit in answer.hits] == ["g-new"]


@pytest.mark.parametrize("suffix", ["store", "term", "idx", "fast", "json"])
def test_a_damaged_index_answers_empty(path: Path, suffix: str) -> None:
    engine = EmbeddedEngine(path)
    put(engine, paper("1", "text"))
    engine.close()
    for file in _current(path).glob(f"*.{suffix}"):
        file.write_bytes(b"damaged")
    damaged = EmbeddedEngine(path)
    assert not damaged.healthy()
    assert ask(damaged, "text").degraded
    assert damaged.rebuild([paper("2", "text")]) == 1
    assert damaged.healthy()
    assert found(damaged, "text") == {"2"}
    damaged.close()


@pytest.mark.parametrize("name", ["", "0badcafe-1", "../../etc", "\xff", "x" * 5000])
def test_a_pointer_to_nothing(path: Path, name: str) -> None:
    engine = EmbeddedEngine(path)
    put(engine, paper("1", "text"))
    (path / "current").write_text(name, encoding="latin-1")
    assert not engine.healthy()
    assert ask(engine).degraded
    engine.close()


def test_an_index_of_another_version_is_not_read(path: Path) -> None:
    engine = EmbeddedEngine(path)
    put(engine, paper("1", "text"))
    engine.close()
    other = path / "0badcafe-1"
    _current(path).rename(other)
    (path / "current").write_text(other.name)
    assert not engine.healthy()
    engine.rebuild([paper("2", "text")])
    assert found(engine) == {"2"}
    assert [each.name for each in path.glob("*-*")] == [f"{schema_hash()}-2"]
    engine.close()


def test_left_overs_of_a_killed_rebuild_are_swept(path: Path) -> None:
    engine = EmbeddedEngine(path)
    engine.rebuild([])
    (path / f"{schema_hash()}-9").mkdir()
    engine.rebuild([])
    assert [each.name for each in path.glob("*-*")] == [f"{schema_hash()}-10"]
    engine.close()


def test_one_writer(path: Path) -> None:
    one, other = EmbeddedEngine(path), EmbeddedEngine(path)
    put(one, paper("1", "text"))
    for write in (other.claim, other.commit, lambda: other.rebuild([])):
        with pytest.raises(EngineBusyError, match="only one may"):
            write()
    assert found(other) == {"1"}
    one.close()
    put(other, paper("2", "text"))
    assert found(one) == {"1", "2"}
    other.close()


def test_a_killed_writer_leaves_no_lock(path: Path) -> None:
    engine = EmbeddedEngine(path)
    put(engine, paper("1", "text"))
    engine.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout
        assert writer.stdout.readline() == "writing\n"
        with pytest.raises(EngineBusyError):
            engine.claim()
    finally:
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
    put(engine, paper("2", "text"))
    assert found(engine) == {"1", "2"}
    engine.close()


def test_a_panic_is_an_error(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):
        pass

    class Panicking:
        def commit(self) -> None:
            raise PanicException

    engine = EmbeddedEngine(path)
    monkeypatch.setattr(engine, "_open_writer", Panicking)
    with pytest.raises(EngineError):
        engine.commit()


def test_readers_follow_the_writer_in_another_object(path: Path) -> None:
    writer, reader = EmbeddedEngine(path), EmbeddedEngine(path)
    for number in range(3):
        put(writer, paper(str(number), "text"))
        assert ask(reader, "text").total == number + 1
    writer.rebuild([paper("9", "text")])
    assert found(reader, "text") == {"9"}
    writer.close()
