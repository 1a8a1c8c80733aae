"""Runs one of our readers in a process of its own, with nothing of ours in it.

The child has limits of memory and time, no settings and no secrets; whatever it started
itself ends with it. The parent trusts nothing it says.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_ROOT = Path(__file__).resolve().parents[2]
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR")
MAX_SAID = 64 * 1024 * 1024


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return what a child may know of ours."""
    known = {key: os.environ[key] for key in _PASSED_ON if key in os.environ}
    return known | dict(more or {})


def run(
    command: Sequence[str], output: IO[bytes], *, seconds: float, **env: str
) -> str:
    """Run a program; return the code of its failure, or nothing.

    It and all that it started are ended when its time is over.
    """
    try:
        child = subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=environment(env),
            start_new_session=True,
        )
    except (OSError, ValueError):
        return "crashed"
    try:
        code = child.wait(seconds)
    except subprocess.TimeoutExpired:
        return "timeout"
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    if code == 0:
        return ""
    return "timeout" if code == -signal.SIGXCPU else "crashed"


def run_module(
    module: str, arguments: Sequence[str], output: IO[bytes], *, seconds: float
) -> str:
    """Run a module of ours as ``run`` does."""
    command = [sys.executable, "-P", "-m", module, *arguments]
    return run(command, output, seconds=seconds, PYTHONPATH=str(_ROOT), PYTHONUTF8="1")


def ask(
    module: str, arguments: Sequence[str], *, seconds: float, memory_mb: int = 1024
) -> tuple[list[dict[str, Any]], str]:
    """Run a module of ours; return the records it said, and the code of its failure."""
    limits = [f"--memory-mb={memory_mb}", f"--seconds={max(1, int(seconds))}"]
    with tempfile.TemporaryFile() as output:
        failure = run_module(module, [*limits, *arguments], output, seconds=seconds)
        output.seek(0)
        found = list(records(output.read(MAX_SAID).splitlines()))
    said = next((r["error"] for r in found if isinstance(r.get("error"), str)), "")
    return found, said or failure


def records(said: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Give the whole records; a line cut short by a crash is passed over."""
    for line in said:
        try:
            record = json.loads(line)
        except ValueError:
            continue
        if isinstance(record, dict):
            yield record
