"""Adding, replacing, deleting, and rebuilding under readers' eyes."""

import threading

import pytest

from search.engine import Engine

from .papers import ask, found, paper, put


def test_a_paper_is_replaced(engine: Engine) -> None:
    put(engine, paper("one", "before"), paper("two", "before"))
    put(engine, paper("one", "after"))
    assert found(engine, "before") == {"two"}
    assert found(engine, "after") == {"one"}
    assert engine.count() == 2


def test_the_last_of_one_batch_stays(engine: Engine) -> None:
    put(engine, paper("one", "before"), paper("one", "after"))
    assert found(engine) == {"one"}
    assert found(engine, "after") == {"one"}


def test_deleting(engine: Engine) -> None:
    put(engine, paper("1", "text"), paper("12", "text"))
    engine.delete(["work:1", "work:unknown"])
    engine.commit()
    assert found(engine, "text") == {"12"}
    assert engine.count() == 1


def test_nothing_shows_before_the_commit(engine: Engine) -> None:
    put(engine, paper("one", "text"))
    engine.delete(["work:one"])
    engine.add([paper("two", "text")])
    assert found(engine, "text") == {"one"}
    engine.commit()
    assert found(engine, "text") == {"two"}


def test_closing_drops_what_was_not_committed(engine: Engine) -> None:
    engine.add([paper("one", "text")])
    engine.close()
    put(engine, paper("two", "text"))
    assert found(engine, "text") == {"two"}


def test_a_rebuild_takes_the_place(engine: Engine) -> None:
    put(engine, paper("old", "text"))
    seen: list[int] = []
    papers = [paper("a", "text"), paper("b", "text"), paper("a", "text")]
    assert engine.rebuild(papers, seen.append) == 3
    assert seen == [1, 2, 3]
    assert found(engine, "text") == {"a", "b"}
    put(engine, paper("c", "text"))
    assert found(engine, "text") == {"a", "b", "c"}


def test_a_rebuild_that_fails_changes_nothing(engine: Engine) -> None:
    put(engine, paper("old", "text"))

    def stop(done: int) -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        engine.rebuild([paper("new", "text")], stop)
    assert found(engine, "text") == {"old"}
    put(engine, paper("next", "text"))
    assert found(engine, "text") == {"old", "next"}


def test_no_question_fails_during_rebuilds(engine: Engine) -> None:
    papers = [paper(f"n{n}", "text") for n in range(30)]
    put(engine, *papers)
    done = threading.Event()
    totals: set[int] = set()
    failed: list[bool] = []

    def read() -> None:
        while not done.is_set():
            answer = ask(engine, "text")
            totals.add(answer.total)
            failed.append(answer.degraded)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(6):
            engine.rebuild(papers)
    finally:
        done.set()
        for reader in readers:
            reader.join()
    assert totals == {30}
    assert not any(failed)


def test_healthy(engine: Engine) -> None:
    assert engine.healthy()
    put(engine, paper("one"))
    assert engine.healthy()
