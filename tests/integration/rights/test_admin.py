"""In Wagtail's admin nobody meets a word of what they may not read."""

from __future__ import annotations

import pytest

from tests.integration.rights.channels import QUERIES, SHOWS, routes
from tests.integration.rights.probing import address, ask
from tests.integration.rights.readers import READERS
from tests.integration.rights.roles import ADMITTED, EVERYBODY

pytestmark = pytest.mark.django_db
REFUSED = (301, 302, 403, 404, 405)
IN_ADMIN = {
    name for name, pattern in routes() if name in SHOWS and pattern.startswith("admin/")
}
LISTINGS = {n for n in SHOWS if not SHOWS[n]}
OF_ONE = sorted(set(SHOWS) - LISTINGS)
# For these the door of the admin is shut: one object is enough to see that it is.
OUTSIDE = sorted(EVERYBODY - ADMITTED)
INSIDE = sorted(ADMITTED)


def unreadable(role):
    return [name for name in READERS if role not in READERS[name]]


def leaks(archive, role, path, method="get", **data):
    """Return what an address shows to a role that it should not; 500 counts too."""
    answer = ask(archive, role, path, method, **data)
    extra = sorted(answer.found - {n for n in READERS if role in READERS[n]})
    if answer.status >= 500:
        extra.append(f"answered {answer.status}")
    return [(path, method, word) for word in extra]


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_listings(archive, role):
    found = []
    for name in sorted(LISTINGS if role in ADMITTED else LISTINGS - IN_ADMIN):
        path = address(name, None, archive)
        for query in QUERIES.get(name, ("",)):
            found += leaks(archive, role, f"{path}?{query}" if query else path)
    assert found == []


@pytest.mark.parametrize("role", OUTSIDE)
def test_the_door_is_shut(archive, role):
    found = []
    thing = archive.things["cleared"]
    for name in sorted(IN_ADMIN):
        path = address(name, None if name in LISTINGS else thing, archive)
        if path:
            answer = ask(archive, role, path)
            if answer.status not in REFUSED or answer.found:
                found.append((name, answer.status, answer.found))
    assert found == []


@pytest.mark.parametrize("role", INSIDE)
def test_addresses_of_what_one_may_not_read(archive, role):
    found = []
    for name in unreadable(role):
        for route in OF_ONE:
            path = address(route, archive.things[name], archive)
            if path:
                found += leaks(archive, role, path)
    assert found == []
