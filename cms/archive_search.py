"""The bridge: works and their audiences on one side, ``search`` on the other."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from cms.conference.dates import Precision
from cms.conference.models import Body
from cms.documents.models import Document
from cms.documents.permissions import file_tokens
from cms.documents.reader_page import address_of_page
from cms.documents.readers.kinds import PAGED
from cms.index_lag import unreadable_keys
from cms.works import types
from cms.works.audiences import tokens_for, tokens_of
from cms.works.models import Expression
from cms.works.openings import FILE_SOURCE, SEARCH_SOURCE
from search import ask as ask_engine
from search import sources
from search.audience import Audience
from search.documents import SearchDocument, Section
from search.query import Query, Sort

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from cms.documents.models import DocumentVersion
    from cms.works.canonical import ParagraphData
    from cms.works.models import Work

PAGE_SIZE = 10
FACETS = ("type", "body", "year", "language")
SORTS = ("relevance", "-date", "date")


@dataclass(frozen=True)
class SearchRequest:
    """What a reader asked for, made safe: nonsense becomes the default."""

    text: str = ""
    filters: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1

    @classmethod
    def from_get(cls, get: Any) -> SearchRequest:
        """Read the query string of a request."""
        page = 1
        with contextlib.suppress(ValueError):
            page = min(max(int(get.get("page", "1")), 1), 1000)
        sort = get.get("sort", "")
        return cls(
            text=get.get("q", "")[:1000],
            filters={
                name: tuple(get.getlist(name))[:50]
                for name in FACETS
                if get.getlist(name)
            },
            sort=sort if sort in SORTS else "relevance",
            page=page,
        )


def _labels() -> dict[str, Mapping[str, str]]:
    """Names of facet values in the active language."""
    return {
        "type": {t.code: str(t.name_plural) for t in types.all_types()},
        "body": {body.code: body.name for body in Body.objects.all()},
        "language": {
            code: str(name)
            for code, name in Expression._meta.get_field("language").choices or ()
        },
    }


def _facet_rows(
    request: SearchRequest, counts: Mapping[str, Mapping[str, int]]
) -> list[dict[str, Any]]:
    labels = _labels()
    rows = []
    for name in FACETS:
        chosen = set(request.filters.get(name, ()))
        values = dict(counts.get(name, {})) | {
            value: counts.get(name, {}).get(value, 0) for value in chosen
        }
        ordered = sorted(
            values.items(),
            key=lambda row: (
                (-row[1], row[0])
                if name != "year"
                else (0, "".join(chr(0x10FFFF - ord(c)) for c in row[0]))
            ),
        )
        rows.append(
            {
                "name": name,
                "values": [
                    {
                        "value": value,
                        "label": labels.get(name, {}).get(value, value),
                        "count": count,
                        "chosen": value in chosen,
                    }
                    for value, count in ordered
                ],
            }
        )
    return rows


def ask(request: SearchRequest, *, user: Any) -> dict[str, Any]:
    """Ask the archive on a reader's behalf; return the context of the result page."""
    answer = ask_engine(
        Query(
            text=request.text,
            audience=Audience(tokens_for(user)),
            filters=request.filters,
            sort=request.sort,
            page=request.page,
            page_size=PAGE_SIZE,
            without=unreadable_keys(user),
        )
    )
    last = max(1, -(-answer.total // PAGE_SIZE))
    return {
        "request_text": request.text,
        "search_request": request,
        "answer": answer,
        "hits": answer.hits,
        "total": answer.total,
        "facets": _facet_rows(request, answer.facets),
        "page_number": request.page,
        "last_page": last,
        "sorts": SORTS,
    }


def _page_label(version: DocumentVersion, number: int) -> str:
    """Name a page of a file; formats without pages of their own are named whole."""
    return f"{version.name}, {number}" if version.kind in PAGED else version.name


def _sections(expression: Expression, page: Any) -> list[Section]:
    paragraphs: list[ParagraphData] = page.paragraphs() if page else []
    sections = (
        [Section(text=page.title_block, kind="title_block", locator="")]
        if page and page.title_block
        else []
    )
    sections += [
        Section(text=p.text, kind="body", locator=f"#p-{p.id}", label=p.label)
        for p in paragraphs
    ]
    further = page.further_words() if page else []
    sections += [Section(text=words, kind="body", locator="") for words in further]
    for document in expression.documents.all():
        # A file with fewer readers than its text is found by them alone.
        if not document.audience:
            sections += _file_sections(document, expression.language)
    return sections


def _file_sections(document: Document, language: str) -> list[Section]:
    version = document.current
    if version is None:
        return []
    return [
        Section(
            text=row.text,
            kind="file",
            locator=address_of_page(document, row.number, language),
            label=_page_label(version, row.number),
        )
        for row in version.pages.all()
        if row.text.strip()
    ]


def _address(expression: Expression) -> str:
    """Return where a hit leads: the page, or the editor's screen of a draft."""
    if expression.page and not expression.page.live:
        return reverse("wagtailadmin_pages:edit", args=[expression.page_id])
    return expression.url


def _facets(work: Work, language: str) -> dict[str, tuple[str, ...]]:
    meeting = work.meeting
    facets: dict[str, tuple[str, ...]] = {
        "type": (work.type_code,),
        "language": (language,),
    }
    date = _date(work)
    if work.is_sample:
        facets["sample"] = ("yes",)
    if work.dated_on is None and meeting and meeting.precision != Precision.DAY:
        facets["precision"] = (meeting.precision,)
    if meeting:
        facets["body"] = (meeting.body.code,)
    if date:
        facets["year"] = (str(date.year),)
    return facets


def _date(work: Work) -> dt.date | None:
    return work.dated_on or (work.meeting.starts_on if work.meeting else None)


def _document(expression: Expression) -> SearchDocument | None:
    work, page = expression.work, expression.page
    if page is None:
        return None
    specific = page.specific
    text = specific if page.live else specific.get_latest_revision_as_object()
    return SearchDocument(
        key=f"{SEARCH_SOURCE}:{expression.pk}",
        source=SEARCH_SOURCE,
        group=str(work.uuid),
        language=expression.language,
        title=text.title,
        sections=tuple(_sections(expression, text)),
        audience=tokens_of(work),
        url=_address(expression),
        symbol=work.symbol or "",
        date=_date(work),
        facets=_facets(work, expression.language),
    )


def _file(document: Document) -> SearchDocument | None:
    """Give a file that has fewer readers than its text, as a find of its own."""
    expression = document.expression
    if expression is None or document.current is None:
        return None
    work = expression.work
    return SearchDocument(
        key=f"{FILE_SOURCE}:{document.pk}",
        source=FILE_SOURCE,
        group=str(work.uuid),
        language=expression.language,
        title=document.title,
        sections=tuple(_file_sections(document, expression.language)),
        audience=file_tokens(document),
        url=address_of_page(document, 0, expression.language),
        symbol=work.symbol or "",
        date=_date(work),
        facets=_facets(work, expression.language),
    )


def load_expressions(ids: list[str]) -> Iterable[SearchDocument]:
    """Give the search documents of expressions; those that are gone are left out."""
    rows = (
        Expression.objects.filter(pk__in=ids)
        .select_related("work__meeting__body", "page")
        .prefetch_related("documents__versions__pages", "work__access")
    )
    for expression in rows:
        document = _document(expression)
        if document is not None:
            yield document


def load_files(ids: list[str]) -> Iterable[SearchDocument]:
    """Give the search documents of files with an audience of their own."""
    rows = (
        Document.objects.filter(pk__in=ids)
        .exclude(audience="")
        .select_related("expression__work__meeting__body")
        .prefetch_related("versions__pages", "expression__work__access")
    )
    for row in rows:
        document = _file(row)
        if document is not None:
            yield document


def all_files() -> Iterable[str]:
    """Give the id of every file with an audience of its own."""
    rows = Document.objects.exclude(audience="").values_list("pk", flat=True)
    return (str(pk) for pk in rows.iterator())


def all_expressions() -> Iterable[str]:
    """Give the id of every expression."""
    return (
        str(pk) for pk in Expression.objects.values_list("pk", flat=True).iterator()
    )


def connect() -> None:
    """Make the archive's records known to the search; called once at start."""
    sources.register(SEARCH_SOURCE, load_expressions, all_expressions)
    sources.register(FILE_SOURCE, load_files, all_files)
