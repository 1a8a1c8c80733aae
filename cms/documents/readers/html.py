"""Web pages: what a reader would see, block by block, without scripts or styles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from . import text
from .docx_numbering import formatted
from .errors import UnreadableFile
from .html_hidden import Hiding
from .pages import ReadFile, ReadLine, ReadPage

# Not the head as such: where no body is named, the parser may put the page into it.
_UNSEEN = {"script", "style", "template", "noscript", "title", "iframe", "object"}
_HEADINGS = {f"h{level}": f"Heading {level}" for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS,
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "figcaption",
    "footer",
    "form",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
}
_NUMBERED = {
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
}
_BULLET = "•"
_WHOLE = re.compile(r"-?[0-9]{1,6}", re.ASCII)
_META = re.compile(
    rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.IGNORECASE
)
_ENCODINGS = re.compile(
    r"utf-?8|us-ascii|iso-8859-\d{1,2}|latin-?1|windows-125\d|macintosh|koi8-[ru]|"
    r"gb2312|gbk|gb18030|big5|shift_jis|euc-(?:jp|kr)"
)
_HIDING = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def read(path: Path) -> ReadFile:
    """Read a web page as one page; raises `empty` where nothing in it is seen."""
    decoded, notes = text.characters(path, charset=_charset)
    lines, title = seen(decoded)
    if not lines:
        raise UnreadableFile("empty")
    return ReadFile("html", (ReadPage(1, lines),), title, tuple(notes))


def seen(decoded: str) -> tuple[tuple[ReadLine, ...], str | None]:
    """Give the lines that a reader of the page sees, and its title."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(decoded.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableFile("broken") from error
    if root is None:
        return (), None
    title = root.findtext(".//title")
    return tuple(_lines(root)), " ".join(title.split()) if title else None


def _charset(head: bytes) -> str:
    """Give the encoding that the page names, if it is one that pages are written in."""
    found = _META.search(head)
    name = found[1].decode("ascii").lower() if found else ""
    if not _ENCODINGS.fullmatch(name):
        return ""
    # As browsers do, which take the smaller sets for their Windows supersets.
    return {"iso-8859-1": "cp1252", "us-ascii": "cp1252"}.get(name, name)


class _Lists:
    """The lists that stand open, and the sign before the item that comes next."""

    def __init__(self) -> None:
        # For each list the format of its numbers (none for bullets), and the next one.
        self._open: list[tuple[str, int]] = []
        self._label = ""

    def meet(self, event: str, node: Any) -> None:
        """Note where a list or an item begins or ends."""
        if node.tag in {"ol", "ul"}:
            if event == "start":
                kind = _NUMBERED.get(node.get("type", ""), "decimal")
                numbers = kind if node.tag == "ol" else ""
                self._open.append((numbers, _whole(node.get("start"), 1)))
            elif self._open:
                self._open.pop()
        elif node.tag == "li" and event == "start" and self._open:
            kind, following = self._open[-1]
            value = _whole(node.get("value"), following)
            self._open[-1] = kind, value + 1
            self._label = f"{formatted(value, kind)}." if kind else _BULLET

    def take(self) -> tuple[str, int]:
        """Give the sign once, to the first line of its item, and the level."""
        label, self._label = self._label, ""
        return label, max(len(self._open) - 1, 0)


def _whole(said: str | None, otherwise: int) -> int:
    return int(said) if said and _WHOLE.fullmatch(said) else otherwise


def _lines(root: Any) -> Iterator[ReadLine]:
    """Give a line for each block; the walk keeps no stack that depth could break."""
    words: list[str] = []
    style = ""
    lists = _Lists()
    hiding = Hiding(node.text or "" for node in root.iter("style"))
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, node in walk:
        block = node.tag in _BLOCKS
        if block:
            yield from _line(words, style, lists)
            words.clear()
            lists.meet(event, node)
            style = _HEADINGS.get(node.tag, "") if event == "start" else ""
        if event == "start" and (_unseen(node) or hiding.hides(node)):
            walk.skip_subtree()
        elif event == "start":
            words.append(node.text or "")
            words.append(" " if node.tag in {"td", "th"} else "")
        if event != "start":
            words.append(node.tail or "")
    yield from _line(words, style, lists)


def _line(words: list[str], style: str, lists: _Lists) -> Iterator[ReadLine]:
    line = " ".join("".join(words).split())
    if line:
        label, level = lists.take()
        yield ReadLine(text=line, label=label, level=level, style=style)


def _unseen(node: Any) -> bool:
    hidden = "hidden" in node.attrib or _HIDING.search(node.get("style", ""))
    return node.tag in _UNSEEN or bool(hidden)
