"""The matrix knows every address there is, and no other."""

from __future__ import annotations

from tests.integration.rights.channels import (
    NAMELESS,
    SHOWS,
    SHOWS_NONE,
    reason_for,
    routes,
)
from tests.integration.rights.questions import QUERIES
from tests.integration.rights.readers import READERS
from tests.integration.rights.roles import ADMITTED, EVERYBODY


def test_every_address_is_known():
    """A new screen enters there: by what it shows, or by why it shows none."""
    names = {name for name, _pattern in routes() if name}
    assert {n for n in names if n not in SHOWS and not reason_for(n)} == set()
    nameless = {pattern for name, pattern in routes() if not name}
    assert nameless == set(NAMELESS)


def test_no_address_is_known_that_is_not_there():
    names = {name for name, _pattern in routes() if name}
    assert set(SHOWS) - names == set()
    assert set(QUERIES) - set(SHOWS) == set()
    gone = {s for s in SHOWS_NONE if not any(n.startswith(s) for n in names)}
    assert gone == set()


def test_the_table_speaks_of_people_that_there_are():
    assert set().union(*READERS.values()) <= EVERYBODY
    assert ADMITTED <= EVERYBODY
