"""Every engine passes the same suite."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search.backends.embedded import EmbeddedEngine
from search.engine import Engine


@pytest.fixture(params=["embedded"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Give an engine with an empty index of its own."""
    made = {"embedded": lambda: EmbeddedEngine(path=tmp_path / "index")}
    engine: Engine = made[request.param]()
    engine.rebuild([])
    yield engine
    engine.close()
