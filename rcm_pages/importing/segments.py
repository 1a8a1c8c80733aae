"""Paragraphs become a paper: title block, opening, preambles, headings and items."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cms.documents.readers import ReadFile

from .duties import with_duties
from .labels import MAX_LEVEL, Label, Outline, is_roman_heading, label_of, printed_label
from .paper import Deadline, Paper, Segment, SegmentKind
from .phrases import (
    is_upper,
    language_of,
    opens_paper,
    opens_preamble,
    opens_with_infinitive,
    work_type_of,
)
from .reader import Line, lines_of
from .titles import block_end, facts_of

__all__ = ["Deadline", "Paper", "Segment", "paper_from", "parse"]

_ENDS = (".", ";", ":", ",")
_HEADING, _NUMBERED_HEADING, _SENTENCE = 100, 160, 60
_HEADING_STYLES = ("heading", "título", "titulo", "title")


def parse(file: ReadFile) -> Paper:
    """Read a paper out of a file; never raises, whatever the file says."""
    return paper_from(lines_of(file))


def paper_from(lines: Sequence[Line]) -> Paper:
    """Make a paper of its paragraphs; `losses.lost_characters` proves it whole."""
    body = [line for line in lines if not line.furniture]
    end = block_end(body)
    block = tuple(_printed(line) for line in body[:end])
    segments = with_duties(_Segmenter(body[end:]).run())
    opening = next((s.text for s in segments if s.kind == "opening"), "")
    facts = facts_of(block, opening)
    return Paper(
        title=facts.title,
        title_block=block,
        body_name=facts.body_name,
        ordinal=facts.ordinal,
        place=facts.place,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        language=language_of(" ".join(line.text for line in body)),
        work_type=facts.work_type or _type_from_headings(segments),
        segments=tuple(segments),
        furniture=tuple(_printed(line) for line in lines if line.furniture),
    )


def _printed(line: Line) -> str:
    return f"{line.label} {line.text}".strip()


def _type_from_headings(segments: Sequence[Segment]) -> str | None:
    """Older papers name their kind in the first heading only: CONCLUSIONS."""
    early = [s.text for s in segments[:4] if s.kind == "heading"]
    return next((kind for kind in map(work_type_of, early) if kind), None)


@dataclass(slots=True)
class _Segmenter:
    """Goes down the paragraphs once, knowing what stands before and after each."""

    lines: Sequence[Line]
    done: list[Segment] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    labels: list[Label | None] = field(default_factory=list)
    listing: bool = False

    def run(self) -> list[Segment]:
        """Give one segment for each paragraph, in order."""
        self.labels = [_label(line) for line in self.lines]
        for index in range(len(self.lines)):
            self._take(index)
        return self.done

    def _take(self, index: int) -> None:
        line, label = self.lines[index], self.labels[index]
        kind = self._kind(index)
        level = 0
        if kind == "heading":
            self.outline, level = Outline(), 1
        elif kind == "item":
            level = self.outline.level(label, line.level) if label else self._unmarked()
        elif kind == "paragraph":
            # The count goes on after a paragraph, so that levels stay as they were.
            self.listing = self._opens_list(index)
        if kind != "paragraph":
            self.listing = kind == "item" and label is None
        self.done.append(
            Segment(
                kind=kind,
                label=label.printed if label else "",
                text=label.rest if label else line.text,
                level=level,
                source=(line.first, line.last),
            )
        )

    def _unmarked(self) -> int:
        return min(len(self.outline.open) + 1, MAX_LEVEL)

    def _kind(self, index: int) -> SegmentKind:
        label = self.labels[index]
        if label is not None:
            return "heading" if self._is_numbered_heading(index, label) else "item"
        if self._is_heading(index):
            return "heading"
        if self._is_opening(index):
            return "opening"
        if self._is_preamble(index):
            return "preamble"
        if self._is_chapeau(index):
            return "chapeau"
        if self.listing and opens_with_infinitive(self.lines[index].text):
            return "item"
        return "paragraph"

    def _is_numbered_heading(self, index: int, label: Label) -> bool:
        line = self.lines[index]
        if not label.rest or label.rest.endswith(_ENDS):
            return False
        if len(label.rest) > _NUMBERED_HEADING:
            return False
        dotted = label.readings[0][0].startswith("dotted")
        return (
            is_roman_heading(label)
            or _has_heading_style(line)
            or (dotted and len(label.rest) <= _HEADING)
            or (is_upper(label.rest) and not label.readings[0][0].startswith("bullet"))
        )

    def _is_heading(self, index: int) -> bool:
        line = self.lines[index]
        text = line.text
        if text.endswith(_ENDS) or not text[:1].isupper() or len(text) > _HEADING:
            return False
        if is_upper(text) or _has_heading_style(line):
            return True
        if self._next_is_item(index):
            return not self.listing
        # A short line alone between blanks, above text that follows it closely.
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if following is None or not line.after_blank:
            return False
        return len(text) <= _SENTENCE and len(following.text) > len(text)

    def _is_opening(self, index: int) -> bool:
        if index or self.done:
            return False
        text = self.lines[index].text
        known = opens_paper(text) or text.startswith(("[opening", "[apertura"))
        ends = text.endswith((":", ",", ".", ";", "]"))
        return ends and (known or len(text) > _SENTENCE) and not opens_preamble(text)

    def _is_preamble(self, index: int) -> bool:
        """Preambles follow the opening or one another, before the first heading."""
        if any(s.kind not in {"opening", "preamble"} for s in self.done):
            return False
        text = self.lines[index].text
        return opens_preamble(text) and text.endswith((";", ",", ".", ":"))

    def _is_chapeau(self, index: int) -> bool:
        """A chapeau introduces the items that come right after it."""
        if not self._next_is_item(index):
            return False
        follows_heading = bool(self.done) and self.done[-1].kind == "heading"
        return follows_heading or self.lines[index].text.endswith(":")

    def _next_is_item(self, index: int) -> bool:
        if index + 1 >= len(self.lines):
            return False
        label = self.labels[index + 1]
        return label is not None and not self._is_numbered_heading(index + 1, label)

    def _opens_list(self, index: int) -> bool:
        """A colon and at least two infinitives after it make a list without marks."""
        if not self.lines[index].text.endswith(":"):
            return False
        run = zip(
            self.lines[index + 1 : index + 3], self.labels[index + 1 :], strict=False
        )
        found = [opens_with_infinitive(line.text) and not mark for line, mark in run]
        return len(found) == 2 and all(found)


def _label(line: Line) -> Label | None:
    if line.label:
        return printed_label(line.label, line.text)
    return label_of(line.text)


def _has_heading_style(line: Line) -> bool:
    return line.style.lower().startswith(_HEADING_STYLES)
