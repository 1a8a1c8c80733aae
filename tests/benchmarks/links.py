"""Scores what holds papers together: cross-references, and pairs of two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from . import expected
from .places import Found, located
from .scoring import Miss, Tally

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rcm_pages.importing.paper import Paper, Reference, Segment

    from .expected import Expectation

REFERENCES = expected.DATA / "links" / "references.yaml"
PAIRS = expected.DATA / "links" / "pairs.yaml"
_WORDS = 4


def parse(path: Path) -> Paper:
    """Run the importer over a file."""
    from cms.documents.readers import read
    from rcm_pages.importing import segments

    return segments.parse(read(path, name=path.name))


def references() -> tuple[Tally, list[Miss]]:
    """Compare the cross-references of the papers in which a reader marked them."""
    told = yaml.safe_load(REFERENCES.read_text(encoding="utf-8"))
    tally, misses = Tally(), []
    for name, rows in told.items():
        paper = parse(expected.source_of(name))
        for begins, found in _mentions(paper):
            wanted = [*rows.get(begins, ())]
            right = [one for one in found if one in wanted]
            tally.add(Tally(len(right), 0, len(found)))
            if sorted(found) != sorted(wanted):
                shown = "; ".join(wanted), "; ".join(found)
                misses.append(Miss("references", 0, f"{name}: {begins}", *shown))
        tally.expected += sum(map(len, rows.values()))
    return tally, misses


def _mentions(paper: Paper) -> Iterator[tuple[str, list[str]]]:
    for segment in paper.segments:
        yield _begins(segment), [_said(one) for one in segment.references]


def _begins(segment: Segment) -> str:
    return " ".join(segment.text.split()[:_WORDS])


def _said(reference: Reference) -> str:
    kind = "title" if reference.title else reference.kind
    parts = (kind, reference.paragraph, reference.ordinal)
    return " ".join(str(part or "-") for part in parts)


def pairs() -> tuple[Tally, list[Miss]]:
    """Compare which paragraphs of two languages stand beside one another."""
    tally, misses = Tally(), []
    for row in yaml.safe_load(PAIRS.read_text(encoding="utf-8")):
        first, second = _paper(row["first"]), _paper(row["second"])
        places = [pair.split("-") for pair in row["pairs"].split()]
        wanted = {
            (first.paragraphs[int(a)].start, second.paragraphs[int(b)].start)
            for a, b in places
        }
        found = set(_beside(first, second))
        tally.add(Tally(len(wanted & found), len(wanted), len(found)))
        for pair in sorted(wanted ^ found):
            shown = ("beside", "apart") if pair in wanted else ("apart", "beside")
            misses.append(Miss("pairs", pair[0], f"{row['first']} {pair}", *shown))
    return tally, misses


def _paper(stem: str) -> Expectation:
    return expected.load(next(p for p in expected.files() if p.stem == stem))


def _beside(first: Expectation, second: Expectation) -> Iterator[tuple[int, int]]:
    """Give the pairs that the importer makes, by where both begin in their papers."""
    from rcm_pages.importing.alignment import align

    one, other = _segments(first), _segments(second)
    alignment = align(*([_row(found) for found in rows] for rows in (one, other)))
    for a, b in alignment.second_of().items():
        yield one[a].start, other[b].start


def _segments(paper: Expectation) -> list[Found]:
    parsed = parse(expected.source_of(paper.name))
    return [one for one in located(paper.ink, parsed) if one.kind != "furniture"]


def _row(found: Found) -> dict[str, object]:
    return {"kind": found.kind, "level": found.level, "text": found.text}
