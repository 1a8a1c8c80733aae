"""The archive of the matrix, for every module here, and what the matrix has done."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.integration.rights.archive import archive
from tests.integration.rights.probing import TALLY
from tests.integration.rights.readers import READERS

if TYPE_CHECKING:
    import pytest

__all__ = ["archive"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how large the matrix was and how long it took; each worker has its own."""
    if not TALLY.probes:
        return
    methods = ", ".join(method.upper() for method in sorted(TALLY.methods))
    terminalreporter.write_line(
        f"matrix: {len(TALLY.roles)} roles × {len(READERS)} objects × "
        f"{len(TALLY.addresses)} addresses ({methods}) = {TALLY.probes} probes "
        f"in {time.monotonic() - TALLY.started:.0f} s"
    )
