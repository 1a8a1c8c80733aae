"""What the importer makes of a file: a paper's facts and its flat list of segments."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

SegmentKind = Literal["opening", "preamble", "heading", "chapeau", "item", "paragraph"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time set by a paper, as a suggestion.

    `relation` is `before` (so much ahead of `anchor`), `within` (so much from the
    meeting), `by` (a day: `anchor` is its ISO date), `times_a` (2, year: twice a year)
    or `every` (2, year: every second year). `anchor` is `each_meeting`,
    `rcgm_meeting`, `vice_ministerial_meeting`, a date, or the paper's own words.
    """

    quantity: int | None
    unit: str
    relation: str
    anchor: str
    text: str


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
