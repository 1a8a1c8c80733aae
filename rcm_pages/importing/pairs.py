"""The same paper in the other language: which one it is, and how both align."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from cms.works.models import Expression
from rcm_pages.importing.alignment import Alignment, align
from rcm_pages.importing.models import Import

if TYPE_CHECKING:
    from collections.abc import Sequence

# Papers of these types may be many at one meeting; being alike has to show the pair.
_MANY = frozenset({"older_paper", "partner_report"})
_ALIKE = 0.6
_MOST_IMPORTS = 20


@dataclass(frozen=True)
class Sister:
    """A text in the other language: its paragraphs, and where it stands.

    ``against`` are the paragraphs of the paper beside which it was found.
    """

    language: str
    rows: list[dict[str, Any]]
    name: str
    against: list[dict[str, Any]]
    expression: Expression | None = None

    @classmethod
    def of(cls, text: Expression, against: list[dict[str, Any]]) -> Sister:
        """Take a text of the archive as the other language of some paragraphs."""
        return cls(text.language, rows_of(text), text.title, against, text)

    @cached_property
    def alignment(self) -> Alignment:
        """The paper and this text, paragraph beside paragraph; aligned once."""
        return align(self.against, self.rows)


def rows_of(expression: Expression) -> list[dict[str, Any]]:
    """Return the paragraphs of a language version as rows to compare, with ids."""
    if expression.page is None:
        return []
    page = expression.page.specific.get_latest_revision_as_object()
    return [
        {"kind": p.kind, "level": p.level, "label": p.label, "text": p.text, "id": p.id}
        for p in page.paragraphs()
    ]


def _segments(record: Import) -> list[dict[str, Any]]:
    segments: list[dict[str, Any]] = record.result.get("segments", [])
    return segments


def drafted_sister(record: Import) -> Sister | None:
    """Return the draft text of the same paper in the other language, if it waits.

    Among several, and among papers of which a meeting has many, the one that is most
    alike counts, and only if it is alike at all.
    """
    if record.meeting_id is None:
        return None
    found = (
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
    sisters = [Sister.of(one, _segments(record)) for one in found]
    if len(sisters) == 1 and record.type_code not in _MANY:
        return sisters[0]
    return _most_alike(sisters)


def sister_of(record: Import) -> Sister | None:
    """Return the other language's text to show beside a paper: draft or import."""
    if record.meeting_id is None or not record.language:
        return None
    drafted = drafted_sister(record)
    if drafted is not None or not record.type_code:
        return drafted
    others = Import.objects.filter(
        meeting=record.meeting,
        type_code=record.type_code,
        is_sample=record.is_sample,
        state=Import.State.REVIEW,
    ).exclude(language__in=("", record.language))
    return _most_alike(
        [
            Sister(one.language, _segments(one), str(one), _segments(record))
            for one in others.select_related("document")[:_MOST_IMPORTS]
        ]
    )


def _most_alike(sisters: list[Sister]) -> Sister | None:
    best = max(sisters, key=lambda one: one.alignment.likeness, default=None)
    return best if best and best.alignment.likeness >= _ALIKE else None


def ids_from(
    sister: Sister | None, segments: Sequence[dict[str, Any]]
) -> list[str | None]:
    """Return for each paragraph the id of the one beside it in the other language."""
    if sister is None:
        return [None] * len(segments)
    beside = sister.alignment.second_of()
    return [
        sister.rows[beside[at]]["id"] if at in beside else None
        for at in range(len(segments))
    ]
