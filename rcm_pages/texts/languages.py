"""The other languages of a text, and how long reading takes in each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcm_pages.texts.beside import Beside, set_beside
from rcm_pages.texts.numbering import numbered

if TYPE_CHECKING:
    from cms.works.models import Expression

# Words that are read in a minute, of formal prose, in either language.
WORDS_A_MINUTE = 200


def minutes_to_read(words: int | None) -> int:
    """Return whole minutes, at least one; 0 where nothing is to be read."""
    return max(1, round(words / WORDS_A_MINUTE)) if words else 0


def sisters_of(expression: Expression) -> list[Expression]:
    """Return the same work's texts in other languages that stand on the site."""
    others = expression.work.expressions.exclude(pk=expression.pk)
    rows = others.select_related("page").order_by("language")
    return [row for row in rows if row.page and row.page.live]


def chosen_sister(said: str, sisters: list[Expression]) -> Expression | None:
    """Return the language that a reader asks to have beside; None for no such one."""
    return next((one for one in sisters if one.language == said), None)


def beside(page: Any, sister: Expression) -> Beside:
    """Set a page's text beside that of a sister."""
    other = sister.page.specific if sister.page else None
    second = other.paragraphs() if other else []
    return set_beside(numbered(page.paragraphs()), numbered(second))
