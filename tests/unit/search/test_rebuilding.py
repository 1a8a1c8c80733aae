"""Rebuilds asked for and watched."""

import pytest

from search.engine import Engine
from search.errors import StoppedError
from search.models import RebuildRequest
from search.rebuilding import carry_out, request
from tests.contract.search.papers import found

from .conftest import Archive

pytestmark = pytest.mark.django_db


def test_one_open_request_is_enough(archive: Archive) -> None:
    assert request() == request()


def test_a_request_is_carried_out(archive: Archive, engine: Engine) -> None:
    archive.texts = {"1": "text", "2": "text"}
    asked = request()
    assert carry_out(engine) == 2
    asked.refresh_from_db()
    assert (asked.expected, asked.done, asked.error) == (2, 2, "")
    assert asked.finished_at
    assert str(asked).endswith("2/2")
    assert found(engine) == {"1", "2"}


def test_how_far_it_has_come(
    archive: Archive, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.rebuilding._TELL_EVERY_S", -1)
    archive.texts = {"1": "text", "2": "text"}
    asked = request()
    seen = []

    def look(done: int) -> None:
        asked.refresh_from_db()
        seen.append((done, asked.done))

    carry_out(engine, look)
    assert seen == [(1, 0), (2, 1)]


def test_a_failure_is_told(archive: Archive, engine: Engine) -> None:
    archive.texts = {"1": "text"}
    request()

    def fail(done: int) -> None:
        raise RuntimeError("disk")

    with pytest.raises(RuntimeError):
        carry_out(engine, fail)
    assert RebuildRequest.objects.get().error == "RuntimeError: disk"
    assert not RebuildRequest.objects.open()


def test_a_stop_leaves_the_request_open(archive: Archive, engine: Engine) -> None:
    archive.texts = {"1": "text"}
    request()

    def stop(done: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        carry_out(engine, stop)
    assert RebuildRequest.objects.open().count() == 1
