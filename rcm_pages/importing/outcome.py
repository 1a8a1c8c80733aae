"""What was recognised in a paper, as JSON: from the parser to review to page.

Shape: ``title``, ``title_block`` (text, one line each), ``language``, ``type`` (of the
Work), ``paper_type`` (as the paper calls itself), ``body``, ``ordinal``, ``place``,
``starts_on``, ``ends_on`` (ISO dates or null), ``precision``, ``theme``,
``participants``, ``segments`` (list of ``kind``, ``label``, ``level``, ``text``,
``charged``, ``reasons``, ``deadlines``, ``references``, ``part``, ``source`` = first
and last line; reviewed ones also ``confirmed`` = the actors that a person confirmed),
``furniture`` and ``doubts``; once kept also ``notes``, codes of
``cms.documents.readers.errors.NOTES``, and ``changes`` (see ``tracked.py``).
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rcm_pages.importing.paper import Paper

KINDS = ("opening", "preamble", "heading", "chapeau", "item", "paragraph")
FURNITURE = "furniture"
TITLE_LINE = "title_line"
# What papers call themselves, and the archive's types where those differ.
WORK_TYPES = {
    "communique": "joint_communique",
    "extraordinary_declaration": "declaration",
    "terms_of_reference": "older_paper",
    "criteria": "older_paper",
    "guidelines": "older_paper",
    "report": "older_paper",
}


def from_paper(paper: Paper) -> dict[str, Any]:
    """Turn a parsed paper into JSON."""
    return {
        "title": paper.title,
        "title_block": "\n".join(paper.title_block),
        "language": paper.language,
        "type": WORK_TYPES.get(paper.work_type or "", paper.work_type or ""),
        "paper_type": paper.work_type or "",
        "body": paper.body_name,
        "ordinal": paper.ordinal,
        "place": paper.place,
        "starts_on": paper.starts_on.isoformat() if paper.starts_on else None,
        "ends_on": paper.ends_on.isoformat() if paper.ends_on else None,
        "precision": paper.precision,
        "theme": paper.theme,
        "participants": list(paper.participants),
        "segments": [asdict(segment) for segment in paper.segments],
        "furniture": list(paper.furniture),
        "doubts": [asdict(doubt) for doubt in paper.doubts],
    }


def ink(text: str) -> str:
    """Return a text without its white space: what must not be lost."""
    return "".join(text.split())


def count_lost(source_lines: list[str], result: dict[str, Any]) -> int:
    """Count the printed characters of the source that the result no longer has.

    Order does not matter here: an editor may move a line from one part to another.
    """
    kept: dict[str, int] = {}
    parts = [result["title_block"], *result["furniture"]]
    parts += [s["label"] + s["text"] for s in result["segments"]]
    for character in ink("".join(parts)):
        kept[character] = kept.get(character, 0) + 1
    lost = 0
    for character in ink("".join(source_lines)):
        if kept.get(character, 0):
            kept[character] -= 1
        else:
            lost += 1
    return lost
