"""Web pages: what a reader would see, block by block, without scripts or styles."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from . import text
from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage

_UNSEEN = {"script", "style", "template", "noscript", "head", "iframe", "object"}
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
_HIDING = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


def read(path: Path) -> ReadFile:
    """Read a web page as one page; raises `empty` where nothing in it is seen."""
    if path.stat().st_size > text.MAX_TEXT_BYTES:
        raise UnreadableFile("too_large")
    decoded, notes = text.decode(path.read_bytes())
    if "\0" in decoded:
        decoded = decoded.replace("\0", "")
        notes.append("nuls_dropped")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(decoded.encode("utf-8", "replace"), parser)
    except etree.LxmlError as error:
        raise UnreadableFile("broken") from error
    lines = tuple(_lines(root)) if root is not None else ()
    if not lines:
        raise UnreadableFile("empty")
    title = root.findtext(".//title")
    return ReadFile(
        kind="html",
        pages=(ReadPage(1, lines),),
        title=" ".join(title.split()) if title else None,
        notes=tuple(notes),
    )


def _lines(root: Any) -> Iterator[ReadLine]:
    """Give a line for each block; the walk keeps no stack that depth could break."""
    words: list[str] = []
    style = ""
    walk = etree.iterwalk(root, events=("start", "end", "comment"))
    for event, node in walk:
        block = node.tag in _BLOCKS
        if block:
            yield from _line(words, style)
            words.clear()
            style = _HEADINGS.get(node.tag, "") if event == "start" else ""
        if event == "start" and _unseen(node):
            walk.skip_subtree()
        elif event == "start":
            words.append(node.text or "")
            words.append(" " if node.tag in {"td", "th"} else "")
        if event != "start":
            words.append(node.tail or "")
    yield from _line(words, style)


def _line(words: list[str], style: str) -> Iterator[ReadLine]:
    line = " ".join("".join(words).split())
    if line:
        yield ReadLine(text=line, style=style)


def _unseen(node: Any) -> bool:
    hidden = "hidden" in node.attrib or _HIDING.search(node.get("style", ""))
    return node.tag in _UNSEEN or bool(hidden)
