"""The facts of the meeting that a paper tells: which one, where, when, who came."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from .countries import ends_with_state, participants_in, states_in
from .dates import Days, days_in, month_in, year_in
from .labels import roman_value
from .marks import folded, plain
from .phrases import ORDINAL, work_type_of
from .remarks import role_of
from .titles import is_upper_title, tells, theme_of, title_of

# fmt: off
_WORDS = {
    word: number
    for number, words in enumerate((
        "first primera", "second segunda", "third tercera", "fourth cuarta",
        "fifth quinta", "sixth sexta", "seventh septima", "eighth octava",
        "ninth novena", "tenth decima", "eleventh undecima", "twelfth duodecima",
        "thirteenth decimotercera", "fourteenth decimocuarta", "fifteenth decimoquinta",
        "sixteenth decimosexta", "seventeenth decimoseptima",
        "eighteenth decimoctava", "nineteenth decimonovena", "twentieth vigesima",
        "twenty-first vigesimoprimera", "twenty-second vigesimosegunda",
        "twenty-third vigesimotercera", "twenty-fourth vigesimocuarta",
        "twenty-fifth vigesimoquinta", "twenty-sixth vigesimosexta",
        "twenty-seventh vigesimoseptima", "twenty-eighth vigesimoctava",
        "twenty-ninth vigesimonovena", "thirtieth trigesima",
    ), 1)
    for word in words.split()
}
# fmt: on
_SPELT = re.compile(
    rf"\b({'|'.join(sorted(_WORDS, key=len, reverse=True))})\s+(?:\w+\s+)?"
    r"(?:meeting|reunion|conference|conferencia|vice[- ]?minist|rcm|crm)\b"
)
_BODIES = (
    (
        "network",
        r"liaison officers? network|network of liaison|red de funcionarios|"
        r"red de oficiales de enlace",
    ),
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
    r"\b(?:held in|celebrad[ao] en|reunid[oa]s en|realizad[ao] en|met in|gathered in|"
    r"se reuni\w+ en|convened in|took place in|se celebr[óo] en|tuvo lugar en|"
    r"se llev[óo] a cabo en)\s+(?:la (?:ciudad de )?|el |the city of )?"
    r"(?P<place>[^:;]{2,60}?),?\s+"
    r"(?:on\b|from\b|el\b|los\b|del\b|the\b|attended|with|con|\d)",
)
_BEGINS_IN = re.compile(
    r"(?:In|En)\s+(?:la |the )?(?P<place>[^:;]{2,60}?),?\s+"
    r"(?:on|from|durante|el|los|del|entre|between)\b[^.;]{0,30}\d"
)
_BREAKS = re.compile(r"\s[-–—|/]\s|[:;\[\]()•·]|\.\.\.|…|\.\s+(?=\S)")
_LEADS = re.compile(
    r"^(?:(?:held|celebrad[ao]|reunid[oa]s?|realizad[ao])\s+)?(?:in|at|en|from|de)\s+"
    r"(?:la (?-i:ciudad) de\s+|the city of\s+)?(?:la (?=ciudad))?",
    re.IGNORECASE,
)
_TO_DAYS = re.compile(
    r"[\s,]+(?:on|from|el|los|del|the|between|entre|(?:los |el )?d[íi]as?)[\s,]*"
    r"(?:(?:the|el|los)\s*)?$",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(
    r"\b(?:meeting|reuni[óo]n|conf+erence|conferencia|secretar\w+|group|grupo|network|"
    r"taller|workshop|seminar\w*|ministr\w+|version|versi[óo]n|countries|pa[íi]ses|"
    r"RCM|CRM|RCGM|GRCM|date|fecha|theme|tema|enero|january)\b|[@\d]|www\.|^no\b|"
    # A title that goes on: `ON THE RESPONSE TO HURRICANES`.
    r"^(?:updated?|actualizad[oa]|as of|al|on|about|for|of|to|with|against|and|sobre|"
    r"acerca|para|por|con|contra|ante|y)\b",
    re.IGNORECASE,
)
_VENUE = re.compile(r"(?:venue|place|lugar|sede|city|ciudad)\s*:\s*", re.IGNORECASE)
_CAPITALS_AFTER = re.compile(r"\b(?:D\.?\s?C\.?)$")


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What a paper tells of itself; whatever it does not tell is empty."""

    title: str
    body_name: str
    ordinal: int | None
    place: str
    starts_on: date | None
    ends_on: date | None
    precision: str
    work_type: str | None
    theme: str = ""
    participants: tuple[str, ...] = ()


