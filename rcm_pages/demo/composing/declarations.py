"""Declarations: of the Vice-Ministers on a theme, in three layouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.composing.parts import (
    assembled,
    chapeau,
    opening,
    preamble,
    thanks,
    title_block,
)
from rcm_pages.demo.composing.text import Line, Text, numbered

if TYPE_CHECKING:
    from rcm_pages.demo.bank import Pair
    from rcm_pages.demo.composing.pen import Pen

_FIRST_IN_WE_FORM, _WE_IN_A_HUNDRED = 2016, 60


def _title(pen: Pen) -> Pair:
    english, spanish = pen.fresh(pen.themes[0].titles)
    return f"Declaration on {english}", f"Declaración sobre {spanish}"


def declaration(pen: Pen) -> Text:
    """Compose a declaration: preamble and numbered commitments; later ones say "we"."""
    year = pen.occasion.year or _FIRST_IN_WE_FORM
    if year >= _FIRST_IN_WE_FORM and pen.draw.happens(_WE_IN_A_HUNDRED):
        return _in_we_form(pen)
    title = _title(pen)
    lines = [opening(assembled(pen), ",")]
    lines += preamble(pen, 3 + pen.draw.number(2))
    lines.append(chapeau("Declare the following:", "Declaran lo siguiente:"))
    main, *others = pen.themes
    items = [pen.duty("future", main) for _n in range(4)]
    items += [pen.duty("future", theme) for theme in others for _n in range(2)]
    lines += numbered(items)
    lines += thanks(pen, infinitive=False)
    return Text(title, title_block(pen), tuple(lines))


def _in_we_form(pen: Pen) -> Text:
    """Compose one without printed numbers: it is cited by counting."""
    title = _title(pen)
    lines = [opening(assembled(pen, we=True))]
    for theme in pen.themes:
        lines += [Line("paragraph", pen.statement("present", theme)) for _n in range(2)]
        for _n in range(2 + pen.draw.number(2)):
            item = pen.duty("future", theme)
            lines.append(Line("paragraph", item.said, charged=item.charged))
    lines += thanks(pen, infinitive=False)
    return Text(title, title_block(pen), tuple(lines))


def extraordinary(pen: Pen) -> Text:
    """Compose an extraordinary declaration: number, heading, dash, commitment."""
    english, spanish = pen.fresh(pen.themes[0].titles)
    title = (
        f"Extraordinary Declaration on {english}",
        f"Declaración Extraordinaria sobre {spanish}",
    )
    lines = [opening(assembled(pen), ",")]
    lines += preamble(pen, 3)
    lines.append(
        chapeau(
            "Recognizing that responsibility is shared, agree upon the following:",
            "Reconociendo que la responsabilidad es compartida, acuerdan lo siguiente:",
        )
    )
    items = []
    for theme in pen.themes:
        for _n in range(2):
            head, item = pen.heading(theme), pen.duty("future", theme)
            said = f"{head[0]} – {item.said[0]}", f"{head[1]} – {item.said[1]}"
            items.append(Line("item", said, charged=item.charged))
    lines += numbered(items)
    return Text(title, title_block(pen), tuple(lines))
