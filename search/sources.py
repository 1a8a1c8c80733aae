"""Who can turn objects into documents: applications register when they start."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from search.documents import SearchDocument

Loader = Callable[[list[str]], Iterable[SearchDocument]]
AllIds = Callable[[], Iterable[str]]


@dataclass(frozen=True)
class Source:
    """A kind of object that can be found.

    The loader gives for each id one document, its key `name:id`, or none if the
    object is gone or must not be found.
    """

    name: str
    loader: Loader
    all_ids: AllIds

    def key(self, object_id: str) -> str:
        """Return the key of the object's document."""
        return f"{self.name}:{object_id}"

    def load(self, ids: list[str]) -> dict[str, SearchDocument]:
        """Return the documents by id; raise `ValueError` for a key not asked for."""
        asked = {self.key(each): each for each in ids}
        loaded: dict[str, SearchDocument] = {}
        for document in self.loader(ids):
            if document.key not in asked:
                msg = f"The source {self.name!r} gave the key {document.key!r}."
                raise ValueError(msg)
            loaded[asked[document.key]] = document
        return loaded


_sources: dict[str, Source] = {}


def register(source: str, loader: Loader, all_ids: AllIds) -> None:
    """Make a kind of object findable; a second registration takes the place."""
    if not source or ":" in source:
        msg = f"A source's name has no colon: {source!r}"
        raise ValueError(msg)
    _sources[source] = Source(source, loader, all_ids)


def unregister(source: str) -> None:
    """Forget a source."""
    _sources.pop(source, None)


def get(source: str) -> Source:
    """Return the source; raise `LookupError` if nobody registered it."""
    try:
        return _sources[source]
    except KeyError:
        msg = f"No application has registered the search source {source!r}."
        raise LookupError(msg) from None


def every() -> Iterator[Source]:
    """Yield the sources in the order of their names."""
    yield from (_sources[name] for name in sorted(_sources))


def expected_count() -> int:
    """Return how many objects the sources have in all."""
    return sum(1 for source in every() for _ in source.all_ids())
