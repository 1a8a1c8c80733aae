"""Papers without a text, made of pictures, and who recognises what they say."""

from __future__ import annotations

import collections
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2

from tests.benchmarks import sample_files
from tests.benchmarks.portal import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOTS_PER_INCH = 200


@dataclass
class Scan:
    """A scanned paper: its file, the pictures in it, the words that they show."""

    path: Path
    pictures: list[Path]
    words: collections.Counter[str]

    def share_of(self, text: str) -> float:
        """Return which share of its words a text has."""
        return (self.words & collections.Counter(text.split())).total() / (
            self.words.total()
        )


def is_there() -> bool:
    """Tell whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def scan(pages: int, folder: Path) -> Scan:
    """Print a paper, and photograph its pages."""
    pictures, words = [], collections.Counter[str]()
    with pypdfium2.PdfDocument(sample_files.pdf(pages)) as document:
        for number, page in enumerate(document):
            words.update(page.get_textpage().get_text_range().split())
            picture = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
            pictures.append(folder / f"{number}.png")
            picture.save(pictures[-1], dpi=(DOTS_PER_INCH, DOTS_PER_INCH))
    from PIL import Image

    first, *rest = (Image.open(path) for path in pictures)
    path = folder / "scan.pdf"
    first.save(path, save_all=True, append_images=rest, resolution=DOTS_PER_INCH)
    return Scan(path, pictures, words)


def by_ours(paper: Scan) -> float:
    """Let the portal's child process recognise it; return the share of its words."""
    pages = ",".join(str(n + 1) for n in range(len(paper.pictures)))
    done = subprocess.run(
        [
            *(sys.executable, "-m", "cms.documents.readers.scans", paper.path),
            *("--folder", paper.path.parent, "--pages", pages, "--language", "eng"),
            *("--page-seconds", "60", "--memory-mb", "1500", "--seconds", "3600"),
        ],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    records = map(json.loads, done.stdout.splitlines())
    return paper.share_of(" ".join(record.get("text", "") for record in records))


def by_tesseract(paper: Scan) -> float:
    """Let Tesseract read the pictures themselves; return the share of its words."""
    found = []
    for picture in paper.pictures:
        done = subprocess.run(
            ["tesseract", picture, "-", "-l", "eng"],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},  # as ours
        )
        found.append(done.stdout)
    return paper.share_of(" ".join(found))
