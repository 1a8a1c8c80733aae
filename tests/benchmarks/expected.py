"""What the importer should understand of each paper: the files written by hand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.papers import DOCUMENTS

DATA = Path(__file__).resolve().parent.parent / "data" / "importing"
PAPERS = DATA / "papers"
TUNING, HELD_BACK = "tuning", "held back"
SECOND_SET, UNSEEN = "second set", "unseen"
# Folders of expectations: the importer is tuned on the first and the third only.
GROUPS = {
    "": TUNING,
    "held_back": HELD_BACK,
    "second_set": SECOND_SET,
    "unseen": UNSEEN,
}
MADE_UP = ", made up"
_DROPPED = re.compile(r"[\s\-\u00ad\u2010\u2011]+")
_RULE = re.compile(r"^-{3,}\s*$", re.MULTILINE)


class WrongExpectationError(ValueError):
    """A file of expectations does not fit its paper."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in the importer's form; what is empty is not compared."""

    quantity: int | None
    unit: str
    relation: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Expected:
    """One paragraph as a reader of the paper sees it; several kinds may be right."""

    start: int
    kinds: tuple[str, ...]
    label: str
    levels: tuple[int, ...]
    charged: frozenset[str]
    maybe_charged: frozenset[str]
    deadlines: tuple[tuple[Due, ...], ...]
    maybe_deadlines: tuple[tuple[Due, ...], ...]
    words: str
    second_text: bool


@dataclass(frozen=True, slots=True)
class Expectation:
    """One paper: what is right, and the paper's own characters to compare by."""

    name: str
    layout: str
    language: str
    group: str
    facts: dict[str, Any]
    title_block: tuple[str, ...]
    paragraphs: tuple[Expected, ...]
    body: str
    """The paper's text without its catalogue card."""
    ink: str
    """The characters of it by which places in the paper are counted."""


def ink(text: str) -> str:
    """Return a text without white space and hyphens, so that line ends do not count."""
    return _DROPPED.sub("", unicodedata.normalize("NFC", text))


def body_of(text: str) -> str:
    """Return a paper without the catalogue card that stands above its rule."""
    found = _RULE.search(text)
    is_card = found and text.startswith("Title: ")
    return text[found.end() :].lstrip("\n") if found and is_card else text


def source_of(name: str) -> Path:
    """Give a paper's place: with the tests, or beside the repository."""
    here = PAPERS / name
    return here if here.is_file() else DOCUMENTS / name


def files() -> list[Path]:
    """Give the files of expectations, the tuning ones first."""
    return [path for name in GROUPS for path in sorted((DATA / name).glob("*.yaml"))]


def load(path: Path) -> Expectation:
    """Read one file of expectations beside its paper.

    Raises FileNotFoundError where the paper lies beside the repository and is not
    there, WrongExpectationError where paragraphs and paper do not fit.
    """
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return expectation(
        told,
        text=source_of(told["paper"]).read_text(encoding="utf-8"),
        group=group_of(path),
    )


def group_of(path: Path) -> str:
    """Say whether the importer is tuned on a paper, and whether it was ever real."""
    group = GROUPS.get(path.parent.name, TUNING)
    return group + (MADE_UP if path.name.startswith("made-up") else "")


def expectation(told: dict[str, Any], *, text: str, group: str) -> Expectation:
    """Set what was written down beside the paper's text, and check that they fit."""
    body = body_of(text)
    whole = ink(body)
    at = len(ink("".join(told["title_block"])))
    paragraphs = []
    for row in told["paragraphs"]:
        piece = whole[at : at + row["length"]]
        if digest(piece) != row["sha"]:
            where = f"{told['paper']}: paragraph at {at}"
            raise WrongExpectationError(f"{where}, {row.get('begins', '')!r}")
        paragraphs.append(_paragraph(row, at))
        at += row["length"]
    if at != len(whole):
        raise WrongExpectationError(
            f"{told['paper']}: {len(whole) - at} characters left"
        )
    return Expectation(
        name=told["paper"],
        layout=told["layout"],
        language=told["language"],
        group=group,
        facts={"language": told["language"], **(told.get("facts") or {})},
        title_block=tuple(told["title_block"]),
        paragraphs=tuple(paragraphs),
        body=body,
        ink=whole,
    )


def digest(text: str) -> str:
    """Return the start of the SHA-256 of a text's characters."""
    return hashlib.sha256(ink(text).encode()).hexdigest()[:12]


def _paragraph(row: dict[str, Any], start: int) -> Expected:
    return Expected(
        start=start,
        kinds=_some(row["kind"]),
        label=row.get("label", ""),
        levels=_some(row.get("level", 0)),
        charged=frozenset(row.get("charged", ())),
        maybe_charged=frozenset(row.get("maybe_charged", ())),
        deadlines=tuple(_dues(text) for text in row.get("deadlines", ())),
        maybe_deadlines=tuple(_dues(text) for text in row.get("maybe_deadlines", ())),
        words=row.get("begins", ""),
        second_text=row.get("second_text", False),
    )


def _some(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list) else (value,)


def _dues(text: str) -> tuple[Due, ...]:
    """Read `30 day before each_meeting`; forms that are as right stand after a `/`."""
    return tuple(_due(form.split()) for form in text.split(" / "))


def _due(words: list[str]) -> Due:
    quantity, unit, relation, anchor = ("" if word == "-" else word for word in words)
    return Due(int(quantity) if quantity else None, unit, relation, anchor)
