"""Documents and questions for the engines, short to write."""

import datetime
from collections.abc import Mapping

from search.audience import Audience
from search.documents import SearchDocument, Section, SectionKind
from search.engine import Engine
from search.query import Answer, Query

PUBLIC = frozenset({"public"})
MEMBERS = frozenset({"members"})
READER = Audience(PUBLIC)
MEMBER = Audience(PUBLIC | MEMBERS)


def section(text: str, kind: SectionKind = "body", locator: str = "#p1") -> Section:
    """Make a section."""
    return Section(text, kind, locator)


def paper(
    name: str,
    *texts: str | Section,
    title: str = "Paper",
    language: str = "en",
    audience: frozenset[str] = PUBLIC,
    symbol: str = "",
    date: datetime.date | None = None,
    facets: Mapping[str, tuple[str, ...]] | None = None,
    summary: str = "",
) -> SearchDocument:
    """Make a document; texts become paragraphs #p1, #p2, …"""
    return SearchDocument(
        key=f"work:{name}",
        source="work",
        group=f"g-{name}",
        language=language,
        title=title,
        sections=tuple(
            text if isinstance(text, Section) else section(text, locator=f"#p{number}")
            for number, text in enumerate(texts, 1)
        ),
        audience=audience,
        url=f"/{language}/{name}/",
        symbol=symbol,
        date=date,
        facets=facets or {},
        summary=summary,
    )


def put(engine: Engine, *documents: SearchDocument) -> None:
    """Index the documents."""
    engine.add(documents)
    engine.commit()


def ask(engine: Engine, text: str = "", **others: object) -> Answer:
    """Ask as the public does, unless told otherwise."""
    return engine.ask(Query(**{"audience": READER, "text": text, **others}))  # type: ignore[arg-type]


def names(answer: Answer) -> list[str]:
    """Return the names of the papers found, in order."""
    assert not answer.degraded
    return [hit.key.removeprefix("work:") for hit in answer.hits]


def found(engine: Engine, text: str = "", **others: object) -> set[str]:
    """Return the names of the papers found."""
    return set(names(ask(engine, text, **others)))
