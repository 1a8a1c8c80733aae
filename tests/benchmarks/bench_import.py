"""What the importer understands of papers read by hand: `make bench-import`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from tests.benchmarks import expected, links
from tests.benchmarks.expected import Expectation
from tests.benchmarks.formats import FORMATS
from tests.benchmarks.scoring import MEASURES, Score, score
from tests.benchmarks.tables import say
from tests.papers import NoOfficeError

_ROWS = ("group", "format", "language", "layout")


def warn(words: str) -> None:
    """Say what is left out, so that nothing is missing in silence."""
    sys.stderr.write(f"{words}\n")


def expectations(group: str = "") -> Iterator[Expectation]:
    """Give every paper that was read by hand; say which one is not on this machine."""
    for path in expected.files():
        if not expected.group_of(path).startswith(group):
            continue
        try:
            yield expected.load(path)
        except FileNotFoundError as error:
            warn(f"left out, the paper is not on this machine: {error.filename}")


def measured(paper: Expectation, path: Path) -> Score:
    """Run the importer over a file and score what it found.

    Raises UnreadableFile also where the file would be taken for plain text.
    """
    from cms.documents.readers import UnreadableFile, read
    from rcm_pages.importing.segments import parse

    file = read(path, name=path.name)
    if file.kind != path.suffix[1:]:
        raise UnreadableFile("wrong_type")
    return score(paper, parse(file))


Row = tuple[str, str, str, str]


def run(
    names: Iterable[str], folder: Path, *, group: str = ""
) -> list[tuple[Row, Expectation, Score]]:
    """Score every paper in every format that this machine can write and read."""
    from cms.documents.readers import UnreadableFile

    papers = list(expectations(group))
    done = []
    for name in names:
        try:
            for paper, path in FORMATS[name](papers, folder / name):
                row = (paper.group, name, paper.language, paper.layout)
                done.append((row, paper, measured(paper, path)))
        except NoOfficeError:
            warn(f"left out, LibreOffice is not on this machine: {name}")
        except UnreadableFile as error:
            warn(f"left out, the importer does not read {name}: {error.code}")
    return done


def table(done: Sequence[tuple[Row, Expectation, Score]]) -> None:
    """Print the figures: all of a group and format, by language, by layout."""
    say(*_ROWS, "papers", *MEASURES, "lost")
    say(*["---"] * (len(_ROWS) + len(MEASURES) + 2))
    views: tuple[Callable[[Row], Row], ...] = (
        lambda row: (row[0], row[1], "", ""),
        lambda row: (row[0], row[1], row[2], ""),
        lambda row: row,
    )
    for view in views:
        sums: dict[Row, Score] = {}
        for row, _, one in done:
            sums.setdefault(view(row), Score()).add(one)
        for key, total in sums.items():
            say(
                *key,
                total.papers,
                *map(_figure, map(total.value, MEASURES)),
                total.lost,
            )


def _figure(value: float | None) -> str:
    """Show a figure cut, not rounded: 0.999 is not 1.00."""
    return "–" if value is None else f"{int(value * 1000) / 1000:.3f}"


def misses(done: Sequence[tuple[Row, Expectation, Score]]) -> None:
    """Print every difference: paper, position, expected, found."""
    sys.stdout.write("\n")
    say("paper", "format", "measure", "at", "words", "expected", "found")
    say(*["---"] * 7)
    for row, paper, one in done:
        for miss in one.misses:
            cells = (miss.measure, miss.place, miss.words, miss.expected, miss.found)
            shown = [str(cell).replace("|", "/") for cell in cells]
            say(paper.name, row[1], *shown)


def linking(*, shows_misses: bool) -> None:
    """Print how well cross-references and pairs of languages are found."""
    sys.stdout.write("\n")
    say("links", "F1", "right", "expected", "found")
    say(*["---"] * 5)
    missed = []
    for name, measure in (("references", links.references), ("pairs", links.pairs)):
        tally, misses = measure()
        say(name, _figure(tally.f1()), tally.right, tally.expected, tally.found)
        missed += misses
    for miss in missed if shows_misses else ():
        say(miss.measure, miss.words, miss.expected, miss.found)


def main() -> int:
    """Measure and print a table in Markdown; fail if a character is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every difference")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=[*FORMATS])
    parser.add_argument("--group", default="", help="only groups that begin so")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        done = run(options.formats, Path(scratch), group=options.group)
    table(done)
    linking(shows_misses=options.misses)
    if options.misses:
        misses(done)
    return 1 if any(one.lost for _, _, one in done) else 0


if __name__ == "__main__":
    sys.exit(main())
