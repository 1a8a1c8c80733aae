"""What this machine knows of its processes."""

import os
import socket
from pathlib import Path

_PROC = Path("/proc")


def this_host() -> str:
    """Name the machine within which process numbers mean the same.

    Two containers may bear one host name and still number their processes apart, so
    on Linux the process namespace is part of the name.
    """
    name = socket.gethostname()
    try:
        return f"{name} {(_PROC / 'self/ns/pid').readlink()}"
    except OSError:
        return name


def process_mark(pid: int) -> str:
    """Return what tells this process from a later one of the same number.

    On Linux the machine's boot and the tick of the process's start, which no change
    of the clock moves; elsewhere, or for a process that is gone, an empty string.
    """
    try:
        stat = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
        boot = (_PROC / "sys/kernel/random/boot_id").read_text(encoding="ascii")
    except OSError:
        return ""
    state, *fields = stat.rpartition(")")[2].split()
    # A zombie has a number but will never do anything again.
    return "" if state in {"Z", "X"} else f"{boot.strip()[:18]}:{fields[18]}"


def is_running(pid: int, mark: str) -> bool:
    """Say whether the process of this number and mark is still there."""
    if mark:
        return process_mark(pid) == mark
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True  # it is there, and another user's
    return True
