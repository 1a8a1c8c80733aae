"""Reports: of partners, of the Secretariat, of workshops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.bank import Pair, name_of_party
from rcm_pages.demo.composing.citing import in_accordance
from rcm_pages.demo.composing.parts import chapeau, heading, opening, title_block
from rcm_pages.demo.composing.pen import contracted, sentence
from rcm_pages.demo.composing.text import Line, Text, dashed, lettered, numbered

if TYPE_CHECKING:
    from rcm_pages.demo.bank import Theme
    from rcm_pages.demo.composing.pen import Pen

SECRETARIAT: Pair = ("the Technical Secretariat", "la Secretaría Técnica")
GUEST: Pair = ("a special guest", "una persona invitada especial")
_GUEST_SAID: Pair = ("the special guest", "la persona invitada especial")


def _done(pen: Pen, who: Pair, theme: Theme) -> Line:
    """Say something that somebody has done."""
    english, spanish = pen.fill(pen.fresh(theme.activities))
    return Line("item", sentence((f"{who[0]} {english}", f"{who[1]} {spanish}")))


def partner_report(pen: Pen, author: str) -> Text:
    """Compose what a partner reports to the Member Countries (III.d)."""
    who = name_of_party(author) if author else GUEST
    english, spanish = pen.fresh(pen.themes[0].titles)
    title = (
        f"Report of {who[0]} on {english}",
        contracted(f"Informe de {who[1]} sobre {spanish}"),
    )
    who = who if author else _GUEST_SAID
    lines = _submitted(pen, who)
    lines.append(heading(("Context", "Contexto"), "I."))
    lines += [
        Line("paragraph", pen.statement("found", theme))
        for theme in pen.themes
        for _n in range(2)
    ]
    lines.append(heading(("Activities", "Actividades"), "II."))
    lines += dashed([_done(pen, who, theme) for theme in pen.themes for _n in range(2)])
    lines.append(heading(("Recommendations", "Recomendaciones"), "III."))
    lines.append(
        chapeau(
            "The following is submitted for consideration:",
            "Se somete a consideración lo siguiente:",
        )
    )
    lines += lettered(
        [pen.duty("infinitive", theme) for theme in pen.themes for _n in range(2)]
    )
    return Text(title, title_block(pen), tuple(lines))


def _submitted(pen: Pen, who: Pair) -> list[Line]:
    """Say who submits a report, for which meeting, on the footing of which text."""
    of = pen.occasion.called
    said = (
        f"{who[0]} submits this report to the Member Countries for {of[0]}",
        f"{who[1]} presenta este informe a los Países Miembros con ocasión de {of[1]}",
    )
    lines = [opening(sentence(said, ""), ".")]
    footing = in_accordance(pen)
    return [*lines, Line("paragraph", footing)] if footing else lines


def activity_report(pen: Pen) -> Text:
    """Compose the Secretariat's report on its work, numbered 1.1, 1.2, 2.1."""
    of = pen.occasion.called
    title = (
        f"Activity Report of the Technical Secretariat for {of[0]}",
        f"Informe de actividades de la Secretaría Técnica para {of[1]}",
    )
    lines = [
        opening(
            (
                "The Technical Secretariat reports on the time since the last meeting",
                "La Secretaría Técnica informa sobre el período transcurrido desde la "
                "última reunión",
            ),
            ".",
        ),
        heading(("Activities", "Actividades"), "1.1"),
    ]
    done = [_done(pen, SECRETARIAT, t) for t in pen.themes for _n in range(2)]
    lines += dashed(done)
    lines.append(heading(("What Was Learned", "Lecciones aprendidas"), "1.2"))
    lines += [Line("paragraph", pen.statement("found", t)) for t in pen.themes]
    said = in_accordance(pen)
    if said:
        lines.append(Line("paragraph", said))
    lines.append(heading(("Next Steps", "Próximos pasos"), "2.1"))
    lines += dashed([pen.duty("future", t) for t in pen.themes for _n in range(2)])
    return Text(title, title_block(pen), tuple(lines))


def workshop_report(pen: Pen) -> Text:
    """Compose the report of a workshop: objective, what was said, what is advised."""
    of, there = pen.occasion.called, pen.occasion.there_and_then
    title = f"Report of {of[0]}", contracted(f"Informe de {of[1]}")
    at = f" {there[0]}" if there[0] else "", f" {there[1]}" if there[1] else ""
    main = pen.themes[0]
    aim = pen.fresh(main.purposes)
    lines = [
        opening(
            sentence(
                (
                    f"{of[0]} was held{at[0]} and submits its report as follows",
                    f"{of[1]} se celebró{at[1]} y presenta su informe como sigue",
                ),
                "",
            )
        ),
        heading(("Objective", "Objetivo"), "I."),
        Line("paragraph", sentence((f"to {aim[0]}", aim[1]))),
        heading(("Presentations", "Presentaciones"), "II."),
    ]
    lines += [Line("paragraph", pen.statement("told", main)) for _n in range(3)]
    lines.append(heading(("Working Groups", "Grupos de trabajo"), "III."))
    lines += [Line("paragraph", pen.statement("found", t)) for t in pen.themes]
    lines.append(heading(("Recommendations", "Recomendaciones"), "IV."))
    items = [pen.duty("infinitive", t) for t in pen.themes for _n in range(3)]
    return Text(title, title_block(pen), (*lines, *numbered(items)))
