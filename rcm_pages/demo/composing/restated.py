"""The Action Plan of the XX meeting in our own words, with all whom it charges.

Its words stand in ``papers``, where the tests of the importer read them too.
"""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from rcm_pages.demo.bank import Pair
from rcm_pages.demo.composing.text import Line, Text
from rcm_pages.demo.paper import FOLDER, restated_plan

if TYPE_CHECKING:
    from rcm_pages.demo.paper import Part

MEETING, KEY = "vm-20", "vm-20/action_plan"
TITLE: Pair = (
    "Action Plan for a Stronger Conference",
    "Plan de Acción para una Conferencia más fuerte",
)
# The opening, four paragraphs of preamble, and the lead of the whole.
_BEFORE_SECTIONS = ("opening", *("preamble",) * 4, "chapeau")


def _kinds(parts: tuple[Part, ...]) -> list[str]:
    """Return what each line is: a line without label below a heading leads it."""
    after = parts[len(_BEFORE_SECTIONS) :]
    below = ("chapeau" if p.kind == "paragraph" else p.kind for p in after)
    return [*_BEFORE_SECTIONS, *below]


def restated() -> Text:
    """Return the restated plan in both languages, with whoever is charged."""
    english, spanish = restated_plan("en"), restated_plan("es")
    path = FOLDER / "papers" / "action_plan.toml"
    charged: dict[str, list[str]] = tomllib.loads(path.read_text("utf-8"))
    lines, section = [], ""
    pairs = zip(_kinds(english.parts), english.parts, spanish.parts, strict=True)
    for kind, one, other in pairs:
        if kind == "heading":
            section = one.label.rstrip(".")
        place = f"{section}.{one.label.rstrip(')')}" if kind == "item" else section
        whom = () if kind == "heading" else tuple(charged.get(place, ()))
        lines.append(Line(kind, (one.text, other.text), one.label, whom))
    # The last line of a paper's title block is its title.
    block = zip(english.title_block[:-1], spanish.title_block[:-1], strict=True)
    return Text(TITLE, tuple(block), tuple(lines))
