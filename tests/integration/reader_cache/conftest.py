"""Pages are kept here, and what is saved within ``saving`` is seen by all."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import caches
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from pytest_django import DjangoCaptureOnCommitCallbacks

    Saving = Callable[[], AbstractContextManager[None]]


@pytest.fixture(autouse=True)
def kept_for_a_minute(settings: Any) -> Iterator[None]:
    settings.READER_CACHE_SECONDS = 60
    caches["readers"].clear()
    yield
    caches["readers"].clear()


@pytest.fixture
def saving(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Saving:
    """Save as if the transaction were committed: a test's own never is."""

    @contextmanager
    def save() -> Iterator[None]:
        connection.run_on_commit.clear()
        with django_capture_on_commit_callbacks(execute=True):
            yield
        connection.run_on_commit.clear()

    return save
