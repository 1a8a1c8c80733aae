"""A portal of its own for measuring: fresh data, real processes, a free port."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import requests
from bs4 import BeautifulSoup

if TYPE_CHECKING:
    from collections.abc import Iterator

# Of all people of the demonstration (rcm_pages.demo.people needs Django).
PASSWORD = "demo-Puebla-1996"
ROOT = Path(__file__).resolve().parents[2]
WEB_WORKERS, WEB_THREADS = 2, 4


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(data_dir: Path) -> dict[str, str]:
    """Return the environment of a portal that writes to ``data_dir``."""
    return os.environ | {
        "DATA_DIR": str(data_dir),
        "DJANGO_SETTINGS_MODULE": "cms.settings.local",
        "DEBUG": "0",
        "PYTHONUNBUFFERED": "1",
    }


def manage(data_dir: Path, *arguments: str) -> str:
    """Run a management command on that portal; return what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(data_dir),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def set_up(data_dir: Path) -> None:
    """Make database, static files and the core of the demonstration."""
    for arguments in (
        ("migrate", "--verbosity=0"),
        ("collectstatic", "--no-input", "--verbosity=0"),
        ("demo", "--small"),
    ):
        manage(data_dir, *arguments)


def wait_until_up(url: str, seconds: float = 60) -> None:
    """Wait for an address to answer; raises TimeoutError."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError, urllib.error.URLError):
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310
            return
        time.sleep(0.2)
    raise TimeoutError(url)


def sign_in(base: str, email: str) -> requests.Session:
    """Sign one of the demonstration's people in, as a browser does."""
    session = requests.Session()
    address = f"{base}/en/sign-in/"
    page = BeautifulSoup(session.get(address, timeout=60).text, "html.parser")
    token = page.find("input", attrs={"name": "csrfmiddlewaretoken"})
    form = {"login": email, "password": PASSWORD}
    form["csrfmiddlewaretoken"] = token["value"]
    answer = session.post(address, form, timeout=60)
    if "/sign-in/" in answer.url:
        sys.exit(f"{email} could not sign in")
    return session


@contextlib.contextmanager
def running(command: list[str], env: dict[str, str]) -> Iterator[subprocess.Popen]:
    """Keep a process group running; stop it at the end."""
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=env,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def gunicorn(application: str, port: int) -> list[str]:
    """Return the command that serves an application as `make run` does."""
    return [
        *(sys.executable, "-m", "gunicorn", application),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(WEB_WORKERS)),
        *("--threads", str(WEB_THREADS), "--log-level", "error"),
    ]
