"""The figures of the readers' portal: `make bench-reader`."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tqdm import tqdm

from tests.benchmarks.bench_archive import first_view
from tests.benchmarks.load import put_load
from tests.benchmarks.portal import (
    ROOT,
    environment,
    free_port,
    gunicorn,
    manage,
    running,
    set_up,
    sign_in,
    wait_until_up,
)
from tests.benchmarks.tables import say
from tests.benchmarks.weak_link import usable_after

INSIDE = "tests.benchmarks.reader_inside"
DELEGATE = "delegate@mx.example"
HEADINGS = ("page", "requests/s", "× the bare view", "p95 ms")


def inside(data_dir: Path, *arguments: str, **settings: str) -> dict[str, str]:
    """Run a measurement that needs Django; return what it found, by name."""
    done = subprocess.run(
        [sys.executable, "-m", INSIDE, *arguments],
        cwd=ROOT,
        env=environment(data_dir) | settings,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


class Readers:
    """Puts the same load on each page; the bare view is the measure."""

    def __init__(self, seconds: float, clients: int) -> None:
        self.seconds, self.clients = seconds, clients
        self.bare = 0.0

    def row(self, name: str, url: str, cookies: dict[str, str] | None = None) -> None:
        """Measure one address and print its row."""
        put_load(url, clients=self.clients, seconds=1, cookies=cookies)
        load = put_load(
            url, clients=self.clients, seconds=self.seconds, cookies=cookies
        )
        self.bare = self.bare or load.per_second
        if load.failures:
            name += f" ({load.failures} failures)"
        times = self.bare / load.per_second if load.per_second else float("inf")
        p95 = f"{load.percentile(0.95):.1f}"
        say(name, f"{load.per_second:.0f}", f"{times:.1f}", p95)


def measure_load(data_dir: Path, pages: dict[str, str], readers: Readers) -> None:
    """Each kind of page under load, beside the bare view and a stock page."""
    texts = data_dir / "texts.json"
    texts.write_text(json.dumps(inside(data_dir, "paragraphs")))
    env = environment(data_dir)
    stock = "tests.benchmarks.stock.site"
    subprocess.run(
        [sys.executable, "-m", stock, "make", str(texts)], cwd=ROOT, env=env, check=True
    )
    ports = [free_port() for _ in range(3)]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    served = ("tests.benchmarks.bare", stock, "cms.wsgi")
    say(*HEADINGS)
    say(*["---"] * len(HEADINGS))
    with ExitStack() as stack:
        for module, port in zip(served, ports, strict=True):
            command = gunicorn(f"{module}:application", port)
            stack.enter_context(running(command, env))
        wait_until_up(f"{urls[0]}/")
        wait_until_up(f"{urls[1]}/text/")
        wait_until_up(f"{urls[2]}/health/")
        readers.row("bare Django view", f"{urls[0]}/")
        readers.row("stock Wagtail page of the same text", f"{urls[1]}/text/")
        cookies = sign_in(urls[2], DELEGATE).cookies.get_dict()
        for name, path in tqdm(pages.items(), unit="page", leave=False):
            readers.row(f"{name}, anonymous", urls[2] + path)
            readers.row(f"{name}, signed in", urls[2] + path, cookies)


def measure_queries(data_dir: Path, pages: dict[str, str]) -> None:
    """Queries of each page, made anew and kept, anonymous and signed in."""
    paths = list(pages.values())
    anew = inside(data_dir, "queries", *paths, READER_CACHE_SECONDS="0")
    kept = inside(data_dir, "queries", *paths, READER_CACHE_SECONDS="60")
    say("page, queries", "anonymous", "kept", "signed in", "kept")
    say(*["---"] * 5)
    for name, path in pages.items():
        say(name, *anew[path][:1], *kept[path][:1], *anew[path][1:], *kept[path][1:])


def measure_weak_link(data_dir: Path, pages: dict[str, str]) -> None:
    """Bytes of the first view; seconds until it can be read on a weak link."""
    port = free_port()
    say("page", "bytes, first view", "seen after s", "loaded after s", "again, s")
    say(*["---"] * 5)
    command = gunicorn("cms.wsgi:application", port)
    with running(command, environment(data_dir)):
        base = f"http://127.0.0.1:{port}"
        wait_until_up(f"{base}/health/")
        for name, path in pages.items():
            times = usable_after(base + path)
            say(name, first_view(base + path), *(f"{each:.1f}" for each in times))


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--works", type=int, default=10_000)
    options = parser.parse_args()
    sys.stdout.write(
        f"{dt.date.today():%Y-%m-%d}, {os.cpu_count()} cores, "  # noqa: DTZ011
        f"Python {platform.python_version()}, {platform.machine()}, SQLite; "
        f"{options.works} works, {options.clients} clients, "
        f"{options.seconds:.0f} s a page\n\n"
    )
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = Path(scratch)
        set_up(data_dir)
        manage(data_dir, "rebuild_index")
        small = inside(data_dir, "pages")
        sys.stdout.write("The demonstration:\n\n")
        measure_queries(data_dir, small)
        if options.works:
            manage(data_dir, "demo", "--scale", str(options.works))
            manage(data_dir, "rebuild_index")
            sys.stdout.write(f"\nWith {options.works} works more:\n\n")
        pages = inside(data_dir, "pages")
        measure_queries(data_dir, pages)
        sys.stdout.write("\n")
        measure_load(data_dir, pages, Readers(options.seconds, options.clients))
        sys.stdout.write("\n400 kbit/s, 300 ms there and back:\n\n")
        measure_weak_link(data_dir, pages)


if __name__ == "__main__":
    main()
