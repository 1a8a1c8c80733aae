"""Numbers, letters and bullets that open a line: `IV.`, `1.1`, `2)`, `(a)`, `•`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .marks import unseen_signs, without_unseen

_BULLET = re.compile(
    r"([•·▪◦‣●○■□◆◇➢➤►▸▶✓✔→∙⁃\uf0b7\uf0a7\uf0d8*\-–—])(\s+)(?=\S)"
    r"|([•▪◦‣●■➢➤►\uf0b7\uf0a7\uf0d8])()(?=[^\W\d_])"
)
_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+[.)]?)(\s+)(?=\S)")
_ROMAN_DASH = re.compile(r"([IVX]{1,6}\s?[-–—])(\s?)(?=[A-ZÁÉÍÓÚÑ])")
_ARTICLE = re.compile(
    r"((?:Art[íi]culo|Article|Art\.)\s+\d{1,3}(?:[.\-:)º°]|\s*[-–—])+)(\s+)(?=\S)",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"(\(?)(\d{1,3}|[ivxlc]{1,7}|[IVXLC]{1,7}|[a-zñA-ZÑ])"
    r"(\.?[º°ª]\.?\s?[-–—]|\.[º°ª]\.?|\.\s?[-–—]|\)\.?|[.º°ª]\)?)"
)
# `PRIMERO.`, `Segunda:`, `TERCERO.-`: points counted in words.
_COUNTS = (
    "primer[oa]", "segund[oa]", "tercer[oa]", "cuart[oa]", "quint[oa]", "sext[oa]",
    "s[ée]ptim[oa]", "octav[oa]", "noven[oa]", "d[ée]cim[oa]",
    "(?:und[ée]cim[oa]|d[ée]cim[oa] ?primer[oa])",
    "(?:duod[ée]cim[oa]|d[ée]cim[oa] ?segund[oa])",
    "d[ée]cim[oa] ?tercer[oa]", "d[ée]cim[oa] ?cuart[oa]", "d[ée]cim[oa] ?quint[oa]",
)  # fmt: skip
_IN_WORDS = re.compile(
    rf"((?:{'|'.join(f'(?P<n{n}>{word})' for n, word in enumerate(_COUNTS, 1))})"
    r"(?:\.\s?[-–—]|[.:]))(\s+)(?=(?-i:[A-ZÁÉÍÓÚÑ«“\"]))",
    re.IGNORECASE,
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN = re.compile(r"c?(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
DASHES = "-–—"
_MARKS = "().º°ª -–—"
MAX_LEVEL = 3
_HEAD = 40


@dataclass(frozen=True, slots=True)
class Label:
    """A label as printed, the ways to read it as (family, value), and its text."""

    printed: str
    readings: tuple[tuple[str, int], ...]
    rest: str


def roman_value(text: str) -> int | None:
    """Give the value of a well-formed Roman number up to 199, else None."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[sign] for sign in text.lower()]
    total = 0
    for value, after in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < after else value
    return total


def label_of(text: str) -> Label | None:
    """Read the label that opens a text, if one does.

    Signs that nobody sees may stand before or in it; they then open the text.
    """
    bare = without_unseen(text[:_HEAD]) + text[_HEAD:]
    found = _label_of(bare)
    if found is None or len(bare) == len(text):
        return found
    end = _place_of(text, len(bare) - len(found.rest))
    unseen = "".join(unseen_signs(text[:end]).elements())
    return Label(found.printed, found.readings, unseen + text[end:].lstrip())


def _place_of(text: str, seen: int) -> int:
    """Give the place in a text behind so many signs that are seen."""
    for place, sign in enumerate(text):
        if not seen:
            return place
        seen -= bool(without_unseen(sign))
    return len(text)


