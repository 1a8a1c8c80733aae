"""What each paragraph is: opening, preamble, heading, lead line, item or plain."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .dates import days_in, month_in
from .labels import Label, is_roman_heading, label_of, printed_label
from .listing import Listing, listing_after
from .marks import plain
from .paper import Segment, SegmentKind
from .phrases import (
    COUNTED,
    is_upper,
    opens_moved,
    opens_paper,
    opens_preamble,
    opens_section,
    opens_with_infinitive,
    tells_of_meeting,
)
from .reader import Line
from .remarks import role_of
from .tables import Columns, columns_of, number_of
from .titles import heads_meeting

_ENDS = (".", ";", ":", ",")
_CUT = ("...", "…")
_HEADING, _NUMBERED_HEADING, _SENTENCE, _UPPER = 100, 160, 60, 200
_NEAR = 500
_SHORT_HEADING = 60
_HEADING_STYLES = ("heading", "título", "titulo", "title")
_SAID = frozenset({"item", "paragraph", "preamble"})
_DAYS = re.compile(r"\bon \d|\d{4}|\bel \d")


def label_at(line: Line) -> Label | None:
    """Read a line's label: Word's own, or the one printed at its beginning."""
    if line.label:
        return printed_label(line.label, line.text)
    if line.cells:
        number = number_of(line.cells)
        if not number or not line.text.startswith(number):
            return None
        return printed_label(number, line.text[len(number) :].strip())
    return label_of(line.text)


@dataclass(slots=True)
class Kinds:
    """Says of each paragraph what it is, from its words, neighbours and past."""

    lines: Sequence[Line]
    labels: Sequence[Label | None]
    listing: Listing | None = field(default=None)
    columns: Columns | None = None
    """Of the table that a row stands in, where its head tells of duties."""
    _rows: dict[int, bool] = field(default_factory=dict, init=False, repr=False)
    """Whether a numbered line stands among items, as far as it was asked."""

    def of(self, index: int, done: Sequence[Segment]) -> SegmentKind:
        """Give the kind of a paragraph; to be asked for each in order."""
        cells = self.lines[index].cells
        if not cells:
            self.columns = None
            return self._of_line(index, done)
        self.listing = None
        head = columns_of(cells)
        self.columns = head or self.columns
        if head is None and (self.columns or self.labels[index]):
            return "item"
        return "paragraph"

    def _of_line(self, index: int, done: Sequence[Segment]) -> SegmentKind:
        if self.listing and index > self.listing.last:
            self.listing = None
        inside = bool(self.listing and index >= self.listing.first)
        listing = listing_after(self.lines, self.labels, index)
        label = self.labels[index]
        if label is not None:
            self.listing = listing
            return "heading" if self._is_numbered_heading(index, label) else "item"
        if inside and not listing:
            return "item"
        self.listing = listing or (self.listing if inside else None)
        if inside:
            return "item"
        kind = self._of_unmarked(index, done)
        if listing and kind == "opening" and self._preamble_follows(index):
            self.listing = None
        return kind

    def _preamble_follows(self, index: int) -> bool:
        """What an opening leads to in gerunds is the preamble, not a list."""
        return opens_preamble(self.lines[index + 1].text)

    def _of_unmarked(self, index: int, done: Sequence[Segment]) -> SegmentKind:
        role = role_of(self.lines[index].text) if self._bracketed(index) else None
        told = self._of_remark(role, done)
        if told:
            return told
        if self._is_heading(index, done):
            return "heading"
        if self._is_opening(index, done):
            return "opening"
        if self._is_preamble(index, done):
            return "preamble"
        if self._is_chapeau(index, done):
            return "chapeau"
        return "paragraph"

    def _bracketed(self, index: int) -> bool:
        return self.lines[index].text[:1] == "["

    @staticmethod
    def _of_remark(role: str | None, done: Sequence[Segment]) -> SegmentKind | None:
        """A remark says itself what stood in its place."""
        if role == "preamble":
            return "preamble"
        if role in ("opening", "lead"):
            headed = all(s.kind == "heading" for s in done)
            return "opening" if role == "opening" or headed else "chapeau"
        return "paragraph" if role else None

    def _is_numbered_heading(self, index: int, label: Label) -> bool:
        line = self.lines[index]
        rest = plain(label.rest)
        if not rest or rest.endswith(_ENDS) or len(rest) > _NUMBERED_HEADING:
            return False
        family = label.readings[0][0]
        if family.startswith("bullet"):
            return _has_heading_style(line)
        if family.startswith("dotted"):
            return len(rest) <= _HEADING and not self._in_a_row(index, label)
        return (
            is_roman_heading(label)
            or _has_heading_style(line)
            or is_upper(rest)
            or self._heads_its_part(index, label, rest)
        )

    def _in_a_row(self, index: int, label: Label) -> bool:
        """`3.1`, `3.2` with nothing below them, under an item, are items themselves."""
        row: list[int] = []
        while (found := self._rows.get(index)) is None:
            row.append(index)
            found = self._begins_as_items(index, label)
            above = self.labels[index - 1] if index else None
            if found is not None or above is None:
                break
            index, label = index - 1, above
        self._rows.update(dict.fromkeys(row, bool(found)))
        return bool(found)

    def _begins_as_items(self, index: int, label: Label) -> bool | None:
        """Tell what the line above says of a row; None where it is one of the row."""
        above = self.labels[index - 1] if index else None
        if above is None or _has_heading_style(self.lines[index]):
            return False
        number = label.printed.strip(".)").split(".")
        before = above.printed.strip(".)").split(".")
        if before == number[:-1]:
            return plain(above.rest).endswith(":")
        beside = before[:-1] == number[:-1] and len(before) == len(number)
        return None if beside else False

    def _has_gaps(self) -> bool:
        """Only plain texts show gaps; in other formats none is to be expected."""
        near = self.lines[1:_NEAR]
        return any(line.after_blank for line in near)

    def _heads_its_part(self, index: int, label: Label, rest: str) -> bool:
        """`1. Introduction` above its text, `A. Reports` above a count of its own."""
        after = index + 1
        if after >= len(self.lines) or len(rest) > _SHORT_HEADING:
            return False
        if opens_with_infinitive(rest) or not rest[:1].isupper():
            return False
        below = self.labels[after]
        if below is None:
            text = plain(self.lines[after].text)
            gaps = self.lines[after].after_blank and self.lines[index].after_blank
            alone = gaps or not self._has_gaps()
            return alone and len(text) > len(rest) and text.endswith((".", ":"))
        if below.printed.startswith(label.printed.strip(".)") + "."):
            return True
        is_letter = any(name.startswith("upper_letter") for name, _ in label.readings)
        begins = any(
            name.startswith(("decimal", "lower")) and value == 1
            for name, value in below.readings
        )
        return is_letter and begins

    def _is_heading(self, index: int, done: Sequence[Segment]) -> bool:
        line = self.lines[index]
        text = plain(line.text)
        if heads_meeting(text) and any(s.kind in _SAID for s in done[-_NEAR:]):
            return True
        if opens_section(text[:_HEADING]) and len(text) <= _HEADING:
            return not (text.endswith(":") and self._next_is_item(index))
        bare = text.rstrip(".… ") if text.endswith(_CUT) else text
        if not text[:1].isupper() or len(text) > _UPPER or bare.endswith(_ENDS):
            return False
        if is_upper(bare) or _has_heading_style(line):
            return True
        if len(text) > _HEADING or text != bare:
            return len(text) <= _HEADING and self._goes_on_counting(text, done)
        if self._next_is_item(index):
            return True
        return self._goes_on_counting(text, done) or self._stands_alone(index, text)

    @staticmethod
    def _goes_on_counting(text: str, done: Sequence[Segment]) -> bool:
        """`II Workshop` heads a part as `I Workshop` did."""
        if not COUNTED.match(text):
            return False
        second = text.split()[1].strip(":.,").lower()
        return any(
            s.kind == "heading"
            and COUNTED.match(s.text)
            and s.text.split()[1].strip(":.,").lower() == second
            for s in done[-_NEAR:]
        )

    def _stands_alone(self, index: int, text: str) -> bool:
        """A short line alone between blanks, above text that follows it closely."""
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        if following is None or not self.lines[index].after_blank:
            return False
        short = len(text) <= _SENTENCE and len(plain(following.text)) > len(text)
        return short and not text.endswith(("!", "?", ")", '"', "”"))

    def _is_opening(self, index: int, done: Sequence[Segment]) -> bool:
        """The first paragraph of words, where it says who met, or where and when."""
        if any(s.kind != "heading" for s in _of_last_text(done)):
            return False
        text = plain(self.lines[index].text)
        if not text.endswith((":", ",", ".", ";", "]")) or opens_preamble(text):
            return False
        if opens_paper(text):
            return text.endswith((":", ",")) or tells_of_meeting(text)
        far = len(text) > _SENTENCE
        return far and tells_of_meeting(text) and bool(_DAYS.search(text))

    def _is_preamble(self, index: int, done: Sequence[Segment]) -> bool:
        """Preambles follow the opening or one another, before the first heading."""
        if any(s.kind not in {"opening", "preamble"} for s in done):
            return False
        text = plain(self.lines[index].text)
        opens = opens_preamble(text) or opens_moved(text)
        return opens and text.endswith((";", ",", ".", ":"))

    def _is_chapeau(self, index: int, done: Sequence[Segment]) -> bool:
        """A chapeau introduces the items that come right after it."""
        if self.listing and self.listing.first == index + 1:
            return True
        if not self._next_is_item(index):
            return False
        follows_heading = bool(done) and done[-1].kind == "heading"
        return follows_heading or plain(self.lines[index].text).endswith(":")

    def _next_is_item(self, index: int) -> bool:
        if index + 1 >= len(self.lines):
            return False
        label = self.labels[index + 1]
        return label is not None and not self._is_numbered_heading(index + 1, label)


def _of_last_text(done: Sequence[Segment]) -> Sequence[Segment]:
    """Give what stands in the last text of a file that holds several so far.

    The place and the days below the name of its meeting are part of its title.
    """
    begins = (at for at in range(len(done) - 1, -1, -1) if heads_meeting(done[at].text))
    at = next(begins, None)
    if at is None or done[at].part != "text":
        return done
    return [s for s in done[at:] if not (s.kind == "paragraph" and _is_dated(s.text))]


def _is_dated(text: str) -> bool:
    return len(text) <= _HEADING and bool(days_in(text) or month_in(text))


def _has_heading_style(line: Line) -> bool:
    return line.style.lower().startswith(_HEADING_STYLES)
