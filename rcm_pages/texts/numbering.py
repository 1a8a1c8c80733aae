"""Paragraphs with their addresses and the numbers that they are cited by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.works.actions import UNCOUNTED_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cms.works.canonical import ParagraphData
    from cms.works.cross_references import Link


@dataclass(frozen=True)
class ShownParagraph:
    """A paragraph with its address on the page and the number it is cited by."""

    data: ParagraphData
    anchor: str
    number: int | None
    # What of its words leads to other papers.
    links: tuple[Link, ...] = ()

    @property
    def short_anchor(self) -> str:
        """The anchor that people cite, such as ``p12``; the same in all languages."""
        return f"p{self.number}" if self.number else self.anchor


def numbered(
    paragraphs: Iterable[ParagraphData],
    links: Mapping[int, Iterable[Link]] | None = None,
) -> list[ShownParagraph]:
    """Number what can be cited, as the frozen text does; headings stay uncounted."""
    shown, number = [], 0
    for position, data in enumerate(paragraphs, start=1):
        counted = data.kind not in UNCOUNTED_KINDS
        number += counted
        # A block that was never saved has no id yet: previews must not repeat one.
        anchor = f"p-{data.id}" if data.id and data.id != "None" else f"p-{position}"
        own = tuple((links or {}).get(position, ()))
        shown.append(ShownParagraph(data, anchor, number if counted else None, own))
    return shown
