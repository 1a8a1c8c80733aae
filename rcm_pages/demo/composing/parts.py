"""What most layouts share: title block, opening, preamble, thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.bank import Pair, name_of_party
from rcm_pages.demo.composing.citing import recalled
from rcm_pages.demo.composing.pen import contracted
from rcm_pages.demo.composing.text import Line
from rcm_pages.demo.paper import SAMPLE

if TYPE_CHECKING:
    from rcm_pages.demo.composing.pen import Pen

CONFERENCE_LINE: Pair = (
    "REGIONAL CONFERENCE ON MIGRATION (RCM)",
    "CONFERENCIA REGIONAL SOBRE MIGRACIÓN (CRM)",
)
SAMPLE_LINE: Pair = (SAMPLE["en"], SAMPLE["es"])
_FICTIONAL: Pair = (" (FICTIONAL)", " (FICTICIA)")
_HEADS: tuple[Pair, ...] = (
    (
        "The Vice-Ministers and Heads of Delegation of the Member Countries",
        "Las y los Viceministros y Jefes de Delegación de los Países Miembros",
    ),
    (
        "The Vice-Ministers of the Member Countries",
        "Los Viceministros de los Países Miembros",
    ),
)


def title_block(pen: Pen) -> tuple[Pair, ...]:
    """Return the lines above a text: meeting, sample, conference, theme, place, days.

    What is not known has no line.
    """
    occasion = pen.occasion
    name = occasion.name[0].upper(), occasion.name[1].upper()
    if occasion.is_fictional:
        name = name[0] + _FICTIONAL[0], name[1] + _FICTIONAL[1]
    lines = [name, SAMPLE_LINE, CONFERENCE_LINE]
    if occasion.theme[0]:
        lines.append((f"“{occasion.theme[0]}”", f"“{occasion.theme[1]}”"))
    if occasion.place_and_days[0]:
        lines.append(occasion.place_and_days)
    return tuple(lines)


def assembled(pen: Pen, *, we: bool = False) -> Pair:
    """Return the beginning of an opening: who met, where, when, for which meeting."""
    english, spanish = pen.draw.one(_HEADS)
    if we:
        english = f"We, {english[0].lower()}{english[1:]}"
        spanish = f"Nosotros, {spanish[0].lower()}{spanish[1:]}"
    occasion = pen.occasion
    there = occasion.there_and_then
    at = f"{there[0]} " if there[0] else "", f"{there[1]} " if there[1] else ""
    of = occasion.called
    return (
        f"{english}, gathered {at[0]}for {of[0]}",
        contracted(f"{spanish}, reunidos {at[1]}con ocasión de {of[1]}"),
    )


def opening(pair: Pair, end: str = ":") -> Line:
    """Return an opening that leads to what follows."""
    return Line("opening", (pair[0] + end, pair[1] + end))


def preamble(pen: Pen, count: int) -> list[Line]:
    """Return the paragraphs of a preamble, one or two of them recalling other texts."""
    lines = [Line("preamble", pen.statement("gerund", end=",")) for _n in range(count)]
    for _n in range(1 + pen.draw.number(2)):
        said = recalled(pen)
        if said:
            lines.insert(pen.draw.number(len(lines)), Line("preamble", said))
    return lines


def chapeau(english: str, spanish: str) -> Line:
    """Return a lead line."""
    return Line("chapeau", (english, spanish))


def heading(said: Pair, label: str = "") -> Line:
    """Return a heading."""
    return Line("heading", said, label=label)


def thanks(pen: Pen, *, infinitive: bool) -> list[Line]:
    """Thank the host, where it is known who it was."""
    if not pen.occasion.host:
        return []
    english, spanish = name_of_party(pen.occasion.host)
    if infinitive:
        said = (
            f"To thank the Government of {english} for its hospitality.",
            f"Agradecer al Gobierno de {spanish} su hospitalidad.",
        )
        return [Line("item", said)]
    said = (
        f"Thanks are due to the people and Government of {english} for their "
        "hospitality.",
        f"Se agradece al pueblo y al Gobierno de {spanish} su hospitalidad.",
    )
    return [Line("paragraph", said)]
