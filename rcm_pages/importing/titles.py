"""The title block: which lines it has, and the facts of the meeting they tell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .dates import Days, days_in
from .labels import label_of, roman_value
from .phrases import is_upper, opens_paper, opens_preamble, work_type_of
from .reader import Line

MAX_LINES = 15
_LONG, _LONG_CAPITALS, _LONG_FIRST = 90, 200, 250
_STOPS = (".", ";", ":", ",")
_ROMAN = r"[IVXLivxl]{1,7}"
_ORDINAL = re.compile(
    rf"\b({_ROMAN})\.?\s+(?:ORDINARY\s+|REUNI[ÓO]N\s+|MEETING\s+)?(?:VICE[- ]?MINIST|"
    r"REGIONAL\s+CONF|CONFERENCIA\s+REGIONAL|RCM\b|CRM\b|(?:DE\s+LA\s+)?CRM\b)",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:meeting|reuni[óo]n|conf+erence|conferencia|group|grupo|network|red de)\b",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"^[\[(]|^(?:final version|versi[óo]n final|draft|borrador|sample|muestra)\b",
    re.IGNORECASE,
)
_BODIES = (
    ("network", r"liaison officers? network|network of liaison|red de funcionarios"),
    (
        "rcgm",
        r"regional consultation group|grupo regional de consulta|\bRCGM\b|\bGRCM\b",
    ),
    (
        "working_group",
        r"working group|grupo de trabajo|ad[- ]hoc group|grupo ad[- ]hoc",
    ),
    ("vice_ministerial", r"vice[- ]?minist|deputy minist"),
)
_HELD = re.compile(
    r"\b(?:held in|celebrad[ao] en|reunid[oa]s en)\s+(?:la |el )?"
    r"(?P<place>[^:;]{2,60}?),?\s+"
    r"(?:on\b|from\b|el\b|los\b|del\b|the\b|\d)",
)


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What a title block tells; whatever it does not tell is empty."""

    title: str
    body_name: str
    ordinal: int | None
    place: str
    starts_on: date | None
    ends_on: date | None
    work_type: str | None


def block_end(lines: Sequence[Line]) -> int:
    """Give the number of leading lines that stand before the opening sentence."""
    end = 0
    if lines and _is_long_title(lines[0]):
        end = 1
    while end < min(len(lines), MAX_LINES) and _is_title_line(lines[end]):
        end += 1
    stopped_by_item = end < len(lines) and _labelled(lines[end])
    if stopped_by_item and end > 1 and not _tells(lines[end - 1].text):
        return end - 1  # a heading of what follows, not a line of the title
    if end == len(lines) and end > 3:
        return _first_gap(lines)
    return end


def facts_of(block: Sequence[str], opening: str) -> TitleFacts:
    """Read the meeting's facts from the title block, else from the opening."""
    title = _title(block)
    days, place = _days_and_place(block)
    if days is None:
        days = days_in(opening)
    if not place:
        held = _HELD.search(opening)
        place = held["place"].strip() if held else ""
    types = (work_type_of(line) for line in (title, *block))
    return TitleFacts(
        title=title,
        body_name=_body([*block, opening]),
        ordinal=_ordinal([*block, opening]),
        place=place,
        starts_on=days.starts_on if days else None,
        ends_on=days.ends_on if days else None,
        work_type=next((name for name in types if name), None),
    )


def _is_long_title(line: Line) -> bool:
    """Guidelines and slides may open with a title longer than any other line."""
    text = line.text
    if _labelled(line) or _STATUS.match(text) or opens_preamble(text):
        return False
    return len(text) <= _LONG_FIRST and not text.endswith((*_STOPS, "]"))


def _is_title_line(line: Line) -> bool:
    text = line.text
    if _labelled(line) or opens_preamble(text):
        return False
    if is_upper(text):
        return len(text) <= _LONG_CAPITALS
    if text.endswith(_STOPS) and not days_in(text):
        return False
    return len(text) <= _LONG and not (opens_paper(text) and len(text) > _LONG / 2)


def _labelled(line: Line) -> bool:
    return bool(line.label) or label_of(line.text) is not None


def _tells(text: str) -> bool:
    return bool(
        _MEETING.search(text)
        or _ORDINAL.search(text)
        or days_in(text)
        or _STATUS.match(text)
    )


def _first_gap(lines: Sequence[Line]) -> int:
    """Where all is short lines, the title is what stands before the first blank."""
    gaps = (index for index, line in enumerate(lines) if index and line.after_blank)
    return next(gaps, 1)


def _title(block: Sequence[str]) -> str:
    named = [line for line in block if work_type_of(line) and not _STATUS.match(line)]
    other = [line for line in block if not _tells(line)]
    return next(iter((*named, *_longest(other), *block)), "")


def _longest(lines: list[str]) -> list[str]:
    return sorted(lines, key=len, reverse=True)[:1]


def _days_and_place(block: Sequence[str]) -> tuple[Days | None, str]:
    """Find the date's line; the place stands before it there, or on the line above."""
    for index, line in enumerate(block):
        days = days_in(line)
        if days is None:
            continue
        before = line[: days.span[0]].strip(" ,.:;-–—")
        if not before and index and not _tells(block[index - 1]):
            before = block[index - 1].strip(" ,.")
        looks_right = before and len(before) <= 60 and not work_type_of(before)
        return days, before if looks_right and not is_upper_title(before) else ""
    return None, ""


def is_upper_title(text: str) -> bool:
    """Say whether a line in capitals is too long to be a place."""
    return is_upper(text) and len(text.split()) > 6


def _body(texts: Sequence[str]) -> str:
    for text in texts:
        for name, words in _BODIES:
            if re.search(words, text, re.IGNORECASE):
                return name
        if _ORDINAL.search(text):
            return "vice_ministerial"
    return ""


def _ordinal(texts: Sequence[str]) -> int | None:
    for text in texts:
        found = _ORDINAL.search(text)
        if found and found[1].isupper():
            return roman_value(found[1])
    return None
