"""Many people who upload many files at once, as the page of uploads does (tus)."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import requests

from tests.benchmarks import sample_files
from tests.benchmarks.load import Load
from tests.benchmarks.portal import (
    PASSWORD,
    ROOT,
    environment,
    free_port,
    gunicorn,
    running,
    set_up,
    sign_in,
    wait_until_up,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GIVE_UP_AFTER_S = 900
_PEOPLE = """
import sys
import django
django.setup()
from cms.accounts.models import User
from cms.conference.actions import appoint
from cms.conference.appointing import today
from cms.conference.models import Party
for number in range(int(sys.argv[1])):
    person = User.objects.create_user(f"up{number}@ts.example", sys.argv[2])
    appoint(person=person, party=Party.objects.get(code="TS"), role="editor",
            starts_on=today(), by=None)
"""
_READ = """
import django
django.setup()
from cms.documents.models import DocumentVersion
mine = DocumentVersion.objects.filter(name__startswith="bench-")
print(mine.count(), mine.filter(text_state="done").count())
"""


def files(count: int) -> list[tuple[str, bytes]]:
    """Make PDFs of three pages that are all different."""
    pdf = sample_files.pdf(3)
    return [(f"bench-{n:04d}.pdf", pdf + f"\n% {n}\n".encode()) for n in range(count)]


def send_all(
    papers: list[tuple[str, bytes]],
    senders: list[Callable[[str, bytes], bool]],
) -> Load:
    """Let each sender send its share, one file after the other, all at once."""
    sent = Load()

    def share(number: int) -> int:
        failures = 0
        for name, content in papers[number :: len(senders)]:
            began = time.perf_counter()
            failures += not senders[number](name, content)
            sent.times.append(time.perf_counter() - began)
        return failures

    began = time.perf_counter()
    with ThreadPoolExecutor(len(senders)) as pool:
        sent.failures = sum(pool.map(share, range(len(senders))))
    sent.seconds = time.perf_counter() - began
    return sent


def to_portal(base: str, email: str) -> Callable[[str, bytes], bool]:
    """Sign somebody in; return how they send a file."""
    session = sign_in(base, email)

    def send(name: str, content: bytes) -> bool:
        tus = {"Tus-Resumable": "1.0.0", "X-CSRFToken": session.cookies["csrftoken"]}
        said = f"filename {base64.b64encode(name.encode()).decode()}"
        begun = session.post(
            f"{base}/admin/uploads/",
            headers=tus | {"Upload-Length": str(len(content)), "Upload-Metadata": said},
            timeout=60,
        )
        if begun.status_code != 201:
            return False
        piece = {
            "Upload-Offset": "0",
            "Content-Type": "application/offset+octet-stream",
        }
        where = requests.compat.urljoin(base, begun.headers["Location"])
        done = session.patch(where, content, headers=tus | piece, timeout=60)
        return done.status_code == 204

    return send


def to_bare(base: str) -> Callable[[str, bytes], bool]:
    """Return how somebody sends a file to the peer."""
    session = requests.Session()
    return lambda name, content: session.post(base, content, timeout=60).ok


def to_the_peer(papers: list[tuple[str, bytes]], people: int, folder: Path) -> Load:
    """Measure the bare view."""
    port = free_port()
    env = os.environ | {"BARE_UPLOADS": str(folder)}
    with running(gunicorn("tests.benchmarks.bare_upload", port), env):
        base = f"http://127.0.0.1:{port}/"
        wait_until_up(base)
        return send_all(papers, [to_bare(base) for _ in range(people)])


def to_ours(
    papers: list[tuple[str, bytes]], people: int, data_dir: Path
) -> tuple[Load, float]:
    """Measure a portal of its own; return also the seconds until all are read."""
    set_up(data_dir)
    _inside(data_dir, _PEOPLE, str(people), PASSWORD)
    port, env = free_port(), environment(data_dir)
    worker = [sys.executable, "manage.py", "run_worker"]
    with running(gunicorn("cms.wsgi", port), env), running(worker, env):
        base = f"http://127.0.0.1:{port}"
        wait_until_up(f"{base}/health/")
        senders = [to_portal(base, f"up{n}@ts.example") for n in range(people)]
        began = time.perf_counter()
        sent = send_all(papers, senders)
        while (said := _inside(data_dir, _READ).split()) != [str(len(papers))] * 2:
            if time.perf_counter() - began > GIVE_UP_AFTER_S:
                sys.exit(f"of {len(papers)} files are there, and read: {said}")
            time.sleep(1)
        return sent, time.perf_counter() - began


def _inside(data_dir: Path, script: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        cwd=ROOT,
        env=environment(data_dir),
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout
