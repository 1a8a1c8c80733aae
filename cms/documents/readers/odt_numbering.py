"""The numbers of lists and headings, counted as OpenDocument says (1.3, 19.880)."""

import re
from dataclasses import dataclass, field
from typing import Any

from .docx_numbering import BULLETS, formatted
from .odt_names import name

_FORMATS = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_LEVELS = 10
_MOST = 1_000_000
_PLACE = re.compile(r"%(\d{1,2})%")
_LEVEL_TAGS = (
    name("text:list-level-style-number"),
    name("text:list-level-style-bullet"),
    name("text:list-level-style-image"),
    name("text:outline-level-style"),
)


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list style: how its numbers are printed."""

    shape: str = ""
    bullet: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    in_step: bool = False
    pattern: str = ""


@dataclass(slots=True)
class _Counts:
    """The numbers reached in one list, by level; lists that go on share them."""

    style: str
    reached: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the items of one text; tell it of each list and item once, in order."""

    def __init__(self, content: Any, styles: Any) -> None:
        roots = [root for root in (styles, content) if root is not None]
        self._styles = {
            node.get(name("style:name")): node
            for root in roots
            for node in root.iter(name("style:style"))
            if node.get(name("style:family")) == "paragraph"
        }
        self._lists = {
            str(node.get(name("style:name"))): _levels(node)
            for root in roots
            for node in root.iter(name("text:list-style"))
        }
        outlines = [n for r in roots for n in r.iter(name("text:outline-style"))]
        self._outline = _levels(outlines[0]) if outlines else {}
        self._headings = _Counts("")
        self._open: list[_Counts] = []
        self._by_id: dict[str, _Counts] = {}
        self._last: dict[str, _Counts] = {}

    def open(self, node: Any, style: str, level: int) -> None:
        """Note that a list begins; the outermost one says whether it goes on."""
        if level > 1:
            counts = self._open[-1]
        else:
            counts = self._continued(node, style) or _Counts(style)
            self._last[style] = counts
        known = node.get(name("xml:id"))
        if known:
            self._by_id[known] = counts
        self._open.append(counts)

    def close(self, level: int) -> None:
        """Note that the list ends."""
        del self._open[level - 1 :]

    def _continued(self, node: Any, style: str) -> _Counts | None:
        earlier = self._by_id.get(node.get(name("text:continue-list")) or "")
        if earlier is not None and earlier.style == style:
            return earlier
        goes_on = node.get(name("text:continue-numbering")) == "true"
        return self._last.get(style) if goes_on else None

    def count(self, item: Any, style: str, level: int) -> str:
        """Count an item of the list that is open, and give its number as printed."""
        levels = self._lists.get(style, {})
        start = item.get(name("text:start-value"))
        reached = self._open[-1].reached
        _step(reached, level, levels, _whole(start, -1))
        return _printed(levels, level, reached)

    def outline(self, heading: Any) -> tuple[str, int]:
        """Count a heading outside of lists; most have no number."""
        level = min(max(_whole(heading.get(name("text:outline-level")), 1), 1), _LEVELS)
        definition = self._outline.get(level, _Level())
        if not definition.shape or heading.get(name("text:is-list-header")) == "true":
            return "", 0
        start = heading.get(name("text:start-value"))
        _step(self._headings.reached, level, self._outline, _whole(start, -1))
        return _printed(self._outline, level, self._headings.reached), level - 1

    def style_name(self, paragraph: Any) -> str:
        """Give the style as a person sees its name, past the automatic ones."""
        style = self._styles.get(paragraph.get(name("text:style-name")))
        if style is None:
            return ""
        shown = style.get(name("style:display-name"))
        if shown is None and style.get(name("style:parent-style-name")):
            above = style.get(name("style:parent-style-name"))
            parent = self._styles.get(above)
            shown = None if parent is None else parent.get(name("style:display-name"))
            return shown or str(above)
        return shown or str(style.get(name("style:name")))

    def breaks_before(self, paragraph: Any) -> bool:
        """Say whether the paragraph's own style begins a page."""
        style = self._styles.get(paragraph.get(name("text:style-name")))
        if style is None:
            return False
        if style.get(name("style:master-page-name")):
            return True
        properties = style.find(name("style:paragraph-properties"))
        said = None if properties is None else properties.get(name("fo:break-before"))
        return said == "page"


def _levels(style: Any) -> dict[int, _Level]:
    return {
        _whole(node.get(name("text:level")), 1): _Level(
            shape=node.get(name("style:num-format")) or "",
            bullet=node.get(name("text:bullet-char")) or "",
            prefix=node.get(name("style:num-prefix")) or "",
            suffix=node.get(name("style:num-suffix")) or "",
            shown=_whole(node.get(name("text:display-levels")), 1),
            start=_whole(node.get(name("text:start-value")), 1),
            in_step=node.get(name("style:num-letter-sync")) == "true",
            pattern=node.get(name("loext:num-list-format")) or "",
        )
        for node in style.iter(*_LEVEL_TAGS)
    }


def _step(
    reached: dict[int, int], level: int, levels: dict[int, _Level], start: int
) -> None:
    """Count one item: what is below it begins anew."""
    first = levels.get(level, _Level()).start
    reached[level] = start if start >= 0 else reached.get(level, first - 1) + 1
    for deeper in [known for known in reached if known > level]:
        del reached[deeper]


def _printed(levels: dict[int, _Level], level: int, reached: dict[int, int]) -> str:
    own = levels.get(level, _Level())
    if own.bullet:
        return BULLETS.get(own.bullet, own.bullet)
    if not own.shape:
        return ""

    def number(at: int) -> str:
        one = levels.get(at, _Level())
        return _formatted(reached.get(at, one.start), one)

    if own.pattern:
        return _PLACE.sub(lambda found: number(int(found[1])), own.pattern).strip()
    first = max(level - own.shown + 1, 1)
    numbers = [number(at) for at in range(first, level + 1)]
    shown = ".".join(part for part in numbers if part)
    return f"{own.prefix}{shown}{own.suffix}".strip()


def _formatted(value: int, level: _Level) -> str:
    """Letters after `z` are `aa`, `bb` where they keep step, else `aa`, `ab`."""
    if not level.shape:
        return ""
    kind = _FORMATS.get(level.shape, "decimal")
    if not kind.endswith("Letter") or level.in_step or value < 1:
        return formatted(value, kind)
    letters = ""
    while value > 0:
        value, rest = divmod(value - 1, 26)
        letters = chr(ord(level.shape) + rest) + letters
    return letters


def _whole(said: str | None, otherwise: int) -> int:
    if said and said.isascii() and said.isdigit():
        return min(int(said[:9]), _MOST)
    return otherwise
