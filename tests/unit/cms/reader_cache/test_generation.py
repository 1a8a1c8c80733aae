"""A generation ends once for each transaction, and only if it is seen by others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction

from cms.accounts.models import User
from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.reader_cache import changes, generation
from cms.reader_cache.models import Generation

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def _waiting() -> int:
    return sum(entry[1] is generation.renew for entry in connection.run_on_commit)


def test_a_mark_is_never_used_twice() -> None:
    generation.renew()
    marks = [generation.current()]
    for _time in range(3):
        generation.renew()
        marks.append(generation.current())
    assert len(set(marks)) == 4
    assert None not in marks


def test_many_changes_of_one_transaction_are_one() -> None:
    with transaction.atomic():
        for _time in range(100):
            with transaction.atomic():
                generation.renew_on_commit()
        generation.renew_on_commit()
        assert _waiting() == 1


def test_a_change_that_is_taken_back_does_not_hide_another() -> None:
    generation.renew()
    before = generation.current()
    with transaction.atomic():
        try:
            with transaction.atomic():
                generation.renew_on_commit()
                raise ValueError
        except ValueError:
            pass
        assert _waiting() == 0
        generation.renew_on_commit()
        assert _waiting() == 1
    assert generation.current() != before


def test_nothing_is_new_before_the_commit() -> None:
    generation.renew()
    before = generation.current()
    with transaction.atomic():
        generation.renew_on_commit()
        assert generation.current() == before
    assert generation.current() != before


def test_reading_it_is_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        generation.current()


def test_without_its_table_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation, "_READ", "SELECT mark FROM not_there")
    assert generation.current() is None


@pytest.mark.parametrize(
    ("sender", "instance", "seen"),
    [
        (Meeting, None, True),
        (User, None, False),
        (Event, Event(verb="works.adopted"), True),
        (Event, Event(verb="accounts.password_changed"), False),
    ],
)
def test_what_pages_show(sender: type, instance: object, seen: bool) -> None:
    assert changes.is_seen(sender, instance) is seen


def test_migrations_before_it_are_not_disturbed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Generation._meta, "db_table", "not_there")
    generation.renew()
    assert caplog.text == ""
