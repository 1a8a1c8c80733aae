"""RTF: the words in their order, pages at its page breaks, notes after the text."""

import re
from collections.abc import Iterator
from pathlib import Path

from striprtf.striprtf import rtf_to_text

from .archives import damaged
from .errors import UnreadableFile
from .pages import ReadFile, ReadLine, ReadPage
from .text import MAX_TEXT_BYTES

MAX_DEPTH = 500
_MOST_GROUPS = 5000
_BRACE = re.compile(r"\\[\\{}]|[{}]")
# A page break is a word of RTF; as a form feed it survives the words' being dropped.
_PAGE = re.compile(r"\\page(?![A-Za-z0-9-])\s?")
_ESCAPED = "\0"
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_PICTURE = re.compile(r"\{\\\*?\\?(?:shppict|pict|objdata|themedata|datastore)\b")
# Programs mark more as deleted than was (LibreOffice: the words before a paragraph
# mark that went), so all words are read, and the reader of the note decides.
_TRACKED = re.compile(r"\\(?:deleted|revised)(?![a-z0-9])")
_APART = {
    "footnote": False,
    "header": True,
    "headerf": True,
    "headerl": True,
    "headerr": True,
    "footer": True,
    "footerf": True,
    "footerl": True,
    "footerr": True,
}


def read(path: Path) -> ReadFile:
    """Read an RTF file; raises `too_deep` for groups without end."""
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise UnreadableFile("too_large")
    with damaged():
        source = path.read_bytes().decode("cp1252", "replace").replace("\0", "")
        source = _without_pictures(source, dict(_groups(source)))
        return _read(source)


def _read(source: str) -> ReadFile:
    ends = dict(_groups(source))
    seen: set[str] = set()
    apart = {
        word: list(_distinct(source, ends, word, seen))
        for word in _APART
        if word in source
    }
    text = _words(_paged(source))
    pages = [[ReadLine(line) for line in p.split("\n")] for p in text.split("\f")]
    for word, groups in apart.items():
        lines = [
            ReadLine(line.strip(), furniture=_APART[word])
            for group in groups
            for line in group.split("\n")
            if line.strip()
        ]
        if word.startswith("header"):
            pages[0] = lines + pages[0]
        else:
            pages[-1] = pages[-1] + lines
    if not any(line.text.strip() for page in pages for line in page):
        raise UnreadableFile("empty")
    return ReadFile(
        kind="rtf",
        pages=tuple(ReadPage(at, tuple(lines)) for at, lines in enumerate(pages, 1)),
        notes=("changes_unsettled",) if _TRACKED.search(source) else (),
    )


def _groups(source: str) -> Iterator[tuple[int, int]]:
    """Give where each group begins and ends; raises `too_deep`."""
    waiting: list[int] = []
    for found in _BRACE.finditer(source):
        if found[0] == "{":
            waiting.append(found.start())
            if len(waiting) > MAX_DEPTH:
                raise UnreadableFile("too_deep")
        elif found[0] == "}" and waiting:
            yield waiting.pop(), found.end()


def _without_pictures(source: str, ends: dict[int, int]) -> str:
    """Drop pictures, which are most of a file and none of its words."""
    kept: list[str] = []
    at = 0
    for found in _PICTURE.finditer(source):
        if found.start() >= at and found.start() in ends:
            kept.append(source[at : found.start()])
            at = ends[found.start()]
    return "".join([*kept, source[at:]])


def _distinct(
    source: str, ends: dict[int, int], word: str, seen: set[str]
) -> Iterator[str]:
    """Give the words of the notes, headers or footers, each once."""
    page = _CODE_PAGE.search(source)
    head = "{\\rtf1\\ansi" + (page[0] if page else "") + " "
    for count, found in enumerate(re.finditer(rf"\{{\\{word}(?![a-z])", source)):
        end = ends.get(found.start())
        if end is None or count > _MOST_GROUPS:
            return
        words = _words(head + source[found.end() : end] + "}").strip()
        if words and words not in seen:
            seen.add(words)
            yield words


def _paged(source: str) -> str:
    """Turn page breaks into form feeds, but not the words of an escaped backslash."""
    hidden = source.replace("\\\\", _ESCAPED)
    return _PAGE.sub(r"\\'0c", hidden).replace(_ESCAPED, "\\\\")


def _words(source: str) -> str:
    """Give the words, with pairs of half signs joined and what is torn marked."""
    text = rtf_to_text(source, errors="replace").replace("\0", "")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
