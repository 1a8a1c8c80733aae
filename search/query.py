"""A question to the archive and its answer."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from search.audience import Audience

Sort = Literal["relevance", "date", "-date"]


@dataclass(frozen=True, kw_only=True)
class Query:
    """A question: words, for whom, narrowed by what, in which order, which page.

    Several values of one filter widen it, different filters narrow one another. The
    documents whose keys are in `without` are as if they were not in the index.
    """

    audience: Audience
    text: str = ""
    languages: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    page_size: int = 10
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Passage:
    """A piece of a section, as safe HTML with the found words in `<mark>`.

    Its kind is the section's, or `summary`.
    """

    html: str
    locator: str
    kind: str
    label: str


@dataclass(frozen=True)
class Hit:
    """One document found."""

    key: str
    group: str
    language: str
    title: str
    title_html: str
    url: str
    symbol: str
    date: datetime.date | None
    score: float
    passages: tuple[Passage, ...]
    facets: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Answer:
    """A page of hits, how many there are, and how they spread over the facets.

    A facet that is itself filtered is counted as if it were not, so that a reader
    can widen the choice. `degraded` tells that the engine could not answer.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    took_ms: float = 0.0
    words: tuple[str, ...] = ()
    degraded: bool = False
