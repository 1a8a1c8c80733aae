"""Papers that visitors may import themselves: their meeting has no such text yet."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from rcm_pages.demo.composing.composer import compose
from rcm_pages.demo.composing.text import LANGUAGES, paper_of
from rcm_pages.demo.pdf import write_pdf
from rcm_pages.demo.plain import write_txt
from rcm_pages.demo.plan import paper_to_import, planned_works
from rcm_pages.demo.word import write_docx

if TYPE_CHECKING:
    from rcm_pages.demo.paper import Paper

PAPERS = "demo-papers"
_STEM = "xxviii-action-plan-sample"


def papers_folder() -> Path:
    """Return the folder of the papers that visitors may import."""
    return Path(settings.DATA_DIR) / PAPERS


def importable_papers() -> dict[str, Paper]:
    """Return the paper in both languages, its title as a line of the title block."""
    wanted = paper_to_import()
    *_earlier, (planned, text) = compose(chain(planned_works(), [wanted]))
    papers = {lang: paper_of(text, planned.key, lang) for lang in LANGUAGES}
    return {
        language: replace(
            paper, title="", title_block=(*paper.title_block, paper.title.upper())
        )
        for language, paper in papers.items()
    }


def write_papers() -> list[Path]:
    """Write the sample Action Plan of the XXVIII meeting: two languages, three formats.

    The meeting itself is left without one: importing it is the demonstration.
    """
    folder = papers_folder()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    writers = {"txt": write_txt, "docx": write_docx, "pdf": write_pdf}
    for language, paper in importable_papers().items():
        for extension, write in writers.items():
            path = folder / f"{_STEM}-{language}.{extension}"
            path.write_bytes(write(paper))
            written.append(path)
    return written