def facts_of(
    block: Sequence[str], opening: str, remarks: Sequence[str] = ()
) -> MeetingFacts:
    """Read the meeting's facts from the title block, else from the opening.

    `remarks` are paragraphs of the beginning in whose place a copy has a remark.
    """
    sources = [*map(plain, block), plain(opening), *map(plain, remarks)]
    days, place = _days_and_place(sources)
    if not place:
        read = plain(opening)
        held = _HELD.search(read) or _BEGINS_IN.match(read)
        place = _place(held["place"]) if held else ""
    title = title_of(block)
    named = [line for line in (title, *block) if role_of(line) is None]
    body = _body([plain(line) for line in block]) or _body(sources[len(block) :])
    return MeetingFacts(
        title=title,
        body_name=body,
        ordinal=_ordinal(sources, spelt=body in ("", "vice_ministerial")),
        place=place,
        starts_on=days.starts_on if days else None,
        ends_on=days.ends_on if days else None,
        precision=days.precision if days else "",
        work_type=next(filter(None, map(work_type_of, named)), None),
        theme=theme_of(block, opening),
        participants=participants_in(opening),
    )


def _days_and_place(sources: Sequence[str]) -> tuple[Days | None, str]:
    """Find the dated line; the place stands in it, or on the line above or below."""
    for index, line in enumerate(sources):
        days = days_in(line) or month_in(line) or _year_after_state(line)
        if days is None or (days.precision != "day" and _has_day(sources[index + 1 :])):
            continue
        place = _place_before(line[: days.span[0]]) or _place_after(line, days)
        if not place and index and not line[: days.span[0]].strip(" ,.-–—"):
            place = _own_line(sources[index - 1])
        if not place and index + 1 < len(sources):
            place = _own_line(sources[index + 1])
        return days, place
    return None, ""


def _has_day(sources: Sequence[str]) -> bool:
    return any(days_in(line) for line in sources)


def _year_after_state(line: str) -> Days | None:
    """A year alone dates a title's line only where a state stands before it."""
    days = year_in(line) if len(line) < 200 else None
    if days and ends_with_state(line[: days.span[0]].rstrip(" ,.")):
        return days
    return None


def _place_before(before: str) -> str:
    piece = _BREAKS.split(_TO_DAYS.sub("", before).strip(" ,.:;-–—"))[-1]
    parts = [part.strip(" .") for part in piece.split(",") if part.strip(" .")]
    while parts and _NO_PLACE.search(parts[-1]):
        parts.pop()
    if not parts:
        return ""
    wide = ends_with_state(parts[-1]) or _CAPITALS_AFTER.search(parts[-1])
    far = len(parts) > 1 and wide and not _NO_PLACE.search(parts[-2])
    return _place(", ".join(parts[-2:] if far else parts[-1:]))


def _place_after(line: str, days: Days) -> str:
    """Some openings name the days first: `13 and 14 March 1996, Puebla, Mexico`."""
    after = line[days.span[1] :]
    if not re.match(r",?\s*(?:in |en )?(?=[A-ZÁÉÍÓÚÑ(])|,\s+", after):
        return ""
    parts = [part.strip() for part in _BREAKS.split(after.lstrip(" ,("))[0].split(",")]
    if len(parts) > 1 and ends_with_state(parts[1]):
        return _place(", ".join(parts[:2]))
    return ""


def _own_line(line: str) -> str:
    """A place may have the line above or below the days for itself."""
    if role_of(line) is not None or tells(line):
        return ""
    named = _VENUE.match(line)
    return _place_before(line[named.end() :]) if named else _place(line)


def _place(words: str) -> str:
    place = _LEADS.sub("", words.strip(" ,."))
    fits = 2 < len(place) <= 60 and place[:1].isupper() and not _NO_PLACE.search(place)
    wrong = not fits or work_type_of(place) or is_upper_title(place)
    few = len(place.split()) <= 4 or states_in(place)
    return place if few and not wrong else ""


def _body(texts: Sequence[str]) -> str:
    for text in texts:
        for name, words in _BODIES:
            if re.search(words, text, re.IGNORECASE):
                return name
        if ORDINAL.search(text):
            return "vice_ministerial"
    return ""


def _ordinal(texts: Sequence[str], *, spelt: bool) -> int | None:
    return next(_ordinals(texts, spelt=spelt), None)


def _ordinals(texts: Sequence[str], *, spelt: bool) -> Iterator[int]:
    for text in texts:
        found = ORDINAL.search(text)
        if found and found[1].isupper():
            value = roman_value(found[1])
            if value is not None:
                yield value
        word = _SPELT.search(folded(text)) if spelt else None
        if word:
            yield _WORDS[word[1]]
