"""A file's lines become paragraphs: wrapped lines are joined, furniture set apart."""

import math
import re
from dataclasses import dataclass, replace

from cms.documents.readers import ReadFile, ReadLine
from cms.documents.readers.words import Words

from .labels import DASHES, Label, is_roman_heading, label_of
from .marks import SOFT_HYPHEN, plain, without_unseen
from .phrases import is_annex, is_scrap, is_upper, opens_section
from .tables import cells_of

_TERMINAL = (".", ";", ":", ",", "!", "?", "»", "”", '"', ")")
_LIST_END = re.compile(r"(?:[;:]|\b(?:and|or|y|e|o|u))$", re.IGNORECASE)
_LEANS_ON = re.compile(
    r"\b(?:the|a|an|of|on|in|to|for|and|or|by|with|from|as|at|its|their|"
    r"el|la|los|las|un|una|de|del|en|a|al|para|por|con|y|e|o|su|sus)$",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\([A-Z]{2,7}\)$")
_FACT = re.compile(r"[A-Z][\w-]{1,30}: \S")
_RULE = re.compile(r"-{3,}")
# No paragraph of a paper is longer; joining more would only cost time.
_LONGEST, _LONGEST_WORD, _WORD_IN_CAPITALS = 20_000, 60, 25
# Texts wrapped by hand keep within these columns.
_WRAP_MIN, _WRAP_MAX, _FILLED = 50, 100, 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the source, on one line, with white space made even.

    `first` and `last` count the source's lines from 1 over all pages.
    """

    text: str
    label: str = ""
    level: int = 0
    first: int = 0
    last: int = 0
    furniture: bool = False
    after_blank: bool = False
    style: str = ""
    indent: int = 0
    """How many signs a plain text leaves free before the paragraph."""
    cells: tuple[str, ...] = ()
    """What stands in the columns of a table's row."""


@dataclass(slots=True)
class _Source:
    line: ReadLine
    number: int
    opens_page: bool
    after_full: bool = False
    """In a text wrapped by hand: whether the line above was mostly filled."""


def lines_of(file: ReadFile) -> list[Line]:
    """Give the paragraphs of a file in order; no character but white space is lost.

    The one exception are hyphens that only broke a word at a line's end.
    """
    sources = _numbered(file)
    facts = _facts_end(sources) if file.kind == "txt" else 0
    words = Words(source.line.text for source in sources)
    mends = words.parted if file.kind == "pdf" else str
    lines: list[Line] = []
    blank = False
    body: int | None = None
    for source in sources:
        if not source.line.printed.strip():
            blank, body = True, None if file.kind == "txt" else body
            continue
        above = len(lines[body].cells) if body is not None else 0
        new = _line(source, blank, source.number <= facts, above)
        new = replace(new, text=mends(new.text))
        if not without_unseen(new.text + new.label).strip():
            # Nobody sees that the line is not empty; what it holds is kept apart.
            blank, body = True, None if file.kind == "txt" else body
            lines.append(replace(new, furniture=True))
            continue
        in_table = bool(new.cells) or (body is not None and bool(lines[body].cells))
        joins = body is not None and not (new.furniture or in_table)
        if joins and body is not None and _goes_on(lines[body], source):
            lines[body] = _joined(lines[body], new, words)
            continue
        lines.append(new)
        if not new.furniture:
            blank, body = False, len(lines) - 1
    return lines


def _numbered(file: ReadFile) -> list[_Source]:
    sources: list[_Source] = []
    full, filled = _full_line(file), False
    for page in file.pages:
        fresh = True
        for line in page.lines:
            sources.append(_Source(line, len(sources) + 1, fresh, filled))
            filled = len(line.text.rstrip()) >= full
            fresh = fresh and (line.furniture or not line.text.strip())
    return sources


def _full_line(file: ReadFile) -> float:
    """Give from how many signs on a line counts as full; texts with long lines none."""
    widest = max(
        (len(ln.text.rstrip()) for p in file.pages for ln in p.lines), default=0
    )
    is_wrapped = file.kind == "txt" and _WRAP_MIN <= widest <= _WRAP_MAX
    return widest * _FILLED if is_wrapped else math.inf


def _facts_end(sources: list[_Source]) -> int:
    """Find the end of a catalogue card (`Title: …`) closed by a rule, if there is one.

    The Conference's papers beside the repository carry such a card; it is no part of
    the paper.
    """
    for source in sources[:40]:
        text = source.line.text.strip()
        if _RULE.fullmatch(text):
            return source.number if source.number > 1 else 0
        if not _FACT.match(text):
            return 0
    return 0


def _line(source: _Source, blank: bool, is_fact: bool, above: int) -> Line:
    line = source.line
    return Line(
        text=_even(line.text),
        label=_even(line.label),
        level=line.level,
        first=source.number,
        last=source.number,
        furniture=line.furniture or is_fact,
        after_blank=blank,
        style=line.style,
        indent=_indent(line.text),
        cells=tuple(_even(cell) for cell in cells_of(line.text, above)),
    )


def _indent(text: str) -> int:
    free = text[: len(text) - len(text.lstrip())]
    return len(free.expandtabs(4))


def _even(text: str) -> str:
    return " ".join(text.split())


def _goes_on(before: Line, source: _Source) -> bool:
    """Say whether a line goes on with the paragraph before it."""
    if before.furniture or source.line.label or len(before.text) > _LONGEST:
        return False
    if source.line.starts_paragraph:
        return _breaks_off(before, source)
    text, above = plain(source.line.text), plain(before.text[-_LONGEST_WORD:])
    label = label_of(text)
    if _begins_anew(before, text, above, label):
        return False
    if not text[:1].isupper():
        return True
    if _LIST_END.search(above):
        return above[-1] not in ";:"
    return not (source.opens_page and _is_heading(before))


def _begins_anew(before: Line, text: str, above: str, label: Label | None) -> bool:
    """Say whether a line shows by itself that it is no more of what stands above."""
    ended = above.endswith(_TERMINAL)
    if label and label.printed not in (*DASHES, "*"):
        return ended or label.readings[0][0].startswith("bullet")
    if label:
        # A dash opens an item only below another one: else it is in the sentence.
        known = label_of(before.text)
        return ended and known is not None and known.printed == label.printed
    if is_scrap(text) or is_scrap(before.text) or (text[:1] == "[" and ended):
        return True
    in_capitals = is_upper(above) and len(above) > _WORD_IN_CAPITALS
    if in_capitals and _CLOSED.search(above):
        # A title ends with its abbreviation: `… (RCGM)`.
        return True
    # `Annex I` also stands within sentences; other headings do not.
    heads = text[:1].isupper() and opens_section(text) and (ended or not is_annex(text))
    return heads or (in_capitals and not is_upper(text))


def _breaks_off(before: Line, source: _Source) -> bool:
    """A sentence goes on over a line that ends early: `formuló las` / `siguientes:`."""
    text, above = plain(source.line.text), plain(before.text[-_LONGEST_WORD:])
    if not source.after_full or label_of(text):
        return False
    if not text[:1].islower():
        return bool(_LEANS_ON.search(above)) and not is_upper(above)
    return above[-1:].isalnum() or above.endswith(",")


def _is_heading(before: Line) -> bool:
    """A page break hides the gap below a heading; its number gives it away."""
    label = label_of(before.text)
    if label is None or not is_roman_heading(label):
        return False
    ended = before.text.endswith(_TERMINAL[:6]) or _LEANS_ON.search(before.text)
    return before.first == before.last and not ended


def _joined(before: Line, new: Line, words: Words) -> Line:
    return Line(
        text=_glued(before.text, new.text, words),
        label=before.label,
        level=before.level,
        first=before.first,
        last=new.last,
        after_blank=before.after_blank,
        style=before.style,
        indent=before.indent,
    )


def _glued(before: str, after: str, words: Words) -> str:
    """Join two lines; a hyphen goes where it surely only divides a word."""
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + after
    if not (before.endswith("-") and before[-2:-1].isalpha() and after[:1].isalpha()):
        return f"{before} {after}"
    return before[: -1 if words.is_divided(before, after) else None] + after
