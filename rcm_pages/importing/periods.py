"""Times that are not counted in days: months, quarters, seasons, meetings, terms."""

import re
from collections.abc import Iterator
from datetime import date

from .dates import DAY, MONTH, MONTHS, days_in
from .paper import Deadline

Found = tuple[int, Deadline]

_YEAR = r"(?:(?:of|del?)\s+)?(?:(?:the year|año)\s+)?(?P<y>(?:19|20)\d{2})"
_NTH = {
    "first": 1, "1st": 1, "primer": 1, "primero": 1, "second": 2, "2nd": 2,
    "segundo": 2, "third": 3, "3rd": 3, "tercer": 3, "tercero": 3, "fourth": 4,
    "4th": 4, "cuarto": 4, "last": 4, "ultimo": 4, "último": 4,
}  # fmt: skip
_QUARTER = re.compile(
    rf"\b(?P<n>{'|'.join(_NTH)})\s+(?P<u>quarter|trimestre|semester|semestre|half)\s*,?"
    rf"\s*{_YEAR}\b",
    re.IGNORECASE,
)
_MONTH_OF = (
    rf"(?:(?:the |el )?(?:months? of|mes(?:es)? de)\s+)?(?P<m>{MONTH})\s*,?\s*{_YEAR}\b"
)
# What is said to come: other days named after an event are those on which it was.
_AHEAD = (
    r"(?:to be held|will be held|will take place|to take place|scheduled|planned|"
    r"previst[oa]s?|programad[oa]s?|a (?:reali[zc]ar|celebrar|efectuar)se|"
    r"se (?:reali[zc]ar|celebrar|efectuar|llevar)[áa]n?|tendr[áa]n? lugar)\b"
)
_EVENT_DAY = re.compile(
    rf"\b{_AHEAD}[^.;:]{{0,60}}?(?=\b(?:{MONTH}|\d{{1,2}})\b)", re.IGNORECASE
)
_DURING = re.compile(
    r"\b(?:during|durante(?: el)?|in the course of|en el transcurso del?|"
    r"in (?:early|mid|late)[- ]|a (?:inicios|principios|mediados|comienzos) de|"
    r"at the beginning of|in the middle of|"
    r"in the (?:first|second|last) (?:half|week) of|"
    r"(?:en )?la (?:primera|segunda|[úu]ltima) (?:quincena|semana) de|"
    rf"{_AHEAD}[^.;:]{{0,60}}?\b(?:in|en|for|para|on|el)|para|by|no later than|"
    rf"not later than|(?:a m[áa]s tardar|hasta)(?: en| durante)?)\s*{_MONTH_OF}",
    re.IGNORECASE,
)
# Named alone, a month counts where it lies ahead of the paper's own day.
_IN_MONTH = re.compile(rf"\b(?:in|en)\s+{_MONTH_OF}", re.IGNORECASE)
_IN_YEAR = re.compile(
    r"\b(?:during|throughout|in the course of|durante|a lo largo de|"
    r"en el transcurso de)"
    rf"\s+(?:the year |el año |todo |del? )?{_YEAR}\b",
    re.IGNORECASE,
)
_END_OF = re.compile(
    r"\b(?:(?:at|by|before|towards?|until|prior to) the end of|by end of|"
    r"(?:a|para|hacia|antes de|hasta) (?:finales|fines|el fin(?:al)?) del?|"
    r"antes de (?:finalizar|que (?:finalice|termine))|al finalizar|"
    r"al (?:final|cierre|t[ée]rmino) del?)\s+"
    rf"(?:{_MONTH_OF}|(?P<session>(?:the|la|el|this|esta)?\s*(?:session|sesi[óo]n|"
    r"reuni[óo]n|meeting)\b)|"
    r"(?:(?:the year|el año|año)\s+)?(?P<y2>(?:19|20)\d{2})\b|"
    r"(?P<year>(?:the|el|this|este) (?:current |presente )?(?:year|año)\b))",
    re.IGNORECASE,
)
_SEASONS = {
    "spring": "spring", "primavera": "spring", "summer": "summer", "verano": "summer",
    "autumn": "autumn", "fall": "autumn", "otoño": "autumn", "winter": "winter",
    "invierno": "winter",
}  # fmt: skip
_SEASON = re.compile(
    r"\b(?:in|during|each|every|en(?: el)?|durante el|cada)\s+(?:the\s+)?"
    rf"(?P<s>{'|'.join(_SEASONS)})\b(?!\s+(?:of violence|school))",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:(?:in|over|within) the (?P<en>short(?:[ -]?(?: and|,|/| to) medium)?|medium)"
    r"[- ]?terms?|(?:en el|a) "
    r"(?P<es>corto(?:,? (?:y )?(?:a )?mediano(?: y largo)?)?|mediano) plazos?|"
    r"(?P<bare>short and medium) terms?)\b",
    re.IGNORECASE,
)
_VM = (
    r"(?:(?:each|every|the|cada|la|las|next|pr[óo]xima|siguiente|annual)\s+)*"
    r"(?:vice-?\s?ministerial(?:\s+(?:meetings?|conference|reuni[óo]n))?|"
    r"(?:meetings? of the |reuni[óo]n(?:es)? de (?:los )?)?"
    r"(?:(?-i:[IVXL]{1,6})\s+)?(?:vice-?ministers|"
    r"viceministros|RCM|CRM)\b(?:\s+meetings?)?|reuni[óo]n(?:es)? "
    r"viceministerial(?:es)?|(?:regional )?conference|conferencia(?: regional)?\b)"
)
_GROUP = (
    r"(?:(?:each|every|the|cada|la|las|una|next|pr[óo]xima|siguiente|half-yearly|annual)\s+)*"
    r"(?:(?:meetings? of the |sessions? of the |reuni[óo]n(?:es)? del?(?: la)? )?"
    r"(?:RCGM|GRCM|regional consultation group|grupo regional de consulta|grupo)\b"
    r"(?:\s+(?:on migration|sobre migraci[óo]n))?(?:\s+(?:meetings?|sessions?))?)"
)
_ANY = (
    r"(?:(?:each|every|cada(?: una de las)?|todas las)\s+"
    r"(?:(?:annual|ordinary)\s+)?(?:meetings?|sessions?|reuni[óo]n(?:es)?|sesi[óo]n"
    r"(?:es)?)\b)(?!\s+(?:of the (?:RCGM|RCM)|del GRCM|de la CRM))"
)
_CELEBRATED = (
    r"(?:(?:la |the )?(?:celebraci[óo]n|realizaci[óo]n|holding|start) (?:de|of) )?"
)
_BEFORE = (
    r"(?:prior to|ahead of|in advance of|before|previ[oa]s?(?:mente)? a(?:l)?|"
    r"antes (?:del?|que)|anterior(?:es)? a(?:l)?|con anterioridad a(?:l)?|"
    r"en v[íi]speras de|preceding)"
)
_AFTER = (
    r"(?:after|following|upon conclusion of|al (?:t[ée]rmino|final|cierre) de(?:l)?|"
    r"despu[ée]s de(?:l)?|tras)"
)
_AT = (
    r"(?:at|during|in|for|by|en|durante|para)\s+(?:the\s+|la\s+|el\s+)?"
    r"(?:next|pr[óo]xim[oa]|upcoming|following|siguiente|forthcoming|coming)"
)
_MEETINGS = (
    ("rcgm_meeting", _GROUP),
    ("vice_ministerial_meeting", _VM),
    ("each_meeting", _ANY),
)
_ITS_NEXT = re.compile(
    r"\b(?:at|in|for|of|by|during|en|de|a|para|durante)\s+(?:its|their|the|our|su|sus|la|una|"
    r"nuestra)\s+(?:next|following|upcoming|pr[óo]xima|siguiente)\s+"
    r"(?:ordinary |regular |annual )?(?:meeting|session|reuni[óo]n|sesi[óo]n)\b",
    re.IGNORECASE,
)
_EACH = r"(?:cada una de las reuniones (?:de la?|del) |each of the meetings of the )?"
_AROUND = tuple(
    (relation, anchor, re.compile(pattern, re.IGNORECASE))
    for anchor, meeting in _MEETINGS
    for relation, pattern in (
        (
            "before",
            rf"\b{_BEFORE}\s+(?:a\s+)?(?:the |la |el |los |las )?{_CELEBRATED}"
            rf"(?:the |la |el )?{meeting}",
        ),
        ("after", rf"\b{_AFTER}\s+{_EACH}(?:the |la |el )?{meeting}(?!['’])"),
        ("at", rf"\b{_AT}\s+(?:annual\s+|ordinary\s+)?{meeting}"),
        # A cell of a table holds nothing else.
        (
            "at",
            rf"(?:\b(?:at|in|to|en|a|para|durante)\s+|^)(?=each|every|cada){meeting}",
        ),
    )
    if not (anchor == "each_meeting" and relation == "at")
)
_BY_DAY = re.compile(
    r"\b(?:by|before|no later than|not later than|antes del?|a m[áa]s tardar(?: el)?|"
    rf"until|hasta el)\s+(?:the\s+)?(?:(?P<m>{MONTH})\s+(?P<d>{DAY})|"
    rf"(?P<d2>{DAY})\s+(?:of\s+|de\s+)?(?P<m2>{MONTH}))\b(?!\s*,?\s*(?:del?\s+)?\d{{4}})",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:held|celebrad[oa]s?|realizad[oa]s?|efectuad[oa]s?|llevad[oa]s? a cabo|"
    r"took place|se (?:realiz|celebr|efectu)[óo]|carried out|occurred|conducted|"
    r"organi[sz]ed|presentad[oa]s?|presented|approved|aprobad[oa]s?)\b[^.;:]{0,40}$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"\b(?:{MONTH})(?:\s+(?:of|del?)?\s*\d{{4}})?\s*(?:a|to|-|–|through)\s+$",
    re.IGNORECASE,
)


def periods_in(text: str, day: date | None) -> Iterator[Found]:
    """Give months, quarters, seasons and terms with their places in the text.

    `day` is the paper's own; what lies before it is told, not set.
    """
    for match in _QUARTER.finditer(text):
        number = _NTH[match["n"].lower()]
        is_half = match["u"].lower() in ("half", "semester", "semestre")
        unit, sign = ("half_year", "H") if is_half else ("quarter", "Q")
        anchor = f"{match['y']}-{sign}{min(number, 2) if is_half else number}"
        if not _over(text, match, day, int(match["y"]), 12):
            yield match.start(), Deadline(None, unit, "during", anchor, match[0])
    for match in _DURING.finditer(text):
        year, month = int(match["y"]), MONTHS[match["m"].lower()]
        if not _over(text, match, day, year, month):
            anchor = f"{year}-{month:02}"
            yield match.start(), Deadline(None, "month", "during", anchor, match[0])
    yield from _ahead(text, day)
    yield from _ends(text, day)
    for match in _SEASON.finditer(text):
        season = _SEASONS[match["s"].lower()]
        yield match.start(), Deadline(None, "season", "during", season, match[0])
    yield from _later_seasons(text)
    for match in _TERM.finditer(text):
        for name in _terms(match):
            yield match.start(), Deadline(None, "", "term", name, match[0])


