"""The title block: the lines that stand above the text, and the title among them."""

import re
from collections.abc import Sequence

from .countries import ends_with_state
from .dates import days_in, month_in
from .labels import label_of
from .marks import plain
from .phrases import (
    COUNTED,
    ORDINAL,
    is_upper,
    opens_paper,
    opens_preamble,
    opens_section,
    opens_with_infinitive,
    tells_of_meeting,
    work_type_of,
)
from .reader import Line
from .remarks import role_of

MAX_LINES = 15
_LONG, _LONG_CAPITALS, _LONG_FIRST = 120, 200, 250
_SENTENCE, _REMARK = 60, 400
_STOPS = (".", ";", ":", ",")
_CUT = ("...", "…")
_HEADS = re.compile(
    r"(?:[IVXL]{1,7}\.?\s+)(?:regional\s+conference\s+on\s+migration|"
    r"conferencia\s+regional\s+sobre\s+migraci[óo]n)(?:\s*[-–(]?\s*(?:RCM|CRM)\)?)?",
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
_FACT = re.compile(
    r"(?:present|presentes|asistentes|attend(?:ees|ance|ing)|participants?|"
    r"participantes?|venue|place|lugar|sede|dates?|fechas?|time|hora|city|ciudad|"
    r"organi[sz]ed by|organizad[oa] por|distribution|distribuci[óo]n)\s*:\s*\S",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[\"“«‘'](?P<theme>.{5,300})[\"”»’']\.?$")
_NAMED_THEME = re.compile(
    r"\b(?:theme|tema(?: central)?|lema|under the title|bajo el t[íi]tulo)\s*:?\s+"
    r"(?:de |of )?[\"“«]?(?P<theme>[^\"”»]{5,300})[\"”»]?$",
    re.IGNORECASE,
)


def block_end(lines: Sequence[Line]) -> int:
    """Give the number of leading lines that stand before the opening sentence."""
    end = 0
    if lines and _is_long_title(lines[0]):
        end = 1
    while end < min(len(lines), MAX_LINES) and _is_title_line(lines, end):
        end += 1
    if end == len(lines) and end > 3:
        return _first_gap(lines)
    while end > 1 and _heads_what_follows(lines, end):
        end -= 1
    return end


def title_of(block: Sequence[str]) -> str:
    """Choose the line that names the paper: by its kind, else the longest left."""
    lines = [line for line in block if role_of(line) is None and not _is_fact(line)]
    named = [line for line in lines if work_type_of(line) and not _STATUS.match(line)]
    other = [line for line in lines if not (tells(line) or _is_place(line))]
    return next(iter((*named, *_longest(other), *lines, *block)), "")


def theme_of(block: Sequence[str], opening: str) -> str:
    """Give the theme: a line in quotation marks, or what the word `theme` names."""
    for line in map(plain, block):
        found = _QUOTED.match(line) or _NAMED_THEME.search(line)
        if found:
            return found["theme"].strip(" .,")
    found = re.search(
        r"\b(?:theme|tema|lema)\b[^\"“«.]{0,40}[\"“«](?P<theme>[^\"”»]{5,300})[\"”»]",
        plain(opening),
        re.IGNORECASE,
    )
    return found["theme"].strip(" .,") if found else ""


def tells(text: str) -> bool:
    """Say whether a line tells of the meeting or of the paper's state, not its name."""
    read = plain(text)
    return bool(
        _MEETING.search(read)
        or ORDINAL.search(read)
        or days_in(read)
        or month_in(read)
        or _STATUS.match(read)
    )


def _is_place(line: str) -> bool:
    """`Managua, Nicaragua`: a line of few words with a state's name at its end."""
    text = plain(line).strip(" .")
    parts = text.split(",")
    return len(parts) in (2, 3) and len(text) < _SENTENCE and ends_with_state(text)


def heads_meeting(text: str) -> bool:
    """Say whether a line is the meeting's name alone, as a second text begins."""
    return len(text) <= _LONG and bool(_HEADS.fullmatch(plain(text)))


def _is_fact(line: str) -> bool:
    """`Venue: …`, `Present: …` tell of the meeting; they are no title."""
    return bool(_FACT.match(plain(line)))


def is_upper_title(text: str) -> bool:
    """Say whether a line in capitals is too long to be a place."""
    return is_upper(text) and len(text.split()) > 6


def _is_long_title(line: Line) -> bool:
    """Guidelines and slides may open with a title longer than any other line."""
    text = plain(line.text)
    if _labelled(line) or _STATUS.match(text) or opens_preamble(text):
        return False
    return len(text) <= _LONG_FIRST and not text.endswith((*_STOPS, "]"))


def _is_title_line(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    text = plain(line.text[: _REMARK + 1])
    role = role_of(text)
    if role is not None:
        return role == "title" or (role == "other" and len(text) <= _REMARK)
    if _labelled(line) or opens_preamble(text):
        return False
    if index and opens_section(text) and not _dates_follow(lines, index):
        return False
    if is_upper(text):
        return len(text) <= _LONG_CAPITALS
    if text.endswith(_STOPS) and not _may_end_so(text):
        return False
    return len(text) <= _LONG and not _is_sentence(text)


def _dates_follow(lines: Sequence[Line], index: int) -> bool:
    """`CONCLUSIONS` above the place and the days is a title; above items, a heading."""
    if index + 1 >= len(lines) or _labelled(lines[index + 1]):
        return False
    text = plain(lines[index + 1].text)
    return len(text) <= _LONG and not text.endswith(_STOPS) and bool(days_in(text))


def _may_end_so(text: str) -> bool:
    """Dates may have a full stop, and titles that were cut off three of them."""
    return text.endswith(_CUT) or bool(days_in(text) or month_in(text))


def _is_sentence(text: str) -> bool:
    if len(text) <= _SENTENCE:
        return text.endswith((":", ",")) and opens_paper(text)
    return (opens_paper(text) and tells_of_meeting(text)) or (
        opens_with_infinitive(text) and text.endswith(_STOPS)
    )


def _heads_what_follows(lines: Sequence[Line], end: int) -> bool:
    """Tell a heading from the title: a gap above it, and its text right below it."""
    if end >= len(lines):
        return False
    last = lines[end - 1]
    text = plain(last.text)
    if role_of(text) is not None or _names_first(lines[:end]):
        return False
    if lines[end].cells:
        return last.after_blank and not _dated(text)
    if _labelled(lines[end]):
        counted = COUNTED.match(text) and not ORDINAL.search(text)
        return bool(counted) or not tells(text) or last.after_blank
    return last.after_blank and not lines[end].after_blank and not _dated(text)


def _names_first(block: Sequence[Line]) -> bool:
    """Say whether the last line is the first that names what kind of paper it is."""
    kinds = [work_type_of(line.text) for line in block if role_of(line.text) is None]
    return bool(kinds) and kinds[-1] is not None and not any(kinds[:-1])


def _dated(text: str) -> bool:
    return bool(days_in(text) or month_in(text) or ORDINAL.search(text))


def _labelled(line: Line) -> bool:
    return bool(line.label or line.cells) or label_of(line.text) is not None


def _first_gap(lines: Sequence[Line]) -> int:
    """Where all is short lines, the title ends at the first blank, else at its days."""
    gaps = (index for index, line in enumerate(lines) if index and line.after_blank)
    dated = (
        index + 1
        for index, line in enumerate(lines[:MAX_LINES])
        if index and days_in(plain(line.text))
    )
    return next(gaps, next(dated, 1))


def _longest(lines: list[str]) -> list[str]:
    return sorted(lines, key=len, reverse=True)[:1]
