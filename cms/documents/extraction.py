"""Reads files in a process of their own, so that none can hurt the portal.

The child has its own limits of memory and time, no settings and no secrets; the parent
trusts nothing it says.
"""

import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, get_args

from django.utils.functional import Promise

from cms.documents import child
from cms.documents.readers.errors import MESSAGES, NOTES, message_for
from cms.documents.readers.kinds import Kind

State = Literal["done", "partly", "failed"]

# This module itself: at its end it becomes the child.
MODULE = "cms.documents.extraction"
_KINDS = frozenset(get_args(Kind))
_PARTLY = frozenset({"pages_unreadable", "rows_left_out", "attachments_unread"})


@dataclass(slots=True)
class ExtractedPage:
    """One page's text; the picture is a WebP file, the size is points."""

    number: int
    text: str
    picture: Path | None = None
    width: float = 0.0
    height: float = 0.0
    readable: bool = True


@dataclass(slots=True)
class Extraction:
    """What was read: `done` has no error, `partly` has pages all the same."""

    pages: list[ExtractedPage] = field(default_factory=list)
    state: State = "failed"
    error_code: str = ""
    kind: str = ""
    notes: list[str] = field(default_factory=list)

    @property
    def error_message(self) -> str | Promise:
        """Give the sentence for the error, empty where there is none."""
        return message_for(self.error_code) if self.error_code else ""


def extract(
    path: Path,
    *,
    name: str,
    pictures_dir: Path | None = None,
    timeout_s: int = 120,
    memory_mb: int = 1024,
    max_pages: int = 2000,
) -> Extraction:
    """Read a file in a child process; never raises for what the file holds."""
    arguments = [f"--name={name}", f"--memory-mb={memory_mb}"]
    arguments += [f"--max-pages={max_pages}", f"--seconds={timeout_s}"]
    if pictures_dir is not None:
        pictures_dir.mkdir(parents=True, exist_ok=True)
        arguments.append(f"--pictures={pictures_dir}")
    arguments += ["--", str(path)]
    with tempfile.TemporaryFile() as output:
        failure = child.run_module(MODULE, arguments, output, seconds=timeout_s)
        output.seek(0)
        return _collected(output, pictures_dir, failure)


def _collected(
    output: IO[bytes], pictures_dir: Path | None, failure: str
) -> Extraction:
    """Put together what the child said, up to where it fell silent."""
    result = Extraction(error_code=failure)
    ended = False
    for record in child.records(output):
        if "error" in record:
            result.error_code = _known(record["error"])
        elif record.get("end"):
            ended = True
        else:
            with suppress(KeyError, TypeError, ValueError):
                _take(result, record, pictures_dir)
    if not ended and not result.error_code:
        result.error_code = "crashed"
    if not result.error_code and "page_limit" in result.notes:
        result.error_code = "page_limit"
    result.state = _state(result)
    return result


def _state(result: Extraction) -> State:
    if not result.pages:
        return "failed"
    incomplete = result.error_code or not _PARTLY.isdisjoint(result.notes)
    return "partly" if incomplete else "done"


def _known(code: object) -> str:
    return code if isinstance(code, str) and code in MESSAGES else "crashed"


def _take(
    result: Extraction, record: dict[str, Any], pictures_dir: Path | None
) -> None:
    if record.get("kind") in _KINDS:
        result.kind = record["kind"]
    elif "notes" in record:
        result.notes += [note for note in record["notes"] if note in NOTES]
    elif "page" in record:
        result.pages.append(
            ExtractedPage(
                number=int(record["page"]),
                text=str(record["text"]),
                width=float(record["width"]),
                height=float(record["height"]),
                readable=record.get("readable") is not False,
            )
        )
    elif "picture" in record and pictures_dir is not None:
        _hang(result, record, pictures_dir)


def _hang(result: Extraction, record: dict[str, Any], pictures_dir: Path) -> None:
    """Give a picture to its page, if it lies where it should."""
    path = pictures_dir / Path(str(record["picture"])).name
    for page in result.pages:
        if page.number == record.get("of") and path.is_file():
            page.picture = path


if __name__ == "__main__":
    from cms.documents.readers.stream import main

    sys.exit(main(sys.argv[1:]))
