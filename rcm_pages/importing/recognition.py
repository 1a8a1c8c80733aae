"""Reads and parses a paper in a process of its own; the worker is never at risk."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from cms.documents import child
from cms.documents.readers import UnreadableFile, read
from cms.documents.readers.changes import Settled
from cms.documents.readers.stream import limit
from rcm_pages.importing.outcome import from_paper
from rcm_pages.importing.segments import parse
from rcm_pages.importing.tracked import told

# This module itself: at its end it becomes the child.
MODULE = "rcm_pages.importing.recognition"
TIMEOUT_S = 120
MEMORY_MB = 1024
# The Conference's longest paper has some 2,000 lines; nobody reviews more than these.
MAX_LINES = 50_000


def recognise(
    path: Path, *, name: str, settled: Settled = "accepted"
) -> dict[str, Any]:
    """Return ``lines``, ``result``, ``notes`` and tracked ``changes`` of a file.

    Raises UnreadableFile, whatever the file did to its reader.
    """
    arguments = [str(path.absolute()), name, settled]
    with tempfile.TemporaryFile() as output:
        failure = child.run_module(MODULE, arguments, output, seconds=TIMEOUT_S)
        if failure:
            raise UnreadableFile(failure)
        output.seek(0)
        return _understood(output.read())


def _understood(output: bytes) -> dict[str, Any]:
    """Take what the child said only if it is one of the two things it may say."""
    try:
        said = json.loads(output)
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("crashed") from error
    if isinstance(said, dict) and "error" in said:
        raise UnreadableFile(str(said["error"]))
    if not isinstance(said, dict) or not said.keys() >= {"lines", "result", "notes"}:
        raise UnreadableFile("crashed")
    return said


def _say(path: Path, name: str, settled: Settled = "accepted") -> dict[str, Any]:
    try:
        file = read(path, name=name, settled=settled)
    except UnreadableFile as error:
        return {"error": error.code}
    except MemoryError:
        return {"error": "out_of_memory"}
    if (
        sum(bool(ln.text.strip()) for page in file.pages for ln in page.lines)
        > MAX_LINES
    ):
        return {"error": "too_long"}
    return {
        "lines": file.text.split("\n"),
        "result": from_paper(parse(file)),
        "notes": list(file.notes),
        "changes": told(file),
    }


if __name__ == "__main__":
    limit(MEMORY_MB, TIMEOUT_S)
    how: Settled = "rejected" if sys.argv[3:] == ["rejected"] else "accepted"
    json.dump(_say(Path(sys.argv[1]), sys.argv[2], how), sys.stdout)
