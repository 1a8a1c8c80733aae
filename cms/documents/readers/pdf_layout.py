"""What a PDF does not say: which lines are furniture, where paragraphs start."""

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median

from .pdf_lines import PlacedLine

Page = list[PlacedLine]

_MARGIN = 0.13
_GRID = 4.0
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|p[áa]gina|p[áa]g\.?|p\.)\s*)?[-–—]?\s*(?:\d{1,4}|(?-i:[ivxl]{1,6}))\s*"
    r"(?:(?:of|de|/)\s*\d{1,4})?\s*[-–—]?",
    re.IGNORECASE,
)
_GAP, _FAR = 1.6, 10_000.0
_LOOSE, _SIZES, _COLUMN = 1.35, 1.15, 90.0


def furniture(pages: list[Page], heights: list[float]) -> list[set[int]]:
    """Give, page by page, the indices of running headers, footers and page numbers.

    A line is furniture where it stands in the upper or lower margin and either comes
    again, digits aside, at the same height of another page, or is a page number.
    """
    seen: Counter[tuple[str, int]] = Counter()
    keys: list[dict[int, tuple[str, int]]] = []
    for page, height in zip(pages, heights, strict=True):
        found = {
            index: (re.sub(r"\d+", "#", line.text), round(line.baseline / _GRID))
            for index, line in enumerate(page)
            if _in_margin(line, height)
        }
        keys.append(found)
        seen.update(set(found.values()))
    return [
        _outer(
            page,
            {
                index: seen[key] > 1 or _is_page_number(page, index)
                for index, key in found.items()
            },
        )
        for page, found in zip(pages, keys, strict=True)
    ]


def _outer(page: Page, candidates: dict[int, bool]) -> set[int]:
    """Keep the candidates that have no text between them and the page's edge."""
    middle = median([line.baseline for line in page]) if page else 0.0
    text = [page[index].baseline for index, is_one in candidates.items() if not is_one]
    top = max((place for place in text if place >= middle), default=middle)
    bottom = min((place for place in text if place <= middle), default=middle)
    kept = {
        index
        for index, is_one in candidates.items()
        if is_one and not bottom < page[index].baseline < top
    }
    upper = {index for index in kept if page[index].baseline >= middle}
    return _set_apart(page, upper, -1) | _set_apart(page, kept - upper, 1)


def _set_apart(page: Page, kept: set[int], inward: int) -> set[int]:
    """Drop the innermost lines that stand as close to the text as text does."""
    kept = set(kept)
    while kept:
        inner = max(kept, key=lambda index: inward * page[index].baseline)
        line = page[inner]
        gaps = [
            inward * (other.baseline - line.baseline)
            for index, other in enumerate(page)
            if index not in kept
        ]
        nearest = min((gap for gap in gaps if gap >= 0), default=_FAR)
        if nearest >= _GAP * line.size:
            break
        kept.discard(inner)
    return kept


def _in_margin(line: PlacedLine, height: float) -> bool:
    edge = height * _MARGIN
    return height > 0 and (line.baseline < edge or line.baseline > height - edge)


def _is_page_number(page: Page, index: int) -> bool:
    """A number counts where nothing stands beyond it but other short lines."""
    line = page[index]
    if len(page) == 1:
        return False
    alone = all(
        line is other or abs(line.baseline - other.baseline) > 1.2 * line.size
        for other in page
    )
    outermost = line.baseline in (
        min(other.baseline for other in page),
        max(other.baseline for other in page),
    )
    return alone and outermost and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def paragraph_starts(pages: list[Page], skipped: list[set[int]]) -> list[set[int]]:
    """Give, page by page, the indices of the lines that start a paragraph."""
    edges = _right_edges(pages, skipped)
    starts: list[set[int]] = []
    before: PlacedLine | None = None
    for page, skip in zip(pages, skipped, strict=True):
        leading = _leading(page, skip)
        found: set[int] = set()
        above: PlacedLine | None = None
        for index, line in enumerate(page):
            if index in skip:
                continue
            edge = edges[_column(before)] if before else 0.0
            apart = above is not None and _apart(above, line, leading)
            if before is None or apart or _starts(before, line, edge):
                found.add(index)
            before = above = line
        starts.append(found)
    return starts


def _starts(before: PlacedLine, line: PlacedLine, edge: float) -> bool:
    """A writer broke the line by hand where its first word had room above."""
    if max(before.size, line.size) > _SIZES * min(before.size, line.size):
        return True
    return before.right + 0.3 * line.size + line.first_word < edge - 1.0


def _apart(above: PlacedLine, line: PlacedLine, leading: float) -> bool:
    gap = above.baseline - line.baseline
    return gap < 0 or (leading > 0 and gap > _LOOSE * leading)


def _leading(page: Page, skip: set[int]) -> float:
    """Give the usual distance of baselines: the lower half's median, gaps left out."""
    kept = [line for index, line in enumerate(page) if index not in skip]
    gaps = sorted(
        above.baseline - line.baseline
        for above, line in pairwise(kept)
        if above.baseline > line.baseline
    )
    return median(gaps[: len(gaps) // 2 + 1]) if gaps else 0.0


def _column(line: PlacedLine) -> int:
    return int(line.left // _COLUMN)


def _right_edges(pages: list[Page], skipped: list[set[int]]) -> dict[int, float]:
    """Give each column's right edge over all pages, by where its lines begin."""
    edges: dict[int, float] = defaultdict(float)
    for page, skip in zip(pages, skipped, strict=True):
        for index, line in enumerate(page):
            if index not in skip:
                column = _column(line)
                edges[column] = max(edges[column], line.right)
    return edges
