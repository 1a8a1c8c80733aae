"""Reads and parses a paper in a process of its own; the worker is never at risk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from cms.documents.readers import UnreadableFile, read
from cms.documents.readers.stream import limit
from rcm_pages.importing.outcome import from_paper
from rcm_pages.importing.segments import parse

ROOT = Path(__file__).resolve().parents[2]
TIMEOUT_S = 120
MEMORY_MB = 1024


def recognise(path: Path, *, name: str) -> dict[str, Any]:
    """Return ``{"lines": [...], "result": {...}, "notes": [...]}`` of a file.

    Raises UnreadableFile, whatever the file did to its reader.
    """
    command = [sys.executable, "-m", "rcm_pages.importing.recognition"]
    try:
        done = subprocess.run(  # noqa: S603 (our own module, no shell)
            [*command, str(path), name],
            cwd=ROOT,
            capture_output=True,
            timeout=TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile("timeout") from error
    try:
        said = json.loads(done.stdout)
    except ValueError as error:
        raise UnreadableFile("crashed") from error
    if "error" in said:
        raise UnreadableFile(said["error"])
    return said


def _say(path: Path, name: str) -> dict[str, Any]:
    try:
        file = read(path, name=name)
    except UnreadableFile as error:
        return {"error": error.code}
    except MemoryError:
        return {"error": "out_of_memory"}
    return {
        "lines": file.text.split("\n"),
        "result": from_paper(parse(file)),
        "notes": list(file.notes),
    }


if __name__ == "__main__":
    limit(MEMORY_MB, TIMEOUT_S)
    json.dump(_say(Path(sys.argv[1]), sys.argv[2]), sys.stdout)
