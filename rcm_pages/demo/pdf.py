"""Writes a sample paper as PDF, archivable and accessible: PDF/A-2a and PDF/UA-1."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import typst

from rcm_pages.demo.paper import CONFERENCE, FOLDER, SAMPLE

if TYPE_CHECKING:
    from rcm_pages.demo.paper import Paper


def write_pdf(paper: Paper) -> bytes:
    """Return the paper as the bytes of a PDF."""
    name = paper.title or paper.title_block[-1]
    content = asdict(paper) | {
        "name": name,
        "author": CONFERENCE[paper.language],
        "header": f"{CONFERENCE[paper.language]} – {SAMPLE[paper.language]}",
        "footer": {"en": "Page", "es": "Página"}[paper.language],
        # Levels may not be left out (PDF/UA): where no title stands above the
        # headings, they are the highest level.
        "heading_level": 2 if paper.title else 1,
    }
    return typst.compile(
        FOLDER / "paper.typ",
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=dt.datetime.now(tz=dt.UTC).replace(microsecond=0),
    )
