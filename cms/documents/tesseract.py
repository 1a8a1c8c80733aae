"""Tesseract, where it is installed: which one it is, and which languages it reads."""

from __future__ import annotations

import shutil
import subprocess
from typing import NamedTuple

from django.core.cache import cache

from cms.documents.child import environment

PROGRAM = "tesseract"
# Tesseract's names of the languages of papers; a paper is in one of them.
LANGUAGES = {"es": "spa", "en": "eng"}
_REMEMBER_S = 300
_PATIENCE_S = 20


class Engine(NamedTuple):
    """A Tesseract that answers."""

    name: str
    languages: frozenset[str]


def engine() -> Engine | None:
    """Return the machine's Tesseract, looked for anew every few minutes."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    known = cache.get(f"tesseract-{program}")
    if known is None:
        found = _asked(program)
        if found is None:
            return None
        known = (found.name, sorted(found.languages))
        cache.set(f"tesseract-{program}", known, _REMEMBER_S)
    return Engine(known[0], frozenset(known[1]))


def _asked(program: str) -> Engine | None:
    said = []
    for question in ("--version", "--list-langs"):
        try:
            answer = subprocess.run(  # noqa: S603 - a program of the machine, no shell
                [program, question],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env=environment(),
                timeout=_PATIENCE_S,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        text = (answer.stdout + answer.stderr).decode("utf-8", "replace")
        said.append(text.splitlines())
    version = said[0][0] if said[0] else PROGRAM
    return Engine(version[:60], frozenset(line.strip() for line in said[1][1:]))
