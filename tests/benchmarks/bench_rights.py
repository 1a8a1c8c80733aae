"""What rights cost: `make bench-rights`."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.portal import ROOT, environment, set_up
from tests.benchmarks.tables import say

INSIDE = Path(__file__).with_name("rights_inside.py")
MATRIX = "tests/integration/rights"


def inside(data_dir: Path, *arguments: str) -> list[list[str]]:
    """Run a measurement that needs Django; return the rows it printed."""
    done = subprocess.run(
        [sys.executable, str(INSIDE), *arguments],
        cwd=ROOT,
        env=environment(data_dir) | {"PYTHONPATH": str(ROOT)},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [line.split("\t") for line in done.stdout.splitlines()]


def measure_listings(data_dir: Path, count: int) -> None:
    """A page of 50 and the total, for each reader, beside no filter at all."""
    inside(data_dir, "archive", str(count))
    say(f"list of {count:,} works", "p50 ms", "p95 ms", "queries")
    say("---", "---", "---", "---")
    for row in inside(data_dir, "listings"):
        say(*row)


def measure_hand_over(data_dir: Path, count: int) -> None:
    """The queue before and after the instant."""
    inside(data_dir, "approvals", str(count))
    say(f"hand-over, {count} open approvals", "theirs", "ms", "queries")
    say("---", "---", "---", "---")
    for row in inside(data_dir, "hand_over"):
        say(*row)


def measure_matrix() -> None:
    """Size and run time of the matrix of rights, as it says them itself."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n0", "-rP", MATRIX],
        cwd=ROOT,
        check=False,
        stdout=subprocess.PIPE,
        text=True,
    )
    took = time.perf_counter() - begun
    for line in done.stdout.splitlines():
        if line.startswith("matrix:") or " passed" in line:
            sys.stdout.write(f"{line}\n")
    outcome = "passed" if done.returncode == 0 else "FAILED"
    sys.stdout.write(f"matrix of rights: {outcome} in {took:.0f} s\n")


def main() -> None:
    """Measure and print tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, default=100_000)
    parser.add_argument("--approvals", type=int, default=500)
    parser.add_argument("--no-matrix", action="store_true")
    options = parser.parse_args()
    sys.stdout.write(
        f"{dt.date.today():%Y-%m-%d}, {os.cpu_count()} cores, "  # noqa: DTZ011
        f"Python {platform.python_version()}, {platform.machine()}, SQLite\n\n"
    )
    with tempfile.TemporaryDirectory() as scratch:
        data_dir = Path(scratch) / "data"
        data_dir.mkdir()
        set_up(data_dir)
        measure_hand_over(data_dir, options.approvals)
        sys.stdout.write("\n")
        measure_listings(data_dir, options.works)
    if not options.no_matrix:
        sys.stdout.write("\n")
        measure_matrix()


if __name__ == "__main__":
    main()
