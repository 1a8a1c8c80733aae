"""How fast stored files are read, beside `sha256sum`: `make bench-fixity`."""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from tests.benchmarks.tables import say

if TYPE_CHECKING:
    from collections.abc import Callable

MB = 1024 * 1024
GB = 1e9


def write_files(folder: Path, *, count: int, size: int) -> list[Path]:
    """Write files of random bytes."""
    made = []
    for number in tqdm(range(count), desc="Files", leave=False, disable=None):
        path = folder / f"{number}.bin"
        with path.open("wb") as file:
            for _ in range(0, size, MB):
                file.write(os.urandom(min(MB, size)))
            os.fsync(file.fileno())
        made.append(path)
    return made


def forget(paths: list[Path]) -> None:
    """Have the system read the files from the disk next time."""
    for path in paths:
        with path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def with_sha256sum(paths: list[Path]) -> None:
    """Read them with the system's own program."""
    subprocess.run(["sha256sum", *paths], check=True, stdout=subprocess.DEVNULL)


def with_look_at(paths: list[Path]) -> None:
    """Read them as the nightly check does, from the store."""
    from django.core.files.storage import FileSystemStorage

    from cms.documents.fixity import look_at
    from cms.documents.models import DocumentVersion

    storage = FileSystemStorage(paths[0].parent)
    for path in paths:
        version = DocumentVersion(size=path.stat().st_size)
        version.file.name = path.name
        version.file.storage = storage
        look_at(version)


def bare(paths: list[Path]) -> None:
    """Read them with nothing around Python's SHA-256."""
    for path in paths:
        with path.open("rb") as file:
            hashlib.file_digest(file, "sha256")


def best_of(read: Callable[[list[Path]], None], paths: list[Path], times: int) -> float:
    """Return the seconds of the quickest of some cold readings."""
    seconds = []
    for _ in range(times):
        forget(paths)
        began = time.perf_counter()
        read(paths)
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def main() -> None:
    """Measure few large and many small files; print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=1024, help="of each kind")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    import django

    django.setup()
    say("Files", "reader", "s", "GB/s")
    say("---", "---", "---:", "---:")
    for size in (64 * MB, MB // 4):
        count = max(1, options.megabytes * MB // size)
        with tempfile.TemporaryDirectory() as folder:
            paths = write_files(Path(folder), count=count, size=size)
            kind = f"{count} of {size / MB:g} MB"
            for read in (with_sha256sum, bare, with_look_at):
                seconds = best_of(read, paths, options.times)
                speed = count * size / GB / seconds
                name = read.__name__.removeprefix("with_")
                say(kind, name, f"{seconds:.2f}", f"{speed:.2f}")


if __name__ == "__main__":
    main()
