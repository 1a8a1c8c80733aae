"""Passages: the best pieces of a document, with the found words marked.

It uses the analysis of the index, so that what is marked is what was found.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from search.documents import SearchDocument, Section
from search.matching import Match, Matcher
from search.parser import Parsed
from search.query import Passage

PASSAGES = 3
WIDTH = 240
# How much of one section is analysed, from a little before its first likely word.
ANALYSED = 20_000
BEFORE = 400
# How many sections are analysed, the likeliest first.
CANDIDATES = 6
_KINDS = {"body": 0, "summary": 1, "file": 2, "title_block": 3}
_blanks = re.compile(r"\s")


class Window(NamedTuple):
    """A piece of a text, text[start:end], and what was found in it."""

    start: int
    end: int
    matches: tuple[Match, ...] = ()

    @property
    def worth(self) -> tuple[int, int]:
        """Different terms first, then how often they stand there."""
        return len({match.term for match in self.matches}), len(self.matches)


def title_html(document: SearchDocument, parsed: Parsed) -> SafeString:
    """Return the title with the found words marked."""
    matches = Matcher(parsed, document.language, "title").find(document.title)
    return mark(document.title, Window(0, len(document.title), tuple(matches)))


def passages(document: SearchDocument, parsed: Parsed) -> tuple[Passage, ...]:
    """Return the best passages, or the document's opening if none holds a word."""
    matcher = Matcher(parsed, document.language)
    found = [
        (window, section)
        for section, first in _likeliest(document, matcher)
        if (window := best_window(section.text, _matches(matcher, section, first)))
    ]
    # Of two that tell as much the text itself goes before the file that repeats it.
    found.sort(key=lambda pair: _KINDS.get(pair[1].kind, len(_KINDS)))
    found.sort(key=lambda pair: pair[0].worth[0], reverse=True)
    if found:
        return tuple(_passage(*pair) for pair in found[:PASSAGES])
    return tuple(
        _passage(_cut(section.text, 0, 0), section) for section in _opening(document)
    )


def _sections(document: SearchDocument) -> Sequence[Section]:
    if not document.summary:
        return document.sections
    return (Section(document.summary, "summary", ""), *document.sections)


def _opening(document: SearchDocument) -> list[Section]:
    told = [s for s in _sections(document) if s.kind != "title_block" and s.text]
    return told[:1]


def _likeliest(
    document: SearchDocument, matcher: Matcher
) -> Iterable[tuple[Section, int]]:
    """Yield the sections worth analysing, each with its first likely place."""
    if not matcher:
        return []
    sections = _sections(document)
    every = [(section, *matcher.likely(section.text)) for section in sections]
    # If none seems to hold a word, the guess may be wrong: look at the first ones.
    likely = [each for each in every if each[1]] or every
    likely.sort(key=lambda each: (-each[1], _KINDS.get(each[0].kind, len(_KINDS))))
    return [(section, first) for section, _, first in likely[:CANDIDATES]]


def _matches(matcher: Matcher, section: Section, first: int) -> list[Match]:
    start = section.text.rfind(" ", 0, max(0, first - BEFORE)) + 1
    return matcher.find(section.text, start, start + ANALYSED)


def best_window(text: str, matches: Sequence[Match]) -> Window | None:
    """Return the piece of text, about 240 characters, that shows the most."""
    if not matches:
        return None
    candidates = []
    for number, first in enumerate(matches):
        limit = max(first.end, first.start + WIDTH)
        inside = [m for m in matches[number : number + 40] if m.end <= limit]
        candidates.append(
            Window(first.start, max(m.end for m in inside), tuple(inside))
        )
    best = max(candidates, key=lambda window: window.worth)
    return _cut(text, best.start, best.end)._replace(matches=best.matches)


def _cut(text: str, start: int, end: int) -> Window:
    """Widen text[start:end] to about 240 characters, on word boundaries."""
    spare = max(0, WIDTH - (end - start))
    left = max(0, start - spare // 3)
    right = min(len(text), max(end, left + WIDTH))
    left = max(0, min(left, right - WIDTH)) if right - WIDTH < start else left
    return Window(_word_start(text, left, start), _word_end(text, right, end))


def _word_start(text: str, left: int, start: int) -> int:
    """Move right to where a word begins, at most to `start`."""
    if left == 0 or text[left - 1].isspace():
        return left
    blank = _blanks.search(text, left, start)
    return blank.end() if blank else start


def _word_end(text: str, right: int, end: int) -> int:
    """Move left to where a word ends, at most to `end`; or cut a word without end."""
    if right == len(text) or text[right].isspace():
        return right
    for position in range(right, end, -1):
        if text[position - 1].isspace():
            return position - 1
    return end or right


def _passage(window: Window, section: Section) -> Passage:
    html = mark(section.text, window)
    before = "… " if window.start else ""
    after = " …" if window.end < len(section.text) else ""
    return Passage(
        html=format_html("{}{}{}", before, html, after),
        locator=section.locator,
        kind=section.kind,
        label=section.label,
    )


def mark(text: str, window: Window) -> SafeString:
    """Return the piece of text as HTML, what was found inside `<mark>`."""
    pieces: list[SafeString] = []
    position = window.start
    for start, end, _ in window.matches:
        if start >= position and end <= window.end:
            pieces.append(
                format_html("{}<mark>{}</mark>", text[position:start], text[start:end])
            )
            position = end
    pieces.append(format_html("{}", text[position : window.end]))
    return format_html_join("", "{}", ((piece,) for piece in pieces))
