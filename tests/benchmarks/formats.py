"""The papers read by hand, written in the formats that the Conference sends."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from html import escape
from pathlib import Path

from tests.papers import convert, write_docx, write_text

from .expected import Expectation, ink, source_of

_COLUMNS = 76
Written = list[tuple[Expectation, Path]]


def as_text(papers: Sequence[Expectation], folder: Path) -> Written:
    """Give the papers where they lie."""
    return [(paper, source_of(paper.name)) for paper in papers]


def as_wrapped(papers: Sequence[Expectation], folder: Path) -> Written:
    """Write the papers as mail programs do, no line longer than 76 signs."""
    return [
        (paper, write_text(_file(paper, folder, ".txt"), wrapped(paper.body)))
        for paper in papers
    ]


def as_page(papers: Sequence[Expectation], folder: Path) -> Written:
    """Write the papers as web pages, a paragraph for each line."""
    return [
        (paper, write_text(_file(paper, folder, ".html"), page(unwrapped(paper))))
        for paper in papers
    ]


def as_word(papers: Sequence[Expectation], folder: Path) -> Written:
    """Write the papers as Word holds them, without their catalogue cards."""
    done = []
    for paper in papers:
        source = write_text(_file(paper, folder, ".txt"), unwrapped(paper))
        done.append((paper, write_docx(source.with_suffix(".docx"), source)))
    return done


def as_pdf(papers: Sequence[Expectation], folder: Path) -> Written:
    """Print the Word files to PDF; raises NoOfficeError."""
    return _converted(papers, folder, "pdf")


def as_odt(papers: Sequence[Expectation], folder: Path) -> Written:
    """Turn the Word files into those of LibreOffice; raises NoOfficeError."""
    return _converted(papers, folder, "odt")


FORMATS: Mapping[str, Callable[[Sequence[Expectation], Path], Written]] = {
    "txt": as_text,
    "wrapped": as_wrapped,
    "docx": as_word,
    "pdf": as_pdf,
    "odt": as_odt,
    "html": as_page,
}


def wrapped(text: str) -> str:
    """Break long lines between words, keeping the indentation of each."""
    lines = []
    for line in text.split("\n"):
        indent = line[: len(line) - len(line.lstrip())]
        lines += textwrap.wrap(
            line.strip(),
            _COLUMNS,
            initial_indent=indent,
            subsequent_indent=indent,
            break_on_hyphens=False,
            break_long_words=False,
        ) or [""]
    return "\n".join(lines)


def unwrapped(paper: Expectation) -> str:
    """Put lines that were wrapped by hand together again, as Word would hold them."""
    starts, at = {one.start for one in paper.paragraphs}, 0
    block = len(ink("".join(paper.title_block)))
    lines: list[str] = []
    for line in paper.body.split("\n"):
        inside = at > block and at not in starts
        if inside and line.strip() and lines[-1].strip():
            lines[-1] += f" {line.strip()}"
        else:
            lines.append(line)
        at += len(ink(line))
    return "\n".join(lines)


def page(text: str) -> str:
    """Return a web page of a text's lines."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    body = "\n".join(f"<p>{escape(line)}</p>" for line in lines)
    head = '<meta charset="utf-8"><title>-</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>\n{body}\n</body></html>\n"


def _file(paper: Expectation, folder: Path, suffix: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{Path(paper.name).stem}{suffix}"


def _converted(papers: Sequence[Expectation], folder: Path, suffix: str) -> Written:
    words = as_word(papers, folder)
    convert([path for _, path in words], suffix)
    return [(paper, path.with_suffix(f".{suffix}")) for paper, path in words]
