"""The engine of this installation, as `settings.SEARCH` names it."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Protocol, cast

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from search.documents import SearchDocument
from search.query import Answer, Query

Progress = Callable[[int], None]


class Engine(Protocol):
    """What every engine does; `tests/contract/search` holds each to it."""

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Put the documents in, each in place of the one with its key."""

    def delete(self, keys: Iterable[str]) -> None:
        """Take the documents of these keys out."""

    def commit(self) -> None:
        """Make what was added and deleted durable and findable."""

    def ask(self, query: Query) -> Answer:
        """Answer; never raises because of the query or the state of the index."""

    def rebuild(
        self, documents: Iterable[SearchDocument], progress: Progress | None = None
    ) -> int:
        """Build the index anew while the old one answers; return how many went in.

        `progress` is told how many are in; if it raises, the old index stays.
        """

    def count(self) -> int:
        """Return how many documents are in the index."""

    def healthy(self) -> bool:
        """Say whether there is an index of this version that can be read."""

    def claim(self) -> None:
        """Become the writer; raise `EngineBusyError` if another process is."""

    def close(self) -> None:
        """Stop being the writer, dropping what was not committed."""


@cache
def get_engine() -> Engine:
    """Return the engine, one for the whole process."""
    chosen: dict[str, Any] = settings.SEARCH
    engine = import_string(chosen["ENGINE"])
    return cast("Engine", engine(**chosen.get("OPTIONS", {})))


def _forget(*, setting: str, **kwargs: Any) -> None:
    if setting == "SEARCH":
        get_engine.cache_clear()


setting_changed.connect(_forget, dispatch_uid="search.engine")
