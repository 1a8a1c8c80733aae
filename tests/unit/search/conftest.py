"""A small archive in place of the applications: ids and their documents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from search import sources
from search.documents import SearchDocument
from search.engine import Engine, get_engine
from tests.contract.search.papers import paper


class Archive:
    """What the source `work` knows; `broken` ids raise when they are loaded."""

    def __init__(self) -> None:
        """Begin empty."""
        self.texts: dict[str, str] = {}
        self.broken: set[str] = set()
        self.loads: list[list[str]] = []

    def load(self, ids: list[str]) -> list[SearchDocument]:
        """Give the documents of these ids."""
        self.loads.append(ids)
        if self.broken & set(ids):
            msg = "broken"
            raise RuntimeError(msg)
        return [paper(each, self.texts[each]) for each in ids if each in self.texts]

    def all_ids(self) -> list[str]:
        """Give every id."""
        return [*self.texts]


@pytest.fixture
def archive() -> Iterator[Archive]:
    """Register the archive as the source `work`, alone."""
    archive = Archive()
    before = list(sources.every())
    for source in before:
        sources.unregister(source.name)
    sources.register("work", archive.load, archive.all_ids)
    yield archive
    sources.unregister("work")
    for source in before:
        sources.register(source.name, source.loader, source.all_ids)


@pytest.fixture
def engine(settings: Any, tmp_path: Path) -> Iterator[Engine]:
    """Give the installation's engine, its index in a directory of the test."""
    settings.SEARCH = {
        "ENGINE": "search.backends.embedded.EmbeddedEngine",
        "OPTIONS": {"path": tmp_path / "index"},
    }
    engine = get_engine()
    yield engine
    engine.close()
