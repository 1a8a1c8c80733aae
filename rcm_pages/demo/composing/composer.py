"""From a planned work to its text: the layout of its form, and what it may cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcm_pages.demo.bank import phrases, themes
from rcm_pages.demo.composing import declarations, minutes, older, plans, reports
from rcm_pages.demo.composing.pen import Citation, Pen
from rcm_pages.demo.composing.restated import KEY as RESTATED
from rcm_pages.demo.composing.restated import restated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rcm_pages.demo.composing.text import Text
    from rcm_pages.demo.plan import Planned

LAYOUTS: dict[str, Callable[[Pen], Text]] = {
    "declaration": declarations.declaration,
    "extraordinary": declarations.extraordinary,
    "action_plan": plans.action_plan,
    "decisions": plans.decisions,
    "joint_communique": minutes.joint_communique,
    "conclusions": minutes.conclusions,
    "executive_summary": minutes.executive_summary,
    "activity_report": reports.activity_report,
    "workshop_report": reports.workshop_report,
    "event": older.event,
    "terms": older.terms,
    "criteria": older.criteria,
    "guidelines": older.guidelines,
    "slides": older.slides,
    "press_release": older.press_release,
}
# Papers that speak for the meeting which issues them.
_SPEAKERS = {"vm": "VICE_MINISTERS", "rcgm": "RCGM"}
_SPEAKING = frozenset(
    {
        "declaration", "extraordinary", "action_plan", "decisions", "joint_communique",
        "conclusions", "executive_summary",
    }
)  # fmt: skip
# How many of the texts before it a text may cite.
_WITHIN = 40


def _text_of(planned: Planned, earlier: list[Citation]) -> Text:
    if planned.key == RESTATED:
        return restated()
    known = themes()
    pen = Pen(
        planned.key,
        planned.occasion,
        [known[code] for code in planned.themes],
        earlier,
        _SPEAKERS.get(planned.occasion.body, "") if planned.form in _SPEAKING else "",
    )
    if planned.form == "partner_report":
        return reports.partner_report(pen, planned.author)
    return LAYOUTS[planned.form](pen)


def compose(plan: Iterable[Planned]) -> Iterator[tuple[Planned, Text]]:
    """Compose texts one after the other; each may cite those before it."""
    earlier: list[Citation] = []
    for planned in plan:
        text = _text_of(planned, earlier[-_WITHIN:])
        yield planned, text
        # A text without a symbol is not settled, and nobody cites it.
        can_be_cited = planned.symbol and planned.type_code in phrases()["cited"]
        if can_be_cited and planned.audience == "public":
            counted = len(text.counted)
            earlier.append(
                Citation(planned.type_code, planned.symbol, planned.occasion, counted)
            )
