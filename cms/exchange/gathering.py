"""Descriptions of many works, in a number of queries that does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Count, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext

from cms.documents.models import DocumentVersion
from cms.documents.readers.kinds import CONTENT_TYPES
from cms.documents.scanning.withholding import is_withheld
from cms.exchange import naming
from cms.exchange.changes import changes_of
from cms.exchange.description import Description, File, Related, Text
from cms.exchange.kinds import kind_of
from cms.works.audiences import tokens_for
from cms.works.models import Relation, RelationKind, Work
from cms.works.states import SETTLED, WorkState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cms.documents.models import Document
    from cms.works.models import Expression, WorkQuerySet

UNKNOWN_MEDIA_TYPE = "application/octet-stream"
# As seen from the later work, and from the one that it is about.
_SEEN_FROM = {
    RelationKind.CORRECTS: ("corrects", "is_corrected_by"),
    RelationKind.ADDS_TO: ("adds_to", "has_addendum"),
    RelationKind.SUPERSEDES: ("replaces", "is_replaced_by"),
}


def works_for(reader: Any) -> WorkQuerySet:
    """Return the works that are handed on to a reader: settled, and theirs to read."""
    return Work.objects.settled().open_to(tokens_for(reader))


def describe(work: Work, *, reader: Any, origin: str) -> Description:
    """Describe one work for a reader who may read it."""
    return describe_all([work], reader=reader, origin=origin)[0]


def describe_all(
    works: Iterable[Work], *, reader: Any, origin: str
) -> list[Description]:
    """Describe works for a reader who may read them, in their order.

    Files and related works that this reader may not read are left out. ``origin`` is
    how the site's addresses begin.
    """
    found = list(works)
    _fetch(found)
    keys = [work.pk for work in found]
    files = _files(keys, reader)
    related = _related(keys, reader, origin)
    changed = changes_of(keys)
    return [
        _described(
            work,
            origin,
            files=files,
            related=tuple(related.get(work.pk, ())),
            changed_at=changed.get(work.pk) or work.created_at,
        )
        for work in found
    ]


def _described(
    work: Work,
    origin: str,
    *,
    files: dict[int | None, list[Document]],
    related: tuple[Related, ...],
    changed_at: dt.datetime,
) -> Description:
    texts = sorted(work.expressions.all(), key=lambda text: (text.language, text.pk))
    of_texts = [file for text in texts for file in files.get(text.pk, ())]
    return Description(
        id=work.pk,
        uuid=str(work.uuid),
        symbol=work.symbol or "",
        type_code=work.type_code,
        type_name=naming.type_name(work.type_code),
        kind=kind_of(work.type_code),
        state=work.state,
        state_name=naming.state_name(WorkState(work.state)),
        is_sample=work.is_sample,
        is_public=work.is_public,
        conference=naming.conference_name(),
        day=naming.day_of(work),
        meeting=naming.meeting_of(work.meeting) if work.meeting else None,
        author=naming.named(work.author),
        texts=tuple(_text(text, origin) for text in texts),
        files=tuple(filter(None, (file_of(file, origin) for file in of_texts))),
        related=related,
        rights=naming.say(_rights),
        provenance="" if work.is_sample else work.provenance,
        address=naming.permanent_address(work.symbol or "", origin),
        settled_at=work.settled_at,
        changed_at=changed_at,
    )


def _fetch(works: list[Work]) -> None:
    prefetch_related_objects(
        works,
        "meeting__body",
        "meeting__host",
        "author",
        "expressions__page__locale",
        "access",
    )


def _rights() -> str:
    said = settings.CONFERENCE_RIGHTS
    return gettext(said) if said else ""


def _text(text: Expression, origin: str) -> Text:
    is_shown = text.page is not None and text.page.live
    path = text.url if is_shown else ""
    return Text(
        id=text.pk,
        language=text.language,
        status=text.status,
        title=text.title,
        address=_in_full(path, origin),
        sha256=text.sha256,
    )


def _in_full(path: str, origin: str) -> str:
    """Put the site before a path; an address of another site stays as it is."""
    return f"{origin}{path}" if path.startswith("/") else path


def files_for(reader: Any) -> Any:
    """Return the files of settled works that a reader may read, with what is told."""
    # Page types import this module, and Wagtail's API wants all models loaded.
    from cms.documents.policy import readable_files

    versions = DocumentVersion.objects.select_related("scan", "fixity").annotate(
        page_count=Count("pages")
    )
    return (
        readable_files(reader)
        .filter(expression__work__state__in=SETTLED, versions__number=1)
        .select_related("expression__work")
        .prefetch_related(Prefetch("versions", versions))
    )


def _files(works: list[int], reader: Any) -> dict[int | None, list[Document]]:
    """Return the files that a reader may read, by the text they belong to."""
    by_text: dict[int | None, list[Document]] = defaultdict(list)
    for file in files_for(reader).filter(expression__work__in=works).order_by("pk"):
        by_text[file.expression_id].append(file)
    return by_text


def media_type_of(kind: str) -> str:
    """Return the media type of a kind of file, without its parameters."""
    return CONTENT_TYPES.get(kind, UNKNOWN_MEDIA_TYPE).partition(";")[0]


def file_of(file: Document, origin: str) -> File | None:
    """Describe the newest version; nothing where no version has come in yet."""
    version: Any = file.current
    if version is None:
        return None
    page = reverse("document_page", args=[file.pk])
    is_held = is_withheld(version) or version.is_faulty
    return File(
        id=file.pk,
        title=file.title,
        name=version.name,
        language=file.language,
        media_type=media_type_of(version.kind),
        size=version.size,
        sha256=version.sha256,
        pages=version.page_count or None,
        version=version.number,
        added_at=version.created_at,
        page_address=_in_full(page, origin),
        address="" if is_held else _in_full(version.url, origin),
    )


def _related(works: list[int], reader: Any, origin: str) -> dict[int, list[Related]]:
    """Return what a reader may know of the works that correct or replace others."""
    ours = Q(work__in=works) | Q(to__in=works)
    relations = list(Relation.objects.filter(ours).select_related("work", "to"))
    ends = {key for each in relations for key in (each.work_id, each.to_id)}
    readable = set(works_for(reader).filter(pk__in=ends).values_list("pk", flat=True))
    found: dict[int, list[Related]] = defaultdict(list)
    for relation in sorted(relations, key=lambda each: each.pk):
        from_later, from_earlier = _SEEN_FROM[RelationKind(relation.kind)]
        if relation.to_id in readable:
            found[relation.work_id].append(_other(from_later, relation.to, origin))
        if relation.work_id in readable:
            found[relation.to_id].append(_other(from_earlier, relation.work, origin))
    return found


def _other(kind: str, work: Work, origin: str) -> Related:
    symbol = work.symbol or ""
    return Related(
        kind, str(work.uuid), symbol, naming.permanent_address(symbol, origin)
    )
