"""Tables in Markdown, printed row by row."""

from __future__ import annotations

import sys


def say(*cells: object) -> None:
    """Print a row of the table."""
    sys.stdout.write("| " + " | ".join(str(cell) for cell in cells) + " |\n")
    sys.stdout.flush()


def head(*cells: str) -> None:
    """Print the head of a table."""
    sys.stdout.write("\n")
    say(*cells)
    say(*("---" for _ in cells))
