"""Word's automatic numbers, counted as Word counts them (ECMA-376 part 1, 17.9)."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_LEVELS = 9
BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf02d": "-", "\uf0d8": "➢", "\uf0fc": "✓"}
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def formatted(value: int, number_format: str) -> str:
    """Print a number as Word does: 3 as `3`, `c`, `III`; unknown formats as digits."""
    if number_format in {"lowerRoman", "upperRoman"}:
        roman = _roman(value)
        return roman.upper() if number_format == "upperRoman" else roman
    if number_format in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        letter = letter[:8] if value > 0 else ""
        return letter.upper() if number_format == "upperLetter" else letter
    if number_format == "decimalZero":
        return f"{value:02d}"
    return "" if number_format == "none" else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 10_000:
        return str(value)
    parts = []
    for size, sign in _ROMAN:
        parts.append(sign * (value // size))
        value %= size
    return "".join(parts)


@dataclass(slots=True)
class _Level:
    """One level of a list as numbering.xml defines it."""

    start: int = 1
    number_format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A `w:num`: its levels, the counter it shares, and the restarts it asks for."""

    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the paragraphs of one document; ask for each paragraph once, in order."""

    def __init__(self, document: Any) -> None:
        self.styles = {
            style.get(qn("w:styleId")): style
            for style in document.styles.element.iter(qn("w:style"))
        }
        self.default = _default_style(self.styles)
        self.abstracts: dict[str, Any] = {}
        self.lists: dict[str, _List] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.overridden: set[tuple[str, int]] = set()
        self._load(document)

    def style_name(self, paragraph: Any) -> str:
        """Give the name of the paragraph's style, as Word shows it."""
        style = self.styles.get(self._style_id(paragraph))
        return (_value(style, "w:name") or "") if style is not None else ""

    def label(self, paragraph: Any) -> tuple[str, int]:
        """Give the number printed before a paragraph and its level, counting it."""
        number, level = self._numbered(paragraph)
        if number not in self.lists or level not in self.lists[number].levels:
            return "", 0
        return self._counted(number, level), level

    def _load(self, document: Any) -> None:
        root = _numbering_root(document)
        if root is None:
            return
        self.abstracts = {
            abstract.get(qn("w:abstractNumId")): abstract
            for abstract in root.iter(qn("w:abstractNum"))
        }
        numbers = list(root.iter(qn("w:num")))
        links = {n.get(qn("w:numId")): _value(n, "w:abstractNumId") for n in numbers}
        for number in numbers:
            abstract = self._followed(_value(number, "w:abstractNumId"), links)
            if abstract in self.abstracts:
                self._add(number, str(abstract))

    def _followed(self, abstract: str | None, links: dict[Any, Any]) -> str | None:
        """Follow `numStyleLink`, by which a list borrows a list style's definition."""
        node = self.abstracts.get(abstract or "")
        style = self.styles.get(_value(node, "w:numStyleLink"))
        if style is None:
            return abstract
        found = style.find(f".//{qn('w:numId')}")
        return links.get(found.get(qn("w:val"))) if found is not None else abstract

    def _add(self, number: Any, abstract: str) -> None:
        levels = _levels(self.abstracts[abstract])
        overrides: dict[int, int] = {}
        for override in number.iter(qn("w:lvlOverride")):
            index = _whole(override.get(qn("w:ilvl")), 0)
            levels |= _levels(override)
            start = override.find(qn("w:startOverride"))
            if start is not None:
                overrides[index] = _whole(start.get(qn("w:val")), 1)
        entry = _List(abstract, levels, overrides)
        self.lists[str(number.get(qn("w:numId")))] = entry

    def _style_id(self, paragraph: Any) -> str | None:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        return found.get(qn("w:val")) if found is not None else self.default

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """Find list and level: the paragraph's own, else those of its style."""
        number, level = _number_of(paragraph)
        style_id, depth = self._style_id(paragraph), 0
        while number is None and style_id in self.styles and depth < 20:
            style = self.styles[style_id]
            number, own = _number_of(style)
            level = own if level is None else level
            if number is not None and level is None:
                level = self._level_of_style(number, style_id)
            style_id, depth = _value(style, "w:basedOn"), depth + 1
        return number or "0", level or 0

    def _level_of_style(self, number: str, style_id: str | None) -> int | None:
        entry = self.lists.get(number)
        if entry is None:
            return None
        for node in self.abstracts[entry.abstract].iter(qn("w:lvl")):
            if _value(node, "w:pStyle") == style_id:
                return _whole(node.get(qn("w:ilvl")), 0)
        return None

    def _counted(self, number: str, level: int) -> str:
        entry = self.lists[number]
        counts = self.counts.setdefault(entry.abstract, {})
        if level in entry.overrides and (number, level) not in self.overridden:
            self.overridden.add((number, level))
            counts[level] = entry.overrides[level] - 1
        definition = entry.levels[level]
        counts[level] = counts.get(level, definition.start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            restart = entry.levels.get(deeper, _Level()).restart
            if restart is None or (restart != 0 and level < restart):
                counts.pop(deeper, None)
        return self._printed(entry, level, counts)

    def _printed(self, entry: _List, level: int, counts: dict[int, int]) -> str:
        definition = entry.levels[level]
        if definition.number_format == "bullet":
            return BULLETS.get(definition.text, definition.text)
        printed = definition.text
        for index in range(level + 1):
            own = entry.levels.get(index, _Level())
            shape = "decimal" if definition.legal else own.number_format
            value = counts.get(index, own.start)
            printed = printed.replace(f"%{index + 1}", formatted(value, shape))
        return printed.strip()


def _numbering_root(document: Any) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering"):
            return relation.target_part.element
    return None


def _default_style(styles: dict[Any, Any]) -> str | None:
    for name, style in styles.items():
        kind = style.get(qn("w:type"))
        if kind == "paragraph" and style.get(qn("w:default")) in {"1", "true"}:
            return str(name)
    return None


def _levels(node: Any) -> dict[int, _Level]:
    return {
        _whole(level.get(qn("w:ilvl")), 0): _Level(
            start=_whole(_value(level, "w:start"), 1),
            number_format=_value(level, "w:numFmt") or "decimal",
            text=_value(level, "w:lvlText") or "",
            restart=_restart(level),
            legal=level.find(qn("w:isLgl")) is not None,
        )
        for level in node.iter(qn("w:lvl"))
    }


def _restart(level: Any) -> int | None:
    value = _value(level, "w:lvlRestart")
    return None if value is None else _whole(value, 0)


def _number_of(node: Any) -> tuple[str | None, int | None]:
    found = node.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if found is None:
        return None, None
    level = _value(found, "w:ilvl")
    return _value(found, "w:numId"), None if level is None else _whole(level, 0)


def _value(node: Any, tag: str) -> str | None:
    found = None if node is None else node.find(qn(tag))
    return None if found is None else found.get(qn("w:val"))


def _whole(value: str | None, otherwise: int) -> int:
    try:
        return int(value) if value is not None else otherwise
    except ValueError:
        return otherwise
