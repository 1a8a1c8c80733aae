"""Answers questions from the current version of the index."""

import time
from pathlib import Path
from typing import Any

import tantivy

from search.backends.embedded.queries import Builder
from search.backends.embedded.schema import SEPARATOR, build_schema, open_index
from search.backends.embedded.storage import Versions
from search.documents import SearchDocument, from_json
from search.errors import IndexMissingError
from search.highlight import passages, title_html
from search.parser import Parsed
from search.query import Answer, Hit, Query

MOST_HITS = 100
# Far more than an archive has values; tantivy's own limit is 65,000.
_MOST_VALUES = 20_000
_ATTEMPTS = 5
_PAUSE_S = 0.01


class Reader:
    """Follows the current version and its commits."""

    def __init__(self, versions: Versions) -> None:
        """Take the versions; nothing is opened before the first question."""
        self._versions = versions
        self._schema = build_schema()
        # Directory and index change together: threads see both old or both new.
        self._opened: tuple[Path, tantivy.Index] | None = None

    def searcher(self) -> tantivy.Searcher:
        """Return a view of the last commit of the current version."""
        for attempt in range(_ATTEMPTS):
            try:
                return self._whole(self._versions.current())
            except (OSError, ValueError, IndexMissingError):
                self._opened = None
                # A rebuild may swap it away between its name being read and used.
                if attempt + 1 == _ATTEMPTS:
                    raise
                time.sleep(_PAUSE_S)
        raise AssertionError

    def _whole(self, directory: Path) -> tantivy.Searcher:
        """Open a version that was not being swept away meanwhile.

        tantivy takes a missing file of positions for an empty one and complains of
        damage only when it is asked. A version is swept only when another answers:
        what still answers after it was opened was whole.
        """
        searcher = self._open(directory)
        if self._versions.current() != directory:
            msg = "The search index was replaced while it was being opened."
            raise IndexMissingError(msg)
        return searcher

    def _open(self, directory: Path) -> tantivy.Searcher:
        opened = self._opened
        if opened is None or opened[0] != directory:
            opened = (directory, open_index(directory))
            self._opened = opened
        opened[1].reload()
        return opened[1].searcher()

    def probe(self) -> None:
        """Read a little of everything; raises if the index is damaged."""
        searcher = self.searcher()
        every = tantivy.Query.all_query()
        _count(searcher, every)
        for order in (tantivy.Order.Asc, tantivy.Order.Desc):
            found = searcher.search(every, 1, order_by_field="newest", order=order)
            for _, address in found.hits:
                _document(searcher, address)
        word = tantivy.Query.regex_query(self._schema, "body_exact", "a.*")
        searcher.search(word, limit=1)

    def answer(self, query: Query, parsed: Parsed) -> Answer:
        """Find, count and highlight."""
        searcher = self.searcher()
        builder = Builder(self._schema, query, parsed)
        found = builder.build()
        hits, total = self._page(searcher, found, query, parsed)
        facets = _count(searcher, found)
        for name in (name for name, chosen in query.filters.items() if chosen):
            widened = _count(searcher, builder.build(except_filter=name))
            facets[name] = widened.get(name, {})
        return Answer(
            hits=hits,
            total=total,
            facets=facets,
            words=parsed.words,
        )

    def _page(
        self,
        searcher: tantivy.Searcher,
        found: tantivy.Query,
        query: Query,
        parsed: Parsed,
    ) -> tuple[tuple[Hit, ...], int]:
        size = max(1, min(query.page_size, MOST_HITS))
        # A page beyond the last is empty; its number must not fill the memory.
        offset = min((max(1, query.page) - 1) * size, searcher.num_docs)
        result = searcher.search(
            found, limit=size, offset=offset, **_order(query, parsed)
        )
        hits = tuple(
            _hit(_document(searcher, address), parsed, score)
            for score, address in result.hits
        )
        return hits, getattr(result, "count", 0)


def _order(query: Query, parsed: Parsed) -> dict[str, Any]:
    """Order by score, or by date; without words nothing is more relevant than new."""
    if query.sort == "date":
        return {"order_by_field": "oldest", "order": tantivy.Order.Asc}
    wordless = not any(not clause.without for clause in parsed.clauses)
    if query.sort == "-date" or wordless:
        return {"order_by_field": "newest", "order": tantivy.Order.Desc}
    return {}


def _document(searcher: tantivy.Searcher, address: Any) -> SearchDocument:
    return from_json(bytes(searcher.doc(address).get_first("stored") or b""))


def _hit(document: SearchDocument, parsed: Parsed, score: float) -> Hit:
    return Hit(
        key=document.key,
        group=document.group,
        language=document.language,
        title=document.title,
        title_html=title_html(document, parsed),
        url=document.url,
        symbol=document.symbol,
        date=document.date,
        score=float(score),
        passages=passages(document, parsed),
        facets=document.facets,
    )


def _count(
    searcher: tantivy.Searcher, found: tantivy.Query
) -> dict[str, dict[str, int]]:
    terms = {"field": "facet", "size": _MOST_VALUES}
    counted = searcher.aggregate(found, {"facet": {"terms": terms}})
    facets: dict[str, dict[str, int]] = {}
    for bucket in counted["facet"]["buckets"]:
        name, _, value = bucket["key"].partition(SEPARATOR)
        facets.setdefault(name, {})[value] = bucket["doc_count"]
    return facets
