"""Kills web, worker and indexer at random instants while papers come in.

An editor uploads papers and makes their pages through the browser's own addresses, and
tries again whatever a kill interrupted, as a person would. Afterwards every paper must
be there once: one version, its text, one page, one hit. `make bench-kills`.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import requests
from bs4 import BeautifulSoup
from tqdm import tqdm

from tests.benchmarks.portal import (
    ROOT,
    environment,
    free_port,
    gunicorn,
    set_up,
    sign_in,
    wait_until_up,
)

VERIFY = Path(__file__).with_name("verify.py")
GIVE_UP_AFTER_S = 240


class Process:
    """One of the portal's processes, started again whenever it was killed."""

    def __init__(self, name: str, command: list[str], env: dict[str, str]) -> None:
        self.name, self.command, self.env = name, command, env
        self.start()

    def start(self) -> None:
        """Start it in a session of its own."""
        self.process = subprocess.Popen(
            self.command,
            cwd=ROOT,
            env=self.env,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def kill(self) -> None:
        """SIGKILL it with all its children, without a warning."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Editor:
    """A Secretariat editor at a browser, who tries again until it is done."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = sign_in(base, "editor@ts.example")

    def url(self, path: str) -> str:
        """Return a whole address."""
        return f"{self.base}{path}"

    @staticmethod
    def _form(page: requests.Response) -> dict[str, str]:
        """Return the fields of the page's form as a browser would send them."""
        soup = BeautifulSoup(page.text, "html.parser")
        fields = {}
        for form in soup.find_all("form", method="post"):
            for field in form.find_all(["input", "textarea", "select"]):
                name = field.get("name")
                if not name or field.get("type") in ("submit", "checkbox", "file"):
                    continue
                if field.name == "textarea":
                    fields[name] = field.text.removeprefix("\n")
                elif field.name == "select":
                    chosen = field.find("option", selected=True)
                    fields[name] = chosen["value"] if chosen else ""
                else:
                    fields[name] = field.get("value", "")
        return fields

    def bring(self, meeting: int, name: str, text: str) -> None:
        """Upload a paper and make its page; raises on whatever a kill interrupts."""
        upload = self.url(f"/admin/imports/meeting/{meeting}/")
        page = self.session.get(upload, timeout=30)
        page.raise_for_status()
        answer = self.session.post(
            upload,
            self._form(page),
            files={"file": (name, text.encode())},
            timeout=30,
        )
        answer.raise_for_status()
        until = time.monotonic() + 60
        while "s-TOTAL_FORMS" not in answer.text:
            if "/admin/pages/" in answer.url:
                return
            if time.monotonic() > until:
                raise TimeoutError(name)
            time.sleep(0.2)
            answer = self.session.get(answer.url, timeout=30)
            answer.raise_for_status()
        answer = self.session.post(
            answer.url, self._form(answer) | {"do": "build"}, timeout=30
        )
        answer.raise_for_status()


def _paper(number: int) -> tuple[str, str]:
    word = f"quetzal{number:04d}"
    lines = [
        "XX VICE-MINISTERIAL MEETING", "", "Mexico City", "November 11-12, 2015", "",
        f"ACTION PLAN NUMBER {number}", "",
        "The Vice-Ministers and Heads of Delegation agree to the following:", "",
        f"1. To keep the word {word} in this paper.", "2. To find it again.",
    ]  # fmt: skip
    return f"{word}.txt", "\n".join(lines)


def _bring_all(
    base: str, meeting: int, papers: list[int], done: list[int], lock: threading.Lock
) -> None:
    editor = Editor(base)
    while True:
        with lock:
            if not papers:
                return
            number = papers.pop()
        until = time.monotonic() + GIVE_UP_AFTER_S
        while time.monotonic() < until:
            try:
                editor.bring(meeting, *_paper(number))
            except (requests.RequestException, TimeoutError):
                time.sleep(0.3)
            else:
                break
        with lock:
            done.append(number)


def _verify(data_dir: Path, papers: int, *, wait_s: int) -> str:
    done = subprocess.run(
        [sys.executable, str(VERIFY), str(papers), str(wait_s)],
        cwd=ROOT,
        env=environment(data_dir) | {"PYTHONPATH": str(ROOT)},
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    sys.stdout.write(done.stdout)
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout


def _processes(data_dir: Path, port: int) -> list[Process]:
    env = environment(data_dir)
    python = [sys.executable, "manage.py"]
    return [
        Process("web", gunicorn("cms.wsgi:application", port), env),
        Process("worker", [*python, "run_worker"], env),
        Process("indexer", [*python, "run_indexer"], env),
        Process("scheduler", [*python, "run_scheduler"], env),
    ]


def _kill_while(
    processes: list[Process],
    kills: int,
    port: int,
    done: list[int],
    chance: random.Random,
) -> dict[str, int]:
    """Kill a random process at random instants; return how often each died."""
    victims = [p for p in processes if p.name != "scheduler"]
    counts = {process.name: 0 for process in victims}
    for _ in tqdm(range(kills), unit="kill"):
        time.sleep(chance.uniform(0.5, 6.0))
        process = chance.choice(victims)
        process.kill()
        counts[process.name] += 1
        time.sleep(chance.uniform(0.0, 0.5))
        process.start()
    return counts


def main() -> None:
    """Run, kill, start again, and print what is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--papers", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1996)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = Path(scratch)
        set_up(data_dir)
        port = free_port()
        processes = _processes(data_dir, port)
        base = f"http://127.0.0.1:{port}"
        try:
            wait_until_up(f"{base}/health/")
            meeting = int(_verify_meeting(data_dir))
            papers, done, lock = list(range(options.papers)), [], threading.Lock()
            editors = [
                threading.Thread(
                    target=_bring_all, args=(base, meeting, papers, done, lock)
                )
                for _ in range(2)
            ]
            for editor in editors:
                editor.start()
            counts = _kill_while(processes, options.kills, port, done, chance)
            during = len(done)
            for editor in editors:
                editor.join()
            sys.stdout.write(
                f"kills: {counts}; papers brought in meanwhile: {during} of "
                f"{options.papers}, the rest afterwards\n"
            )
            _verify(data_dir, options.papers, wait_s=120)
        finally:
            for process in processes:
                process.kill()


def _verify_meeting(data_dir: Path) -> str:
    return subprocess.run(
        [sys.executable, str(VERIFY), "meeting"],
        cwd=ROOT,
        env=environment(data_dir) | {"PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout.strip()


if __name__ == "__main__":
    main()