def _ahead(text: str, day: date | None) -> Iterator[Found]:
    """Give months and years named without more, that come after the paper's own day."""
    if day is None:
        return
    for match in _IN_MONTH.finditer(text):
        year, month = int(match["y"]), MONTHS[match["m"].lower()]
        if (year, month) > (day.year, day.month):
            anchor = f"{year}-{month:02}"
            yield match.start(), Deadline(None, "month", "during", anchor, match[0])
    for match in _IN_YEAR.finditer(text):
        if int(match["y"]) > day.year:
            yield match.start(), Deadline(None, "year", "during", match["y"], match[0])


def meetings_in(text: str) -> Iterator[Found]:
    """Give times set by a meeting alone: before it, at the next one, after each."""
    taken: list[tuple[int, int]] = []
    for relation, anchor, pattern in _AROUND:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < until and since < end for since, until in taken):
                continue
            taken.append((start, end))
            yield start, Deadline(None, "", relation, anchor, match[0].strip())
    for match in _ITS_NEXT.finditer(text):
        start, end = match.span()
        if not any(start < until and since < end for since, until in taken):
            yield start, Deadline(None, "", "at", "next_meeting", match[0])


def event_days_in(text: str, day: date | None) -> Iterator[Found]:
    """Give the days on which something is to take place."""
    for match in _EVENT_DAY.finditer(text):
        days = days_in(text[match.end() : match.end() + 40])
        if days and not days.span[0] and (day is None or days.ends_on > day):
            words = text[match.start() : match.end() + days.span[1]]
            anchor = days.ends_on.isoformat()
            yield match.start(), Deadline(None, "day", "by", anchor, words)


def days_of_year_in(text: str, day: date | None) -> Iterator[Found]:
    """Give days that a text names without their year: the next ones after its own."""
    for match in _BY_DAY.finditer(text):
        month = MONTHS[(match["m"] or match["m2"]).lower()]
        number = int(re.findall(r"\d+", match["d"] or match["d2"])[0])
        anchor = _next(month, number, day)
        if anchor:
            yield match.start(), Deadline(None, "day", "by", anchor, match[0])


def _next(month: int, number: int, day: date | None) -> str:
    if day is None:
        return f"--{month:02}-{number:02}" if 1 <= number <= 31 else ""
    for year in (day.year, day.year + 1):
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if found > day:
            return found.isoformat()
    return ""


def _ends(text: str, day: date | None) -> Iterator[Found]:
    for match in _END_OF.finditer(text):
        if match["session"]:
            anchor, unit = "session", ""
        elif match["m"]:
            month = MONTHS[match["m"].lower()]
            anchor, unit = f"{match['y']}-{month:02}", "month"
            if _over(text, match, day, int(match["y"]), month):
                continue
        else:
            this_year = str(day.year) if day else "year"
            anchor, unit = match["y2"] or this_year, "year"
        yield match.start(), Deadline(None, unit, "end_of", anchor, match[0])


def _later_seasons(text: str) -> Iterator[Found]:
    """`In summer and another in autumn` names two; so does `summer and autumn`."""
    for match in re.finditer(
        rf"\b(?:{'|'.join(_SEASONS)})\s+(?:and|y|e)\s+(?P<s>{'|'.join(_SEASONS)})\b",
        text,
        re.IGNORECASE,
    ):
        season = _SEASONS[match["s"].lower()]
        yield match.start("s"), Deadline(None, "season", "during", season, match[0])


def _terms(match: re.Match[str]) -> list[str]:
    words = match[0].lower()
    return [
        name
        for name, signs in (("short", ("short", "corto")), ("medium", ("medi",)))
        if any(sign in words for sign in signs)
    ]


def _over(
    text: str, match: re.Match[str], day: date | None, year: int, month: int
) -> bool:
    """Tell a time that was from one that is set."""
    before = text[: match.start()]
    if _PAST.search(before[-80:]) or _PERIOD.search(before[-40:]):
        return True
    return day is not None and (year, month) < (day.year, day.month)
