"""A cell as Excel shows it: `43.50%`, `1,250.00`, `31 Dec 2016`, not 42735."""

import datetime as dt
import re
from typing import Any


def _words(said: str) -> tuple[str, ...]:
    return tuple(said.split())


_MONTHS_EN = _words(
    "January February March April May June July August September October November "
    "December"
)
_MONTHS_ES = _words(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre "
    "diciembre"
)
_DAYS_EN = _words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_DAYS_ES = _words("lunes martes miércoles jueves viernes sábado domingo")
# The system's own short date: shown as ISO, which nobody misreads.
_SHORT_DATE = "mm-dd-yy"
_LOCALE = re.compile(r"\[\$[^\]\-]*-(?:[0-9A-Fa-f]{0,6})?([0-9A-Fa-f]{2})\]")
_TOKEN = re.compile(
    r"""(?P<said>"[^"]*"|\\.|_.|\*.)|(?P<bracket>\[[^\]]*\])"""
    r"""|(?P<half>AM/PM|am/pm|A/P)|(?P<code>y+|m+|d+|h+|s+(?:\.0+)?)|(?P<other>.)""",
    re.IGNORECASE | re.DOTALL,
)
_DIGITS = re.compile(r"(?:[#0?][#0?,]*(?:\.[#0?]*)?|\.[#0?]+),*%?")
_CURRENCY = re.compile(r"\[\$([^\]\-]*)(?:-[^\]]*)?\]")
_MOST_DECIMALS = 30


def shown(cell: Any) -> str:
    """Give a cell's words on one line; a number or a date by the format of its cell."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    pattern = str(getattr(cell, "number_format", None) or "General")
    if isinstance(value, int | float):
        return number_shown(value, pattern)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return _date_shown(value, pattern)
    if isinstance(value, dt.timedelta):
        return _span_shown(value)
    return " ".join(str(value).split())


def number_shown(value: float, pattern: str) -> str:
    """Show a number; formats beyond digits, groups, percent and signs as General."""
    sections = _sections(pattern)
    section, signed = sections[0], True
    if value < 0 and len(sections) > 1:
        section, signed = sections[1], False
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    bare, before, after = _around(section)
    if bare is None:
        has_words = (before + after).strip() and "general" not in section.lower()
        return (before + after).strip() if has_words else _general(value)
    figure = _figure(abs(value), bare)
    sign = "-" if value < 0 and signed and figure.strip("0.,%") else ""
    return f"{sign}{before}{figure}{after}".strip()


def _sections(pattern: str) -> list[str]:
    """Split at the semicolons that stand outside of quotation marks."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;|$)', pattern)[:4] or [""]


def _around(section: str) -> tuple[str | None, str, str]:
    """Give the digits of a format, and the words before and after them."""
    plain: list[str] = []
    words: list[str] = []
    for found in _TOKEN.finditer(_CURRENCY.sub(lambda f: f'"{f[1]}"', section)):
        if found["said"]:
            word = found["said"]
            shown_word = {'"': word[1:-1], "\\": word[1:]}.get(word[0], "")
            plain.append("\0" * len(shown_word))
            words.append(shown_word)
        elif not found["bracket"]:
            plain.append(found[0])
            words.append(found[0])
    mask, text = "".join(plain), "".join(words)
    digits = _DIGITS.search(mask)
    if digits is None or re.search(r"[eE][+-]|[#0?]\s*/\s*[#0?]", mask):
        return None, text if digits is None and "@" not in text else "", ""
    after = text[digits.end() :]
    percent = "%" if "%" in after and "%" not in digits[0] else ""
    rest = after.replace("%", "") if percent else after
    return digits[0] + percent, text[: digits.start()], rest


def _figure(value: float, bare: str) -> str:
    percent = bare.endswith("%")
    value = value * 100 if percent else value
    digits = bare.removesuffix("%")
    # A comma after the last digit divides by a thousand.
    value /= 1000 ** min(len(digits) - len(digits.rstrip(",")), 9)
    whole, _, decimals = digits.rstrip(",").partition(".")
    places = min(len(decimals), _MOST_DECIMALS)
    text = f"{value:,.{places}f}" if "," in whole else f"{value:.{places}f}"
    optional = len(decimals) - len(decimals.rstrip("#"))
    while optional and "." in text and text[-1] in "0.":
        text, optional = text[:-1], optional - 1
    head, dot, tail = text.rstrip(".").partition(".")
    needed = whole.count("0")
    head = head.zfill(min(needed, _MOST_DECIMALS)) if "," not in head else head
    return head + dot + tail + ("%" if percent else "")


def _general(value: float) -> str:
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.11g}"


def _span_shown(value: dt.timedelta) -> str:
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"


def _date_shown(value: dt.datetime | dt.date | dt.time, pattern: str) -> str:
    """Show a day or an hour in the order and the language of the cell's format."""
    section = _sections(pattern)[0]
    if section.lower() in {_SHORT_DATE, "general"} or not _has_codes(section):
        return _iso(value)
    language = _LOCALE.search(section)
    spanish = language is not None and language[1].upper() == "0A"
    codes = [found for found in _TOKEN.finditer(section) if not found["bracket"]]
    return "".join(
        _piece(value, codes, at, spanish=spanish) for at in range(len(codes))
    ).strip()


def _has_codes(section: str) -> bool:
    return any(found["code"] for found in _TOKEN.finditer(section))


def _iso(value: dt.datetime | dt.date | dt.time) -> str:
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return value.isoformat(" ", "minutes")
    return (value.date() if isinstance(value, dt.datetime) else value).isoformat()


def _piece(value: Any, codes: list[Any], at: int, *, spanish: bool) -> str:
    found = codes[at]
    if found["said"]:
        word = found["said"]
        return str({'"': word[1:-1], "\\": word[1:]}.get(word[0], ""))
    if found["half"]:
        return "AM" if getattr(value, "hour", 0) < 12 else "PM"
    if not found["code"]:
        return "" if found[0] == "@" else str(found[0])
    code = found["code"].lower()
    if code[0] == "m" and _is_minute(codes, at):
        return str(getattr(value, "minute", 0)).zfill(min(len(code), 2))
    if code[0] in "hs":
        twelve = any(one["half"] for one in codes)
        return _clock(value, code, twelve=twelve)
    return _calendar(value, code, spanish=spanish)


def _is_minute(codes: list[Any], at: int) -> bool:
    """`m` is a minute beside an hour or a second, else a month."""
    letters = [one["code"][0].lower() for one in codes if one["code"]]
    place = sum(bool(one["code"]) for one in codes[:at])
    before = letters[place - 1] if place else ""
    after = letters[place + 1] if place + 1 < len(letters) else ""
    return before == "h" or after == "s"


def _clock(value: Any, code: str, *, twelve: bool) -> str:
    number = getattr(value, "hour" if code[0] == "h" else "second", 0)
    if code[0] == "h" and twelve:
        number = number % 12 or 12
    return str(number).zfill(2 if len(code) > 1 else 1)


def _calendar(value: Any, code: str, *, spanish: bool) -> str:
    if not isinstance(value, dt.date):
        return ""
    if code[0] == "y":
        return f"{value.year:04d}" if len(code) > 2 else f"{value.year % 100:02d}"
    number = value.month if code[0] == "m" else value.day
    if len(code) < 3:
        return str(number).zfill(len(code))
    if code[0] == "m":
        name = (_MONTHS_ES if spanish else _MONTHS_EN)[value.month - 1]
    else:
        name = (_DAYS_ES if spanish else _DAYS_EN)[value.weekday()]
    return name[:1] if len(code) > 4 else name[:3] if len(code) == 3 else name