def _label_of(text: str) -> Label | None:
    bullet = _BULLET.match(text)
    if bullet:
        sign = bullet[1] or bullet[3]
        return Label(sign, ((f"bullet{sign}", 0),), text[bullet.end() :])
    named = _ARTICLE.match(text)
    if named:
        return Label(named[1], (("article", 0),), text[named.end() :])
    in_words = _IN_WORDS.match(text) if text[:1].isupper() else None
    if in_words:
        value = int(str(in_words.lastgroup or "n0")[1:]) if in_words.lastgroup else 0
        return Label(in_words[1], (("words", value),), text[in_words.end() :])
    dashed = _ROMAN_DASH.match(text)
    if dashed and roman_value(dashed[1].strip(" -–—")) is not None:
        value = roman_value(dashed[1].strip(" -–—")) or 0
        return Label(dashed[1], (("upper_roman-", value),), text[dashed.end() :])
    dotted = _DOTTED.match(text)
    if dotted:
        depth = dotted[1].strip(".)").count(".") + 1
        return Label(dotted[1], ((f"dotted{depth}", 0),), text[dotted.end() :])
    return _marked(text)


def printed_label(printed: str, text: str) -> Label:
    """Read a label that Word, or a table's first column, printed before a text."""
    if printed.isdigit():
        return Label(printed, (("decimal", int(printed)),), text)
    found = label_of(f"{printed} x")
    readings = found.readings if found and found.rest == "x" else ()
    return Label(printed, readings or ((f"bullet{printed}", 0),), text)


def _marked(text: str) -> Label | None:
    found = _MARKED.match(text)
    if not found:
        return None
    rest = text[found.end() :]
    opening, sign, closing = found.groups()
    if not rest.strip() or not (rest[0].isspace() or _glued(sign, closing, rest)):
        return None
    if opening and ")" not in closing:
        return None
    if sign.isalpha() and set(closing) & set("º°ª"):
        return None
    readings = tuple(_readings(sign, opening + closing))
    return Label(found[0], readings, rest.lstrip()) if readings else None


def _glued(sign: str, closing: str, rest: str) -> bool:
    """Forgive the space that PDF loses after `III.` and `a)`; `U.S.` is no label."""
    if not rest[0].isupper() or rest[1:2] == ".":
        return False
    return ")" in closing or (sign.isupper() and roman_value(sign) is not None)


def _readings(sign: str, marks: str) -> Iterator[tuple[str, int]]:
    if sign.isdigit():
        yield f"decimal{marks}", int(sign)
        return
    case = "upper" if sign.isupper() else "lower"
    roman = roman_value(sign)
    letter = ord(sign.lower()) - ord("a") + 1 if len(sign) == 1 else None
    if roman is not None:
        yield f"{case}_roman{marks}", roman
    if letter is not None and sign.lower() != "ñ":
        yield f"{case}_letter{marks}", letter


@dataclass(slots=True)
class Outline:
    """Follows the labels of a run of items; levels go from 1 to MAX_LEVEL."""

    open: list[tuple[str, int, int]] = field(default_factory=list)

    def level(self, label: Label, depth: int = 0) -> int:
        """Give an item's level; `depth` tells nested lists of one family apart."""
        family, value, depth = self._read(label, depth)
        keys = [(known, at) for known, at, _ in self.open]
        if (family, depth) in keys:
            del self.open[keys.index((family, depth)) :]
        self.open.append((family, depth, value))
        return min(len(self.open), MAX_LEVEL)

    def _read(self, label: Label, depth: int) -> tuple[str, int, int]:
        """Choose between letter and Roman number: what goes on, then what begins."""
        last = {(family, at): value for family, at, value in self.open}
        for family, value in label.readings:
            if last.get((family, depth)) == value - 1:
                return family, value, depth
        for family, value in label.readings:
            if value == 1 or (family, depth) in last:
                return family, value, depth
        other = self._other_mark(label)
        if other:
            return other
        lone_letter = len(label.readings) > 1 and "lower" in label.readings[0][0]
        family, value = label.readings[-1 if lone_letter else 0]
        return family, value, depth

    def _other_mark(self, label: Label) -> tuple[str, int, int] | None:
        """`c.` after `a)` and `b)` goes on with their count, whatever its mark."""
        for known, at, before in reversed(self.open):
            for family, value in label.readings:
                same = family.rstrip(_MARKS) == known.rstrip(_MARKS)
                if same and before == value - 1:
                    return known, value, at
        return None


def is_roman_heading(label: Label) -> bool:
    """Say whether a label is one that the Conference's papers set before headings."""
    return label.readings[0][0].startswith("upper_roman")
