"""Tests that need a tool of the machine: skipped where it is missing, loudly under CI.

Loaded by `addopts` in `pyproject.toml`. A test says what it needs by its marker; the
summary at the end names each test that was skipped, and why.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from django.conf import settings
from django.test import TransactionTestCase

_CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
_GETTEXTS = ("xgettext",)
_OFFICES = ("soffice", "libreoffice")
_TESSERACTS = ("tesseract",)


def chromium() -> str | None:
    """Return the path of the machine's Chromium."""
    return _first(_CHROMIUMS)


def gettext() -> str | None:
    """Return the path of GNU gettext's collector."""
    return _first(_GETTEXTS)


def office() -> str | None:
    """Return the path of the machine's LibreOffice."""
    return _first(_OFFICES)


@cache
def tesseract() -> str | None:
    """Return the path of Tesseract, if it reads English and Spanish."""
    program = _first(_TESSERACTS)
    if program is None:
        return None
    said = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, check=False
    )
    spoken = set(said.stdout.split())
    return program if {"eng", "spa"} <= spoken else None


def postgres() -> str | None:
    """Return the name of the PostgreSQL database, if the tests run on one."""
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.postgresql":
        return None
    return str(database["NAME"])


# Marker → how its tool is found, and what to say when it is not.
NEEDS: Mapping[str, tuple[Callable[[], str | None], str]] = {
    "browser": (chromium, "Chromium is not on this machine"),
    "gettext": (gettext, "GNU gettext is not on this machine"),
    "libreoffice": (office, "LibreOffice is not on this machine"),
    "tesseract": (
        tesseract,
        "Tesseract with English and Spanish is not on this machine",
    ),
    "postgres": (postgres, "runs on PostgreSQL only: make test-postgres"),
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a second database be asked only what a database can answer."""
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out the tests that ask no database",
    )


def _asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    marked = item.get_closest_marker("django_db") is not None
    of_class = issubclass(getattr(item, "cls", None) or object, TransactionTestCase)
    return marked or of_class or not fixtures.isdisjoint({"db", "transactional_db"})


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Mark for skipping what cannot run here, unless CI runs it."""
    if config.getoption("--database-only"):
        others = [item for item in items if not _asks_database(item)]
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if _asks_database(item)]
    if is_ci():
        return
    for item in items:
        reason = _missing(item)
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail, under CI, a test whose tool is missing: CI installs them all."""
    if is_ci() and (reason := _missing(item)):
        pytest.fail(f"{reason}, and CI may not skip", pytrace=False)


def is_ci() -> bool:
    """Say whether CI runs the tests."""
    return os.environ.get("CI", "").lower() == "true"


def _missing(item: pytest.Item) -> str | None:
    for marker, (find, reason) in NEEDS.items():
        if item.get_closest_marker(marker) and not find():
            return reason
    return None


def _first(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
