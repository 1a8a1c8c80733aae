"""Other papers as the archive keeps them: terms of reference, guidelines, slides …"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.bank import name_of_party
from rcm_pages.demo.composing.citing import in_accordance
from rcm_pages.demo.composing.parts import chapeau, heading, opening, title_block
from rcm_pages.demo.composing.pen import contracted, first_up, sentence
from rcm_pages.demo.composing.text import Line, Text, dashed, lettered, numbered

if TYPE_CHECKING:
    from rcm_pages.demo.bank import Pair
    from rcm_pages.demo.composing.pen import Pen

_UNKNOWN: Pair = ("not known", "no se conoce")


def _lower(pair: Pair) -> Pair:
    return pair[0][:1].lower() + pair[0][1:], pair[1][:1].lower() + pair[1][1:]


def event(pen: Pen) -> Text:
    """Compose the announcement of an event: objectives, programme, place and days."""
    name = pen.occasion.name
    title = f"Concept Note: {name[0]}", f"Nota conceptual: {name[1]}"
    main, *others = pen.themes
    aim = pen.fresh(main.purposes)
    aims = [pen.fresh(main.purposes), *(pen.fresh(t.purposes) for t in others)]
    lines = [
        heading(("General objective", "Objetivo general")),
        Line("paragraph", sentence((f"to {aim[0]}", aim[1]))),
        heading(("Specific objectives", "Objetivos específicos")),
    ]
    lines += dashed([Line("item", sentence((f"to {a[0]}", a[1]))) for a in aims], "•")
    lines.append(heading(("Programme", "Programa")))
    heads = [pen.heading(theme) for theme in pen.themes for _n in range(3)]
    lines += numbered([Line("item", head) for head in heads], form="{}.")
    when = pen.occasion.days
    where = pen.occasion.place
    lines += [
        heading(("Practical details", "Datos prácticos")),
        Line(
            "paragraph",
            (
                f"Date: {when[0] or _UNKNOWN[0]}",
                f"Fecha: {when[1] or _UNKNOWN[1]}",
            ),
        ),
        Line(
            "paragraph",
            (
                f"Place: {where[0] or _UNKNOWN[0]}",
                f"Lugar: {where[1] or _UNKNOWN[1]}",
            ),
        ),
    ]
    return Text(title, title_block(pen), tuple(lines))


def terms(pen: Pen) -> Text:
    """Compose terms of reference: duties with "will", numbered."""
    english, spanish = _lower(pen.themes[0].name)
    title = (
        f"Terms of Reference for Work on {english}",
        f"Términos de referencia para la labor sobre {spanish}",
    )
    of = pen.occasion.called
    lines = [
        opening(
            (
                f"These terms of reference were laid before {of[0]}",
                f"Los presentes términos de referencia se sometieron a {of[1]}",
            ),
            ".",
        )
    ]
    said = in_accordance(pen)
    if said:
        lines.append(Line("paragraph", said))
    items = [pen.duty("future", pen.themes[0]) for _n in range(5)]
    return Text(title, title_block(pen), (*lines, *numbered(items)))


def guidelines(pen: Pen) -> Text:
    """Compose regional guidelines: introduction, principles, actions."""
    english, spanish = pen.fresh(pen.themes[0].titles)
    title = (
        f"Regional Guidelines on {english}",
        f"Lineamientos regionales sobre {spanish}",
    )
    lines = [heading(("Introduction", "Introducción"), "I.")]
    lines += [Line("paragraph", pen.statement("found")) for _n in range(2)]
    said = in_accordance(pen)
    if said:
        lines.append(Line("paragraph", said))
    lines.append(heading(("Principles", "Principios"), "II."))
    principles = [pen.statement("present", t) for t in pen.themes for _n in range(2)]
    lines += lettered([Line("item", said) for said in principles])
    lines.append(heading(("Lines of Action", "Líneas de acción"), "III."))
    lines += lettered([pen.duty("future", t) for t in pen.themes for _n in range(2)])
    return Text(title, title_block(pen), tuple(lines))


def slides(pen: Pen) -> Text:
    """Compose slides: headings, and bullets that are statements by themselves."""
    english, spanish = pen.fresh(pen.themes[0].titles)
    title = f"Presentation: {first_up(english)}", f"Presentación: {spanish}"
    lines: list[Line] = []
    for theme in pen.themes:
        lines.append(heading(theme.name))
        bullets = [pen.fresh(theme.clauses) for _n in range(3)]
        lines += dashed([Line("item", sentence(said, "")) for said in bullets], "•")
    lines.append(heading(("Proposals", "Propuestas")))
    lines += dashed([pen.duty("future", t) for t in pen.themes for _n in range(2)], "•")
    return Text(title, title_block(pen), tuple(lines))


def press_release(pen: Pen) -> Text:
    """Compose what a Presidency tells the press."""
    english, spanish = pen.fresh(pen.themes[0].titles)
    title = f"Press Release: {first_up(english)}", f"Boletín de prensa: {spanish}"
    there, of = pen.occasion.there_and_then, pen.occasion.called
    at = f" {there[0]}" if there[0] else "", f" {there[1]}" if there[1] else ""
    lines = [
        Line(
            "paragraph",
            (
                f"Delegations of the Conference gathered{at[0]} for {of[0]}.",
                f"Delegaciones de la Conferencia se reunieron{at[1]} con ocasión de "
                f"{of[1]}.",
            ),
        )
    ]
    lines += [Line("paragraph", pen.statement("told")) for _n in range(3)]
    lines += [Line("paragraph", pen.statement("found")) for _n in range(2)]
    if pen.occasion.host:
        host = name_of_party(pen.occasion.host)
        lines.append(
            Line(
                "paragraph",
                (
                    f"The meeting was hosted by {host[0]}.",
                    contracted(f"La sede de la reunión estuvo a cargo de {host[1]}."),
                ),
            )
        )
    return Text(title, title_block(pen), tuple(lines))


def criteria(pen: Pen) -> Text:
    """Compose criteria: background, and numbered requirements."""
    english, spanish = _lower(pen.themes[0].name)
    title = (
        f"Criteria for Participation in Work on {english}",
        f"Criterios de participación en la labor sobre {spanish}",
    )
    lines = [heading(("BACKGROUND", "ANTECEDENTES"))]
    lines += [
        Line("paragraph", pen.statement("found", pen.themes[0])) for _n in range(3)
    ]
    lines.append(heading(("MEMBERSHIP", "MEMBRESÍA")))
    lines.append(
        chapeau(
            "Those who wish to take part are expected:",
            "De quienes deseen participar se espera:",
        )
    )
    items = (
        (
            "To apply in writing to the Presidency Pro-Tempore.",
            "Presentar su solicitud por escrito a la Presidencia Pro-Témpore.",
        ),
        (
            "To describe their work on migration in the region.",
            "Describir su labor en materia migratoria en la región.",
        ),
        (
            "To respect the confidentiality of the sessions.",
            "Respetar la confidencialidad de las sesiones.",
        ),
        (
            "To hand in their reports at least 30 days before each meeting.",
            "Entregar sus informes al menos 30 días antes de cada reunión.",
        ),
    )
    lines += numbered([Line("item", said) for said in items])
    lines.append(heading(("PROCEDURE", "PROCEDIMIENTO")))
    lines += lettered([pen.duty("infinitive", pen.themes[0]) for _n in range(3)])
    return Text(title, title_block(pen), tuple(lines))
