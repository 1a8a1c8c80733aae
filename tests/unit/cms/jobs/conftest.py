"""What the tests of jobs share."""

from collections.abc import Iterator

import pytest

from tests.unit.cms.jobs import sample_jobs


@pytest.fixture
def ran() -> Iterator[list[str]]:
    """The marks left by the sample jobs, empty at the start."""
    sample_jobs.ran.clear()
    yield sample_jobs.ran
    sample_jobs.ran.clear()
