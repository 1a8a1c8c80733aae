"""What the importer makes of a file: a paper's facts and its flat list of segments."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

SegmentKind = Literal["opening", "preamble", "heading", "chapeau", "item", "paragraph"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time set by a paper, as a suggestion.

    `relation` is `before` (so much ahead of `anchor`, or simply ahead of it), `within`
    (so much from the meeting), `by` (a day: `anchor` is its ISO date), `times_a` (2,
    year: twice a year), `every` (2, year: every second year), `during` (a month
    `2008-06`, a quarter `2000-Q1`, a half-year `2014-H2`, a year, a season), `at` or
    `after` (a meeting), `end_of` (`session`, a month, a year) or `term` (`short`,
    `medium`). `anchor` is `each_meeting`, `rcgm_meeting`,
    `vice_ministerial_meeting`, `next_meeting` (of whoever speaks), such a date, or the
    paper's own words.
    """

    quantity: int | None
    unit: str
    relation: str
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another place: `text` as printed, and what it names of it.

    `paragraph` is the number named, `kind` a kind of Work or `annex`, `ordinal` the
    meeting's; `title` is a title in quotation marks. All but `text` may be empty.
    """

    text: str
    kind: str = ""
    paragraph: str = ""
    ordinal: int | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was not understood, for a person to look at.

    `code` is explained in `doubts.DOUBTS`; `line` is the source's line or 0; `text` are
    the paper's words, or what is in doubt.
    """

    code: str
    line: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """One paragraph of the paper in reading order, as the page's body holds it.

    `label` and `text` together hold every character of the source but white space.
    `charged` and `deadlines` are suggestions; `reasons` says why, each as
    `code: words of the paper`, the codes being `duties.REASONS`.
    """

    kind: SegmentKind
    label: str
    text: str
    level: int = 0
    charged: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    source: tuple[int, int] = (0, 0)
    """First and last line of the source, counted from 1 over all pages."""
    deadlines: tuple[Deadline, ...] = ()
    references: tuple[Reference, ...] = ()
    part: str = ""
    """`annex` or `text` where an annex or a second text of the file begins."""
    who: str = ""
    """What a table's column says of who is responsible for this row."""
    when: str = ""
    """What a table's column says of by when."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as parsed: facts are suggestions, characters are the source's own."""

    title: str
    title_block: tuple[str, ...]
    body_name: str
    """`vice_ministerial`, `rcgm`, `network`, `working_group` or nothing."""
    ordinal: int | None
    place: str
    starts_on: date | None
    ends_on: date | None
    language: str
    """`en`, `es`, or nothing where the words do not tell."""
    work_type: str | None
    segments: tuple[Segment, ...]
    furniture: tuple[str, ...]
    precision: str = ""
    """How much of the days is known: `day`, `month`, `year` or nothing."""
    theme: str = ""
    participants: tuple[str, ...] = ()
    """Codes of the states that the opening lists as present (ISO 3166)."""
    doubts: tuple[Doubt, ...] = ()

    @property
    def second_texts(self) -> tuple[int, ...]:
        """Give the places of the segments at which a second text or an annex begins."""
        return tuple(at for at, segment in enumerate(self.segments) if segment.part)
