"""Times that a paper sets: days ahead of a meeting, days of the calendar, rhythms."""

import re
from collections.abc import Iterator
from datetime import date

from .dates import days_in
from .marks import plain
from .numbers import NUMBERS
from .paper import Deadline
from .periods import days_of_year_in, event_days_in, meetings_in, periods_in

_NUMBERS = {"a": 1, "un": 1, "una": 1} | NUMBERS
# fmt: off
_UNITS = {
    "day": "day", "week": "week", "month": "month", "year": "year",
    "día": "day", "dia": "day", "semana": "week", "mes": "month", "año": "year",
}
# fmt: on
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})(?:\s+\(\d{{1,3}}\))?"
_U = r"(?P<u>days?|weeks?|months?|years?|d[íi]as?|semanas?|mes(?:es)?|años?)"
_LEAST = (
    r"(?:(?:at least|no later than|not less than|con (?=al|por)|al menos|por lo menos|"
)
_LEAST += r"como m[íi]nimo|a m[áa]s tardar)\s+)*"
_ANCHOR = (
    r"(?P<anchor>(?:(?:each|every|the|any|cada|la|las|el)\s+)?(?:[\w-]+\s+){0,4}?"
    r"(?:meetings?|sessions?|reuni[óo]n(?:es)?|sesi[óo]n(?:es)?)\b"
    r"(?:\s+(?:of the|del|de la)\s+(?:[A-Z]{2,6}\b|Grupo Regional de Consulta|"
    r"Regional Consultation Group))?)"
)
_AHEAD = (
    rf"{_LEAST}{_N}\s+(?:calendar |working )?{_U}\s+(?:naturales |h[áa]biles )?"
    r"(?:in advance|ahead|prior|before(?:hand)?|de (?:anticipaci[óo]n|antelaci[óo]n)|"
    rf"antes)(?:\s*(?:of|to|for|from|respecto|a|de|al|del)?\s*(?:a\s+)?{_ANCHOR})?"
)
_WITHIN = (
    r"(?:within|en un plazo (?:no mayor |m[áa]ximo |no superior )?(?:de|a)|"
    r"dentro de(?: los| las)?(?: pr[óo]xim[oa]s)?|in the next|en l[oa]s pr[óo]xim[oa]s)"
    r"\s+"
    rf"(?:a (?:maximum )?period of\s+|the next\s+|no more than\s+)?{_N}\s+"
    rf"(?:\(\d{{1,3}}\)\s+)?(?:calendar |working |business )?{_U}"
)
_LATER = (
    rf"{_N}\s+(?:calendar |working )?{_U}\s+(?:naturales |h[áa]biles )?"
    rf"(?:after|following|despu[ée]s del?)\s+{_ANCHOR}"
)
# Without a meeting to count from, the words before it must say that it is a limit.
_AFTER_THAT = (
    r"(?:within|no later than|not later than|at the latest|at most|a m[áa]s tardar|"
    r"dentro de(?: los)?|en (?:los|un plazo de)|como m[áa]ximo)\s+"
    rf"{_N}\s+(?:calendar |working )?{_U}\s+(?:naturales |h[áa]biles )?"
    r"(?:after|following|from|despu[ée]s de|siguientes a|posteriores a|"
    r"contad[oa]s (?:a partir de|desde))"
)
_NOTICE = (
    r"(?:notice of|anticipaci[óo]n de|antelaci[óo]n de|anticipaci[óo]n m[íi]nima de|"
    rf"antelaci[óo]n m[íi]nima de)\s+(?:at least |al menos )?{_N}\s+{_U}"
    rf"(?:\s*(?:of|to|for|before|a|de|respecto (?:a|de))\s*{_ANCHOR})?"
)
_BY = re.compile(
    r"\b(?:by|before|no later than|not later than|on or before|antes del?|until|"
    r"a m[áa]s tardar(?: el)?|hasta el)\s+(?:the\s+)?(?=\S)",
    re.IGNORECASE,
)
_RHYTHMS = (
    (2, "year", "times_a", r"biannual(?:ly)?|bianual(?:es|mente)?|twice a year|"
     r"semi-?annual(?:ly)?|half-yearly|semestral(?:es|mente)?|every six months|"
     r"cada seis meses|dos veces (?:al|por) año|cada semestre|(?:each|every) semester"),
    (4, "year", "times_a", r"quarterly|trimestral(?:es|mente)?|"
     r"(?:each|every) quarter|cada trimestre"),
    (1, "year", "times_a", r"once a year|every year|each year|cada año|"
     r"una vez al año|annually|anualmente"),
    (12, "year", "times_a", r"monthly|mensual(?:es|mente)?|cada mes|every month"),
    (2, "year", "every", r"biennial(?:ly)?|every two years|bienal(?:es|mente)?|"
     r"cada dos años"),
)  # fmt: skip
_COUNTED = tuple(
    (relation, re.compile(rf"\b{pattern}", re.IGNORECASE))
    for relation, pattern in (
        ("before", _AHEAD),
        ("before", _NOTICE),
        ("within", _WITHIN),
        ("within", _LATER),
        ("within", _AFTER_THAT),
    )
)
_TIMES = re.compile(
    rf"\b{_N}\s+(?:times|veces)\s+(?:a|per|each|every|al|por|cada)\s+{_U}\b",
    re.IGNORECASE,
)
_EACH = re.compile(rf"\b(?:every|cada)\s+{_N}\s+{_U}\b", re.IGNORECASE)
_EVERY = tuple(
    (number, unit, relation, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for number, unit, relation, words in _RHYTHMS
)
_MEETINGS = (
    (
        "rcgm_meeting",
        r"\bRCGM\b|\bGRCM\b|consultation group|grupo regional de consulta",
    ),
    ("vice_ministerial_meeting", r"vice-?\s?minist|\bRCM\b|\bCRM\b"),
    ("each_meeting", r"\b(?:each|every|any|cada)\b"),
)


def deadlines_in(text: str, day: date | None = None) -> tuple[Deadline, ...]:
    """Give the times that a text sets, in its order; periods covered are not times.

    `day` is the paper's own day, after which the times lie.
    """
    read = plain(text)
    found: list[tuple[int, Deadline]] = []
    for place, deadline in _all(read, day):
        if not any(_covers(one, (place, deadline)) for one in found):
            found.append((place, deadline))
    found.sort(key=lambda pair: pair[0])
    return tuple(dict.fromkeys(deadline for _, deadline in found))


def _covers(one: tuple[int, Deadline], other: tuple[int, Deadline]) -> bool:
    """Say whether a time was read out of words that told another one already."""
    (start, first), (place, second) = one, other
    same = first.relation == second.relation == "term"
    return not same and start <= place < start + len(first.text)


def _all(text: str, day: date | None) -> Iterator[tuple[int, Deadline]]:
    for relation, pattern in _COUNTED:
        for match in pattern.finditer(text):
            yield match.start(), _counted(match, relation)
    yield from _days(text)
    yield from event_days_in(text, day)
    yield from days_of_year_in(text, day)
    yield from periods_in(text, day)
    yield from meetings_in(text)
    for number, unit, relation, pattern in _EVERY:
        for match in pattern.finditer(text):
            yield match.start(), Deadline(number, unit, relation, "", match[0])
    for relation, pattern in (("times_a", _TIMES), ("every", _EACH)):
        for match in pattern.finditer(text):
            yield match.start(), _counted(match, relation)


def _days(text: str) -> Iterator[tuple[int, Deadline]]:
    for match in _BY.finditer(text):
        days = days_in(text[match.end() : match.end() + 40])
        if days and days.span[0] == 0:
            words = text[match.start() : match.end() + days.span[1]]
            anchor = days.ends_on.isoformat()
            yield match.start(), Deadline(None, "day", "by", anchor, words)


def _counted(match: re.Match[str], relation: str) -> Deadline:
    number = match["n"].lower()
    unit = match["u"].lower()
    singular = next(name for name in _UNITS if unit.startswith(name))
    anchor = match.groupdict().get("anchor") or ""
    return Deadline(
        quantity=int(number) if number.isdigit() else _NUMBERS[number],
        unit=_UNITS[singular],
        relation=relation,
        anchor=_anchor(anchor),
        text=match[0].strip(),
    )


def _anchor(words: str) -> str:
    """Name the meeting that a time is counted from, else keep the paper's words."""
    for name, pattern in _MEETINGS:
        if re.search(pattern, words, re.IGNORECASE):
            return name
    return words.strip()
