"""Which engine answers."""

from pathlib import Path

import search
from search.engine import Engine, get_engine
from search.query import Query
from tests.contract.search.papers import READER, paper, put


def test_one_engine_for_the_process(engine: Engine) -> None:
    assert get_engine() is engine


def test_other_settings_another_engine(
    engine: Engine, settings: object, tmp_path: Path
) -> None:
    settings.SEARCH = {  # type: ignore[attr-defined]
        "ENGINE": "search.backends.embedded.EmbeddedEngine",
        "OPTIONS": {"path": tmp_path / "other"},
    }
    assert get_engine() is not engine


def test_ask(engine: Engine) -> None:
    put(engine, paper("1", "text"))
    answer = search.ask(Query(text="text", audience=READER))
    assert answer.total == 1
    assert answer.took_ms > 0
