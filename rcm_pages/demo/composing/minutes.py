"""What meetings issue beside declarations: communiqués, conclusions, summaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.composing.citing import followed_up
from rcm_pages.demo.composing.parts import (
    assembled,
    chapeau,
    heading,
    opening,
    thanks,
    title_block,
)
from rcm_pages.demo.composing.pen import contracted
from rcm_pages.demo.composing.text import Line, Text, dashed, lettered, numbered

if TYPE_CHECKING:
    from rcm_pages.demo.bank import Pair
    from rcm_pages.demo.composing.pen import Pen

_FIRST_WITH_POINTS = 6
_LAST_WITH_BRACKETS = 2005
_FIRST_WITH_RECOMMENDATIONS = 2014


def joint_communique(pen: Pen) -> Text:
    """Compose a joint communiqué: prose in the past; from the VI meeting on, points."""
    of = pen.occasion.called
    title = (
        f"Joint Communiqué of {of[0]}",
        contracted(f"Comunicado Conjunto de {of[1]}"),
    )
    english, spanish = assembled(pen)
    lines = [
        opening(
            (
                f"{english}, issued this communiqué at the close of their dialogue",
                f"{spanish}, emitieron el presente comunicado al término de su diálogo",
            ),
            ".",
        )
    ]
    main, *others = pen.themes
    lines += [Line("paragraph", pen.statement("past", main)) for _n in range(3)]
    lines += [Line("paragraph", pen.statement("past", theme)) for theme in others]
    items = [pen.duty("past", theme) for theme in pen.themes for _n in range(2)]
    if (pen.occasion.ordinal or 0) >= _FIRST_WITH_POINTS:
        lines += [heading(("AGREEMENTS", "ACUERDOS")), *numbered(items)]
    else:
        lines += [Line("paragraph", i.said, charged=i.charged) for i in items]
    lines += thanks(pen, infinitive=False)
    return Text(title, title_block(pen), tuple(lines))


def conclusions(pen: Pen) -> Text:
    """Compose conclusions of the Consultation Group: numbered infinitives."""
    year = pen.occasion.year or _FIRST_WITH_RECOMMENDATIONS
    more = year >= _FIRST_WITH_RECOMMENDATIONS
    name: Pair = (
        ("Conclusions and Recommendations", "Conclusiones y recomendaciones")
        if more
        else ("Conclusions", "Conclusiones")
    )
    of, there = pen.occasion.called, pen.occasion.there_and_then
    title = f"{name[0]} of {of[0]}", contracted(f"{name[1]} de {of[1]}")
    at = f", {there[0]}" if there[0] else "", f", {there[1]}" if there[1] else ""
    lines = [
        opening(
            (
                f"The delegations of the Member Countries met{at[0]}, and reached the "
                "following",
                f"Las delegaciones de los Países Miembros se reunieron{at[1]}, y "
                "formularon las siguientes",
            )
        ),
        heading((name[0].upper(), name[1].upper())),
    ]
    form = "{})" if year <= _LAST_WITH_BRACKETS else "{}."
    lines += _on_reports(pen, form.format(1))
    items = [pen.duty("infinitive", theme) for theme in pen.themes for _n in range(3)]
    said = followed_up(pen)
    if said:
        items.insert(pen.draw.number(len(items)), Line("item", said))
    items += thanks(pen, infinitive=True)
    lines += numbered([Line("item", ("", "")), *items], form)[1:]
    return Text(title, title_block(pen), tuple(lines))


_ON_REPORTS: tuple[Line, ...] = (
    Line(
        "item",
        (
            "To accept the report on activities and finances.",
            "Aceptar el informe de actividades y finanzas.",
        ),
    ),
    Line(
        "item",
        (
            "To thank the Member Countries that have paid their contributions, and "
            "encourage the others to do so.",
            "Agradecer a los Países Miembros que han pagado sus contribuciones, y "
            "alentar a los demás a hacerlo.",
        ),
        charged=("MEMBERS",),
    ),
    Line(
        "item",
        (
            "To request the Technical Secretariat to submit its next report at least "
            "40 days before the Group meets.",
            "Solicitar a la Secretaría Técnica que presente su próximo informe al "
            "menos 40 días antes de que se reúna el Grupo.",
        ),
        charged=("TS",),
    ),
)


def _on_reports(pen: Pen, label: str) -> list[Line]:
    """Return the first point, on what the Secretariat reported, with its letters."""
    lead = Line(
        "chapeau",
        (
            "Regarding the reports presented by the Technical Secretariat, the Group "
            "concluded:",
            "En cuanto a los informes presentados por la Secretaría Técnica, el Grupo "
            "concluyó:",
        ),
        label=label,
    )
    kept = _ON_REPORTS[: 2 + pen.draw.number(2)]
    return [lead, *lettered(kept, level=2)]


def executive_summary(pen: Pen) -> Text:
    """Compose the dialogue in brief: who said what, and what was agreed (II.b)."""
    of = pen.occasion.called
    title = (
        f"Executive Summary of the Dialogue at {of[0]}",
        contracted(f"Resumen ejecutivo del diálogo de {of[1]}"),
    )
    lines = [
        opening(
            (
                "This summary was prepared by the Presidency Pro-Tempore and the "
                "Technical Secretariat and shown to the delegations before they parted",
                "El presente resumen fue elaborado por la Presidencia Pro-Témpore y la "
                "Secretaría Técnica y presentado a las delegaciones antes de que "
                "partieran",
            ),
            ".",
        )
    ]
    for theme in pen.themes:
        lines.append(heading(theme.name))
        lines += [Line("paragraph", pen.statement("told", theme)) for _n in range(3)]
    lines.append(heading(("Points of Agreement", "Puntos de acuerdo")))
    lines.append(
        chapeau("In the course of the dialogue:", "En el transcurso del diálogo:")
    )
    items = [pen.duty("past", theme) for theme in pen.themes for _n in range(2)]
    lines += dashed(items, "•")
    return Text(title, title_block(pen), tuple(lines))
