"""How one text cites another: by symbol, or by paragraph, title and meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.bank import Pair, phrases
from rcm_pages.demo.composing.pen import contracted

if TYPE_CHECKING:
    from rcm_pages.demo.composing.pen import Citation, Pen


def name_of(cited: Citation) -> Pair:
    """Return "the Declaration of the XXI Vice-Ministerial Meeting"."""
    english, spanish = phrases()["cited"][cited.type_code]
    of = cited.occasion.called
    return f"{english} of {of[0]}", contracted(f"{spanish} de {of[1]}")


def paragraph_of(pen: Pen, cited: Citation) -> Pair:
    """Return "paragraph 12 of the Declaration …" with a number that it has."""
    number = 1 + pen.draw.number(max(1, min(cited.counted, 12)))
    english, spanish = name_of(cited)
    return (
        f"paragraph {number} of {english}",
        contracted(f"el párrafo {number} de {spanish}"),
    )


def recalled(pen: Pen) -> Pair | None:
    """Write a paragraph of the preamble that recalls an earlier text."""
    cited = pen.cited()
    if cited is None:
        return None
    english, spanish = paragraph_of(pen, cited)
    if pen.draw.happens(50):
        english, spanish = name_of(cited)
    symbol = f" ({cited.symbol})" if pen.draw.happens(70) else ""
    return (
        f"Recalling {english}{symbol},",
        f"Recordando {spanish}{symbol},",
    )


def followed_up(pen: Pen) -> Pair | None:
    """Write an item that takes up what an earlier text says."""
    cited = pen.cited()
    if cited is None:
        return None
    english, spanish = paragraph_of(pen, cited)
    return (
        f"To take note of what has been done to carry out {english} ({cited.symbol}).",
        f"Tomar nota de lo realizado en cumplimiento {_of(spanish)} ({cited.symbol}).",
    )


def in_accordance(pen: Pen) -> Pair | None:
    """Write a sentence that places a paper on the footing of an earlier text."""
    cited = pen.cited()
    if cited is None:
        return None
    english, spanish = paragraph_of(pen, cited)
    return (
        f"It is submitted in accordance with {english} ({cited.symbol}).",
        f"Se presenta de conformidad con {spanish} ({cited.symbol}).",
    )


def _of(spanish: str) -> str:
    return contracted(f"de {spanish}")
