"""Installs a file of pinned requirements into the environment that runs this.

Standard library only, since it runs before anything is installed. Shows how far it is;
pip's own words are shown only if it fails.
"""

import subprocess
import sys
from collections import deque
from pathlib import Path

_LAST_WORDS = 40


def main(file: Path) -> int:
    """Install what the file pins; return pip's exit code."""
    total = sum("==" in line for line in file.read_text().splitlines())
    say(f"Installing {total} packages from {file} (the first time takes minutes)\n")
    command = [
        *(sys.executable, "-m", "pip", "install", "--disable-pip-version-check"),
        # No compiler is needed, and nothing runs while it is being installed.
        *("--only-binary", ":all:", "--require-hashes", "-r", str(file)),
        # The file holds every dependency. Left to look for them itself, pip takes the
        # newest release for one that is asked for with an extra, and finds no hash.
        "--no-deps",
    ]
    words: deque[str] = deque(maxlen=_LAST_WORDS)
    done = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as pip:
        for line in pip.stdout or ():
            words.append(line)
            if line.startswith(("Collecting ", "Requirement already satisfied")):
                done += 1
                show(done, total)
            elif line.startswith("Installing collected packages"):
                say("\nAll fetched; writing them\n")
    if pip.returncode:
        say("\n" + "".join(words))
    return pip.returncode


def show(done: int, total: int) -> None:
    """Show a bar on a terminal, a line every 25 packages elsewhere."""
    if sys.stdout.isatty():
        bar = "#" * (30 * done // max(total, 1))
        say(f"\r  [{bar:<30}] {done}/{total}")
    elif done % 25 == 0:
        say(f"  {done}/{total}\n")


def say(text: str) -> None:
    """Write at once: the reader waits."""
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
