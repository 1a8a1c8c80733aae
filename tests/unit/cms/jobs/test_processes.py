"""Which process is which."""

import os
import subprocess
import sys

import pytest

from cms.jobs import processes
from cms.jobs.processes import is_running, process_mark, this_host


def test_this_process_runs() -> None:
    pid = os.getpid()
    assert is_running(pid, process_mark(pid))
    assert is_running(pid, "")


def test_a_zombie_does_not_run() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    mark = process_mark(process.pid)
    process.stdout.read()  # closed when the process ends; it is not reaped yet
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(process.pid, mark or "any")
    process.stdout.close()
    process.wait()
    assert not is_running(process.pid, "")


def test_another_users_process_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert is_running(1, "")


def test_without_proc_the_host_has_its_plain_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(processes, "_PROC", tmp_path / "none")
    assert this_host()
    assert process_mark(os.getpid()) == ""
