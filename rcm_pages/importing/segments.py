"""Paragraphs become a paper: title block, opening, preambles, headings and items."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cms.documents.readers import ReadFile

from .doubts import doubts_of
from .duties import with_duties
from .kinds import Kinds, label_at
from .labels import MAX_LEVEL, Label, Outline
from .languages import Spoken, spoken_in
from .marks import plain
from .meeting import MeetingFacts, facts_of
from .paper import Deadline, Paper, Segment
from .phrases import (
    is_annex,
    is_scrap,
    is_upper,
    leads_to_conclusions,
    names_conference,
    opens_section,
    work_type_of,
)
from .reader import Line, lines_of
from .references import with_references
from .remarks import role_of
from .tables import when_of, who_of
from .titles import block_end, heads_meeting

__all__ = ["Deadline", "Paper", "Segment", "paper_from", "parse"]

_BEGINNING = 4
_DEEPER, _BEFORE_PART = 2, 2


def parse(file: ReadFile) -> Paper:
    """Read a paper out of a file; never raises, whatever the file says."""
    return paper_from(lines_of(file))


def paper_from(lines: Sequence[Line]) -> Paper:
    """Make a paper of its paragraphs; `losses.lost_characters` proves it whole."""
    lines = _with_furniture(lines)
    body = [line for line in lines if not line.furniture]
    end = block_end(body)
    block = tuple(_printed(line) for line in body[:end])
    bare = _Segmenter(body[end:]).run()
    facts = _facts(block, bare)
    segments = tuple(with_references(with_duties(bare, facts)))
    spoken = _spoken(body, segments)
    paper = Paper(
        title=facts.title,
        title_block=block,
        body_name=facts.body_name,
        ordinal=facts.ordinal,
        place=facts.place,
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        language=spoken.language,
        work_type=facts.work_type,
        segments=segments,
        furniture=tuple(_printed(line) for line in lines if line.furniture),
        precision=facts.precision,
        theme=facts.theme,
        participants=facts.participants,
    )
    return replace(paper, doubts=doubts_of(paper, lines, spoken))


def _spoken(body: Sequence[Line], segments: Sequence[Segment]) -> Spoken:
    """Tell the paper's language; where a file holds both, that of its first text."""
    spoken = spoken_in(" ".join(line.text for line in body))
    ends = (segment.source[0] for segment in segments if segment.part == "text")
    end = next(ends, None) if spoken.both else None
    if end is None:
        return spoken
    first = spoken_in(" ".join(line.text for line in body if line.first < end))
    return replace(spoken, language=first.language or spoken.language)


def _printed(line: Line) -> str:
    return f"{line.label} {line.text}".strip()


def _with_furniture(lines: Sequence[Line]) -> list[Line]:
    """Set apart what a site or a compiler put around the paper, the end's last."""
    marked = [
        line
        if line.furniture or not (is_scrap(line.text) or _is_end(line.text))
        else replace(line, furniture=True)
        for line in lines
    ]
    for index in [at for at, line in enumerate(marked) if not line.furniture][:1:-1]:
        if not names_conference(marked[index].text):
            break
        marked[index] = replace(marked[index], furniture=True)
    return marked


def _is_end(text: str) -> bool:
    return text[:1] == "[" and role_of(text) == "end"


def _facts(block: tuple[str, ...], segments: Sequence[Segment]) -> MeetingFacts:
    beginning = segments[:_BEGINNING]
    opening = next((s.text for s in segments if s.kind == "opening"), "")
    remarks = [s.text for s in beginning if s.text != opening and role_of(s.text)]
    facts = facts_of(block, opening, remarks)
    if facts.work_type:
        return facts
    # Older papers name their kind in the first heading only: CONCLUSIONS.
    early = [s.text for s in beginning if s.kind == "heading"]
    kinds = (kind for kind in map(work_type_of, early) if kind)
    concludes = "conclusions" if leads_to_conclusions(opening) else None
    return replace(facts, work_type=next(kinds, concludes))


@dataclass(slots=True)
class _Segmenter:
    """Goes down the paragraphs once, knowing what stands before and after each."""

    lines: Sequence[Line]
    done: list[Segment] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)
    labels: list[Label | None] = field(default_factory=list)
    bullets: list[int] = field(default_factory=list)
    words: int = 0

    def run(self) -> list[Segment]:
        """Give one segment for each paragraph, in order."""
        self.labels = [label_at(line) for line in self.lines]
        kinds = Kinds(self.lines, self.labels)
        for index in range(len(self.lines)):
            self._take(index, kinds)
        return self.done

    def _take(self, index: int, kinds: Kinds) -> None:
        line, label = self.lines[index], self.labels[index]
        kind = kinds.of(index, self.done)
        level = 0
        if kind == "heading":
            self._reset()
            level = 1
        elif kind == "chapeau":
            if not self._count_goes_on(index):
                self._reset()
        elif kind == "item":
            level = self._level(line, label)
        # The count goes on after a paragraph, so that levels stay as they were.
        self.done.append(
            Segment(
                kind=kind,
                label=label.printed if label else "",
                text=label.rest if label else line.text,
                level=level,
                source=(line.first, line.last),
                part=self._part(kind, line),
                who=who_of(line.cells, kinds.columns) if kinds.columns else "",
                when=when_of(line.cells, kinds.columns) if kinds.columns else "",
            )
        )

    def _reset(self) -> None:
        self.outline = Outline()
        self.bullets = []

    def _count_goes_on(self, index: int) -> bool:
        """A lead between two items of one count stands inside it."""
        after = self.labels[index + 1] if index + 1 < len(self.labels) else None
        open_now = {family: value for family, _, value in self.outline.open}
        return after is not None and any(
            open_now.get(family) == value - 1 for family, value in after.readings
        )

    def _level(self, line: Line, label: Label | None) -> int:
        if label is None:
            return min(len(self.outline.open) + 1, MAX_LEVEL)
        return self.outline.level(label, line.level or self._depth(line, label))

    def _depth(self, line: Line, label: Label) -> int:
        """Bullets of one form tell their level by how far in they stand."""
        if not label.readings[0][0].startswith("bullet") or not line.indent:
            return 0
        same = [at for at in self.bullets if abs(at - line.indent) < _DEEPER]
        if not same:
            self.bullets.append(line.indent)
        first = same[0] if same else line.indent
        return sorted(self.bullets).index(first)

    def _part(self, kind: str, line: Line) -> str:
        """Say whether a heading below other text begins an annex or a second text."""
        self.words += kind != "heading"
        if kind != "heading" or self.words < _BEFORE_PART:
            return ""
        if is_annex(line.text):
            return "annex"
        if opens_section(line.text):
            return ""
        if heads_meeting(line.text):
            return "text"
        if self.done and self.done[-1].part:
            return ""  # the name of the annex, below the word
        read = plain(line.text)
        named = work_type_of(read)
        alone = len(read.split()) > 1 and is_upper(read)
        # `II. OPERATIONAL GUIDELINES` is a part of the same text.
        numbered = label_at(line) is not None
        return "text" if named and alone and not numbered else ""
