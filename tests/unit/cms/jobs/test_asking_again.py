"""A write that met another is answered, not broken off."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import OperationalError

from cms import views

pytestmark = pytest.mark.django_db


class DeadlockError(Exception):
    """What psycopg raises for a deadlock, as far as it is looked at."""

    sqlstate = "40P01"


@pytest.fixture
def database_says(monkeypatch):
    """Let a view's question to the database end as told."""

    def says(words: str, cause: Exception) -> None:
        def refuse() -> None:
            raise OperationalError(words) from cause

        monkeypatch.setattr(views.connection, "ensure_connection", refuse)

    return says


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("deadlock detected", DeadlockError()),
        ("database is locked", sqlite3.OperationalError("database is locked")),
    ],
)
def test_a_collision_asks_to_send_it_again(client, database_says, words, cause):
    database_says(words, cause)
    response = client.get("/health/")
    assert response.status_code == 503
    assert response["Retry-After"] == "2"
    said = response.content.decode()
    assert "Nothing of yours was saved" in said
    assert "No se guardó nada de lo suyo" in said


def test_a_broken_database_is_not_called_a_collision(client, database_says):
    database_says("disk I/O error", sqlite3.OperationalError("disk I/O error"))
    with pytest.raises(OperationalError, match="disk"):
        client.get("/health/")
