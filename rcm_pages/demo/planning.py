"""In which languages a sample paper is kept, for whom, and with which files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rcm_pages.demo.composing.draw import Draw

_ORIGINAL, _OFFICIAL, _UNOFFICIAL = "original", "official", "unofficial"
# Papers of a meeting as a whole are always kept in both languages.
_BOTH = frozenset(
    {"declaration", "action_plan", "decisions", "executive_summary", "extraordinary"}
)
_LAST_SCANNED = 2001


def texts_of(form: str, draw: Draw) -> dict[str, str]:
    """Return language → status, the original first; some papers have one language."""
    first, second = ("es", "en") if draw.happens(60) else ("en", "es")
    chance = draw.number(100)
    if form not in _BOTH and chance < 20:
        return {first: _ORIGINAL}
    second_is = _UNOFFICIAL if chance >= 88 else _OFFICIAL
    return {first: _ORIGINAL, second: second_is}


def audience_of(form: str, draw: Draw, *, has_host: bool) -> str:
    """Return who reads a paper: most of them everybody."""
    chance = draw.number(100)
    if form == "partner_report":
        return "participants" if chance < 20 else "members" if chance < 28 else "public"
    if form == "activity_report":
        return "members" if chance < 40 else "public"
    if form in _BOTH or chance >= 12:
        return "public"
    if chance < 4:
        return "members"
    # What one delegation alone reads is the host's.
    return "delegation" if chance >= 7 and has_host else "steering"


def files_of(form: str, year: int | None, draw: Draw) -> tuple[str, ...]:
    """Return which files a paper has: PDF, Word document, a scanned original."""
    if year and year <= _LAST_SCANNED and form in ("joint_communique", "decisions"):
        return ("scan",)
    chance = draw.number(100)
    if form in _BOTH:
        return ("pdf", "docx") if chance < 40 else ("pdf",)
    if chance < 40:
        return ("pdf",)
    return ("docx",) if chance < 52 else ()
