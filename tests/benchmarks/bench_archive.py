"""The figures of the whole path: `make bench-archive`."""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urljoin

from tqdm import tqdm

from tests.benchmarks.load import Load, put_load
from tests.benchmarks.portal import (
    ROOT,
    environment,
    free_port,
    gunicorn,
    manage,
    running,
    set_up,
    wait_until_up,
)
from tests.benchmarks.tables import say

INSIDE = Path(__file__).with_name("inside.py")


def inside(data_dir: Path, *arguments: str) -> list[str]:
    """Run a measurement that needs Django; return the words it printed."""
    done = subprocess.run(
        [sys.executable, str(INSIDE), *arguments],
        cwd=ROOT,
        env=environment(data_dir) | {"PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.split()


def first_view(url: str) -> int:
    """Return the bytes of page, styles and scripts, compressed as they are sent."""
    total, seen = 0, set()
    pages = [url]
    while pages:
        address = pages.pop()
        if address in seen:
            continue
        seen.add(address)
        request = urllib.request.Request(  # noqa: S310 (this machine)
            address, headers={"Accept-Encoding": "gzip"}
        )
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            body = answer.read()
            total += len(body)
            if answer.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
        if address == url:
            text = body.decode()
            found = re.findall(r'<link[^>]+rel="stylesheet"[^>]*>', text)
            links = [re.search(r'href="([^"]+)"', tag) for tag in found]
            pages += [urljoin(url, link[1]) for link in links if link]
            pages += [
                urljoin(url, source)
                for source in re.findall(r'<script[^>]+src="([^"]+)"', text)
            ]
    return total


def measure_readers(data_dir: Path, seconds: float, clients: int) -> None:
    """Home, meeting and text under load, beside the bare view."""
    paths = inside(data_dir, "paths")
    queries = inside(data_dir, "queries", *paths)
    port, bare_port = free_port(), free_port()
    env = environment(data_dir)
    say("page", "requests/s", "p50 ms", "p95 ms", "queries", "first view bytes")
    say("---", "---", "---", "---", "---", "---")
    with running(gunicorn("tests.benchmarks.bare:application", bare_port), env):
        url = f"http://127.0.0.1:{bare_port}/"
        wait_until_up(url)
        _row("bare Django view", put_load(url, clients=clients, seconds=seconds), "0")
    with running(gunicorn("cms.wsgi:application", port), env):
        wait_until_up(f"http://127.0.0.1:{port}/health/")
        rows = zip(("home", "meeting", "text"), paths, queries, strict=True)
        for name, path, count in rows:
            url = f"http://127.0.0.1:{port}{path}"
            size = first_view(url)
            load = put_load(url, clients=clients, seconds=seconds)
            _row(name, load, count, size)


def _row(name: str, load: Load, queries: str, size: int | str = "") -> None:
    if load.failures:
        name += f" ({load.failures} failures)"
    say(
        name,
        f"{load.per_second:.0f}",
        f"{load.percentile(0.5):.1f}",
        f"{load.percentile(0.95):.1f}",
        queries,
        size,
    )


def measure_files(data_dir: Path, folder: Path) -> None:
    """Extraction beside the bare library; import in files per second."""
    say("what", "here", "peer")
    say("---", "---", "---")
    ours, bare, pages = inside(data_dir, "extraction")
    say(f"extraction, PDF of {pages} pages, pages/s", ours, f"{bare} (pypdfium2)")
    ours, bare, count = inside(data_dir, "papers", str(folder))
    begun = time.perf_counter()
    manage(data_dir, "import_papers", str(folder), "--meeting", "vm:20")
    rate = int(count) / (time.perf_counter() - begun)
    say(
        f"import command, {count} papers of 30 paragraphs, files/s",
        f"{rate:.1f}",
        f"{bare} (reading the bytes and their SHA-256)",
    )


def measure_upload(data_dir: Path) -> None:
    """From the upload to the hit, with worker and indexer running."""
    env = environment(data_dir)
    with (
        running([sys.executable, "manage.py", "run_worker"], env),
        running([sys.executable, "manage.py", "run_indexer"], env),
    ):
        time.sleep(5)
        p50, p95, count = inside(data_dir, "upload")
    say(f"upload → text searchable, {count} uploads, p50 ms", p50, "")
    say(f"upload → text searchable, {count} uploads, p95 ms", p95, "")


def main() -> None:
    """Measure and print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--clients", type=int, default=20)
    options = parser.parse_args()
    sys.stdout.write(
        f"{dt.date.today():%Y-%m-%d}, {os.cpu_count()} cores, "  # noqa: DTZ011
        f"Python {platform.python_version()}, {platform.machine()}, SQLite; "
        f"{options.clients} clients, {options.seconds:.0f} s a page\n\n"
    )
    with tempfile.TemporaryDirectory() as scratch:
        data_dir, folder = Path(scratch) / "data", Path(scratch) / "papers"
        data_dir.mkdir()
        folder.mkdir()
        steps = (
            ("demonstration archive", lambda: set_up(data_dir)),
            (
                "readers",
                lambda: measure_readers(data_dir, options.seconds, options.clients),
            ),
            ("files", lambda: measure_files(data_dir, folder)),
            ("upload", lambda: measure_upload(data_dir)),
        )
        for name, step in tqdm(steps, unit="step"):
            tqdm.write(f"\n{name} …", file=sys.stderr)
            step()


if __name__ == "__main__":
    main()
