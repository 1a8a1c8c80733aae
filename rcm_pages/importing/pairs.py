"""The same paper in the other language: which one it is, and how both align."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.works.models import Expression
from rcm_pages.importing.alignment import Alignment, align
from rcm_pages.importing.models import Import

if TYPE_CHECKING:
    from collections.abc import Sequence

# Papers of these types may be many at one meeting; being alike has to show the pair.
_MANY = frozenset({"older_paper", "partner_report"})
_ALIKE = 0.6


@dataclass(frozen=True, slots=True)
class Sister:
    """A text in the other language: its paragraphs, and where it stands."""

    language: str
    rows: list[dict[str, Any]]
    name: str
    expression: Expression | None = None


def rows_of(expression: Expression) -> list[dict[str, Any]]:
    """Return the paragraphs of a language version as rows to compare, with ids."""
    if expression.page is None:
        return []
    page = expression.page.specific.get_latest_revision_as_object()
    return [
        {"kind": p.kind, "level": p.level, "label": p.label, "text": p.text, "id": p.id}
        for p in page.paragraphs()
    ]


def sister_expression(record: Import) -> Expression | None:
    """Return the draft text of the same paper in the other language, if it waits.

    Among several, and among papers of which a meeting has many, the one that is most
    alike counts, and only if it is alike at all.
    """
    if record.meeting_id is None:
        return None
    found = list(
        Expression.objects.filter(
            work__meeting=record.meeting,
            work__type_code=record.type_code,
            work__state="draft",
            work__is_sample=record.is_sample,
        )
        .exclude(language=record.language)
        .exclude(work__expressions__language=record.language)
        .select_related("page", "work")
        .order_by("pk")
    )
    if len(found) == 1 and record.type_code not in _MANY:
        return found[0]
    segments = record.result.get("segments", [])
    ranked = [(align(segments, rows_of(one)).likeness, one) for one in found]
    likeness, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best if likeness >= _ALIKE else None


def sister_of(record: Import) -> Sister | None:
    """Return the other language's text to show beside a paper: draft or import."""
    expression = sister_expression(record) if record.language else None
    if expression is not None:
        rows = rows_of(expression)
        return Sister(expression.language, rows, expression.title, expression)
    others = Import.objects.filter(
        meeting=record.meeting,
        type_code=record.type_code,
        is_sample=record.is_sample,
        state=Import.State.REVIEW,
    ).exclude(language__in=("", record.language))
    if record.meeting_id is None or not record.type_code or not record.language:
        return None
    other = _most_alike(record, others.select_related("document"))
    if other is None:
        return None
    return Sister(other.language, other.result["segments"], str(other))


def _most_alike(record: Import, others: Any) -> Import | None:
    segments = record.result.get("segments", [])
    ranked = [(align(segments, o.result["segments"]).likeness, o) for o in others[:20]]
    likeness, best = max(ranked, key=lambda pair: pair[0], default=(0.0, None))
    return best if likeness >= _ALIKE else None


def ids_from(
    sister: Expression | None, segments: Sequence[dict[str, Any]]
) -> list[str | None]:
    """Return for each paragraph the id of the one beside it in the other language."""
    if sister is None:
        return [None] * len(segments)
    rows = rows_of(sister)
    beside = align(segments, rows).second_of()
    return [
        rows[beside[at]]["id"] if at in beside else None for at in range(len(segments))
    ]


def compared(record: Import, sister: Sister) -> Alignment:
    """Set a paper beside its other language."""
    return align(record.result.get("segments", []), sister.rows)
