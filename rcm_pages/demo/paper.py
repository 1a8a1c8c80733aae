"""A sample paper in one language: read from the texts of the demonstration."""

from __future__ import annotations

import re
import tomllib
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
SAMPLE = {
    "en": "SAMPLE, NOT AN ADOPTED TEXT",
    "es": "MUESTRA, NO ES UN TEXTO ADOPTADO",
}
CONFERENCE = {
    "en": "Regional Conference on Migration",
    "es": "Conferencia Regional sobre Migración",
}
# A namespace of our own: the same paragraph has the same id in every demonstration.
NAMESPACE = uuid.UUID("5b0f8f0e-6a53-4c1c-9d0e-1996031320d5")
_HEADING = re.compile(r"^([IVX]+\.)\s+(.+)$")
_ITEM = re.compile(r"^([a-z]\))\s+(.+)$")


@dataclass(frozen=True)
class Part:
    """One paragraph of a paper, with the label as printed."""

    kind: str
    text: str
    label: str = ""
    charged: tuple[str, ...] = ()
    id: str = ""
    level: int = 1

    def block(self) -> dict[str, Any]:
        """Return the paragraph as a block of a page's body."""
        value: dict[str, Any] = {"text": self.text, "charged": list(self.charged)}
        if self.kind in {"heading", "chapeau", "item"}:
            value["label"] = self.label
        if self.kind == "item":
            value["level"] = self.level
        return {"type": self.kind, "id": self.id, "value": value}


@dataclass(frozen=True)
class Paper:
    """A paper in one language; no ``title`` where it stands in the title block."""

    language: str
    title_block: tuple[str, ...]
    parts: tuple[Part, ...]
    title: str = ""


@dataclass(frozen=True)
class SampleWork:
    """A paper in both languages, and what became of it in the demonstration."""

    key: str
    ordinal: int
    slug: str
    outcome: str
    original: str
    papers: dict[str, Paper]
    facts: dict[str, Any] = field(default_factory=dict)


def _read_work(path: Path) -> SampleWork:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    papers = {}
    for language in ("en", "es"):
        parts = tuple(
            Part(
                kind=row["kind"],
                text=row[language],
                label=row.get("label", ""),
                charged=tuple(row.get("charged", ())),
                id=str(uuid.uuid5(NAMESPACE, f"{path.stem}/{number}")),
            )
            for number, row in enumerate(content["paragraph"])
        )
        lines = tuple(content["title_block"][language].split("\n"))
        papers[language] = Paper(language, lines, parts, content["title"][language])
    return SampleWork(
        key=path.stem,
        ordinal=content["ordinal"],
        slug=content["slug"],
        outcome=content["outcome"],
        original=content["original"],
        papers=papers,
        facts={"dated_on": content.get("dated_on")},
    )


def sample_works() -> list[SampleWork]:
    """Return every sample work, the older first."""
    return [_read_work(path) for path in sorted((FOLDER / "texts").glob("*.toml"))]


def _part_of(line: str) -> Part:
    for kind, pattern in (("heading", _HEADING), ("item", _ITEM)):
        found = pattern.match(line)
        if found:
            return Part(kind, found[2], found[1])
    return Part("paragraph", line)


def restated_plan(language: str) -> Paper:
    """Read the restated Action Plan of 2015; its title block ends at "…:"."""
    text = (FOLDER / "papers" / f"action_plan_{language}.txt").read_text("utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    opening = next(n for n, line in enumerate(lines) if line.endswith(":"))
    return Paper(
        language,
        tuple(lines[:opening]),
        tuple(_part_of(line) for line in lines[opening:]),
    )
