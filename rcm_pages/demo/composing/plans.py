"""Action Plans and decisions: who is charged with what, by when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.conference.numerals import roman
from rcm_pages.demo.composing.citing import followed_up
from rcm_pages.demo.composing.parts import (
    assembled,
    chapeau,
    heading,
    opening,
    preamble,
    thanks,
    title_block,
)
from rcm_pages.demo.composing.text import Line, Text, lettered, numbered

if TYPE_CHECKING:
    from rcm_pages.demo.bank import Pair, Theme
    from rcm_pages.demo.composing.pen import Pen

_FOLLOW_UP: Pair = ("Follow-up", "Seguimiento")


def action_plan(pen: Pen) -> Text:
    """Compose an Action Plan: preamble, sections with their charge, lettered items."""
    english, spanish = pen.fresh(pen.themes[0].titles)
    title = f"Action Plan on {english}", f"Plan de Acción sobre {spanish}"
    lines = [opening(assembled(pen))]
    lines += preamble(pen, 3 + pen.draw.number(2))
    lines.append(
        chapeau(
            "Agree upon the following actions:", "Acuerdan las acciones siguientes:"
        )
    )
    for number, theme in enumerate(pen.themes, start=1):
        lines += _section(pen, theme, roman(number))
    lines += _follow_up(pen, roman(len(pen.themes) + 1))
    return Text(title, title_block(pen), tuple(lines))


def _section(pen: Pen, theme: Theme, number: str) -> list[Line]:
    items = [
        pen.duty("infinitive", theme, end=";") for _n in range(1 + pen.draw.number(3))
    ]
    items.append(pen.duty("infinitive", theme))
    lead = chapeau(*pen.purpose(theme))
    return [heading(pen.heading(theme), f"{number}."), lead, *lettered(items)]


def _follow_up(pen: Pen, number: str) -> list[Line]:
    items = [
        Line(
            "item",
            (
                "To request the Technical Secretariat to inform each meeting of the "
                "Regional Consultation Group on Migration of the progress made.",
                "Encomendar a la Secretaría Técnica la tarea de informar de los "
                "avances a cada reunión del Grupo Regional de Consulta sobre "
                "Migración.",
            ),
            charged=("TS",),
        )
    ]
    said = followed_up(pen)
    if said:
        items.append(Line("item", said))
    return [heading(_FOLLOW_UP, f"{number}."), *lettered(items)]


def decisions(pen: Pen) -> Text:
    """Compose the decisions that stand beside a declaration."""
    of = pen.occasion.called
    name = pen.themes[0].name
    title = (
        f"Decisions of the Vice-Ministers on {name[0][:1].lower()}{name[0][1:]}",
        f"Decisiones de los Viceministros: {name[1][:1].lower()}{name[1][1:]}",
    )
    lines = [
        opening(
            (
                f"On the occasion of {of[0]}, the Vice-Ministers decided",
                f"Con ocasión de {of[1]}, los Viceministros decidieron",
            )
        )
    ]
    items = [pen.duty("infinitive", theme) for theme in pen.themes for _n in range(3)]
    said = followed_up(pen)
    if said:
        items.insert(pen.draw.number(len(items)), Line("item", said))
    items += thanks(pen, infinitive=True)
    lines += numbered(items)
    return Text(title, title_block(pen), tuple(lines))
