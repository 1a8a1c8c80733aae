"""Reads files in a process of their own, so that none can hurt the portal.

The child has its own limits of memory and time, no settings and no secrets; the parent
trusts nothing it says.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Literal, get_args

from django.utils.functional import Promise

from cms.documents.readers.errors import MESSAGES, NOTES, message_for
from cms.documents.readers.kinds import Kind

State = Literal["done", "partly", "failed"]

_ROOT = Path(__file__).resolve().parents[2]
_KINDS = frozenset(get_args(Kind))
_PARTLY = frozenset({"pages_unreadable", "rows_left_out", "attachments_unread"})
_CHILD_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")


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
    command = [sys.executable, "-P", "-m", "cms.documents.extraction", f"--name={name}"]
    command += [f"--memory-mb={memory_mb}", f"--max-pages={max_pages}"]
    command += [f"--seconds={timeout_s}"]
    if pictures_dir is not None:
        pictures_dir.mkdir(parents=True, exist_ok=True)
        command.append(f"--pictures={pictures_dir}")
    with tempfile.TemporaryFile() as output:
        failure = _run([*command, "--", str(path)], output, timeout_s)
        output.seek(0)
        return _collected(output, pictures_dir, failure)


def _run(command: list[str], output: IO[bytes], timeout_s: int) -> str:
    """Run the child and give the code of its failure, or nothing."""
    environment = {
        key: os.environ[key] for key in _CHILD_ENVIRONMENT if key in os.environ
    }
    environment |= {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1"}
    try:
        finished = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "timeout"
    except (OSError, ValueError):
        return "crashed"
    if finished.returncode == 0:
        return ""
    return "timeout" if finished.returncode == -signal.SIGXCPU else "crashed"


def _collected(
    output: IO[bytes], pictures_dir: Path | None, failure: str
) -> Extraction:
    """Put together what the child said, up to where it fell silent."""
    result = Extraction(error_code=failure)
    ended = False
    for record in _records(output):
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


def _records(output: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Give the whole records; a line cut short by a crash is passed over."""
    for line in output:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record


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
