"""What every test would make anew is made once: the empty database, the small site.

Neither is shared between tests: each gets a copy of its own. Nothing here changes what
a test sees; where a copy cannot be had, the thing itself is made.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable

Made = TypeVar("Made")
ROOT = Path(__file__).resolve().parent.parent
REAL_NOW = timezone.now
# A new word after every commit: it tells nothing of what the tables were.
MARK = "reader_cache_generation"


# ------------------------------------------------------------- the empty database


def _fingerprint() -> str:
    """Return a hash of all that the tables come from: migrations and settings."""
    digest = hashlib.sha256(sys.version.encode())
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    for folder in sorted([*folders, ROOT / "cms" / "settings"]):
        for path in sorted(folder.glob("*.py")):
            digest.update(str(path.name).encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _place(config: pytest.Config) -> Path | None:
    """Return where the empty database is kept, if it can be: in pytest's own cache."""
    own = getattr(config, "cache", None)
    if own is None or connection.vendor != "sqlite":
        return None
    return Path(own.mkdir("migrated")) / f"{_fingerprint()}.sqlite3"


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_modify_db_settings: None,
) -> bool:
    """Begin with the kept database; ``--create-db`` migrates an empty one."""
    place = _place(request.config)
    if django_db_createdb or place is None or not place.exists():
        return django_db_keepdb
    shutil.copyfile(place, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: Any,
) -> None:
    """Keep the database as the migrations left it, before any test writes."""
    place = _place(request.config)
    if place is not None and not place.exists():
        for older in place.parent.glob("*.sqlite3"):
            older.unlink(missing_ok=True)
        unfinished = Path(connection.settings_dict["TEST"]["NAME"]).with_suffix(".new")
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(unfinished)])
        shutil.move(unfinished, place)


# ------------------------------------------------------------------- the small site


class Table(NamedTuple):
    """Rows of one table, in the order of their key."""

    columns: list[str]
    key: list[str]
    rows: list[tuple[Any, ...]]


class Change(NamedTuple):
    """What making something did to one table."""

    before: list[tuple[Any, ...]]
    key: list[str]
    gone: list[tuple[Any, ...]]
    columns: list[str]
    added: list[tuple[Any, ...]]


def _read(name: str) -> Table:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_columns(cursor, name) or []
        order = f" ORDER BY {', '.join(map(quote, key))}" if key else ""
        cursor.execute(f"SELECT * FROM {quote(name)}{order}")
        columns = [column[0] for column in cursor.description]
        return Table(columns, key, cursor.fetchall())


def _read_all() -> dict[str, Table]:
    names = connection.introspection.django_table_names(
        only_existing=True, include_views=False
    )
    return {name: _read(name) for name in names if name != MARK}


def _change(before: Table, after: Table) -> Change:
    at = [before.columns.index(name) for name in before.key]
    was, is_now = ({repr(row) for row in table.rows} for table in (before, after))
    return Change(
        before=before.rows,
        key=before.key,
        gone=[
            tuple(row[i] for i in at) for row in before.rows if repr(row) not in is_now
        ],
        columns=after.columns,
        added=[row for row in after.rows if repr(row) not in was],
    )


class Kept(Generic[Made]):
    """Makes something once in a process; then writes the rows that it had left.

    The rows are written only over the tables as they were then, and at the real time;
    otherwise it is made anew. Files that were stored meanwhile stay where they are.
    """

    def __init__(self, make: Callable[[], Made]) -> None:
        self._make = make
        self._changes: dict[str, Change] = {}

    def bring(self, again: Callable[[], Made]) -> Made:
        """Make it, or write its rows and read it ``again``."""
        if timezone.now is not REAL_NOW:
            return self._make()
        if not self._changes:
            return self._make_and_look()
        if any(_read(name).rows != c.before for name, c in self._changes.items()):
            return self._make()
        try:
            self._write()
        except IntegrityError:
            # SQLite's word index remembers rows that a flush has taken away.
            return self._make()
        # No signal told anybody: what is remembered is of another test's rows.
        cache.clear()
        return again()

    def _make_and_look(self) -> Made:
        before = _read_all()
        made = self._make()
        changes = {n: _change(before[n], table) for n, table in _read_all().items()}
        self._changes = {n: c for n, c in changes.items() if c.gone or c.added}
        return made

    def _write(self) -> None:
        quote = connection.ops.quote_name
        with transaction.atomic(), connection.cursor() as cursor:
            for name, change in self._changes.items():
                this = " AND ".join(f"{quote(column)} = %s" for column in change.key)
                if change.gone:
                    cursor.executemany(
                        f"DELETE FROM {quote(name)} WHERE {this}", change.gone
                    )
                columns = ", ".join(map(quote, change.columns))
                marks = ", ".join(["%s"] * len(change.columns))
                cursor.executemany(
                    f"INSERT INTO {quote(name)} ({columns}) VALUES ({marks})",
                    change.added,
                )
