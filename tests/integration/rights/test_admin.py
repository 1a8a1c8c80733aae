"""In Wagtail's admin nobody meets a word of what they may not read."""

from __future__ import annotations

import pytest

from tests.integration.rights.channels import SHOWS, routes
from tests.integration.rights.probing import address, ask
from tests.integration.rights.questions import QUERIES
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
INSIDE = sorted(ADMITTED - {"deputy", "archivist"})


# Of what somebody may not read, one of each kind.
KINDS = (
    "partner's draft", "draft", "cleared", "for one delegation", "hidden meeting",
    "paper of a hidden meeting", "file for the steering", "file of nothing",
    "stray copy", "partner's draft, deleted",
)  # fmt: skip


def unreadable(role):
    return [name for name in KINDS if role not in READERS[name]]


class Leaks(dict):
    """What addresses showed and should not have, by route and method."""

    def note(self, archive, role, route, path, method="get", **data):
        """Ask an address, and note what a role should not have met; 500 counts too."""
        answer = ask(archive, role, path, method, **data)
        extra = answer.found - {n for n in READERS if role in READERS[n]}
        if answer.status >= 500:
            extra |= {f"answered {answer.status}"}
        if extra:
            self.setdefault((route, method), set()).update(extra)
        return answer

    def fail_if_any(self):
        """Fail with a line for each address."""
        if self:
            lines = [f"{r} {m}: {sorted(words)}" for (r, m), words in self.items()]
            pytest.fail("\n".join(lines), pytrace=False)


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_listings(archive, role):
    leaks = Leaks()
    for route in sorted(LISTINGS if role in ADMITTED else LISTINGS - IN_ADMIN):
        path = address(route, None, archive)
        for query in QUERIES.get(route, ("",)):
            leaks.note(archive, role, route, f"{path}?{query}" if query else path)
    leaks.fail_if_any()


@pytest.mark.parametrize("role", OUTSIDE)
def test_the_door_is_shut(archive, role):
    found = []
    thing = archive.things["cleared"]
    for route in sorted(IN_ADMIN):
        path = address(route, None if route in LISTINGS else thing, archive)
        if path:
            answer = ask(archive, role, path)
            if answer.status not in REFUSED or answer.found:
                found.append((route, answer.status, answer.found))
    assert found == []


@pytest.mark.parametrize("role", INSIDE)
def test_addresses_of_what_one_may_not_read(archive, role):
    leaks = Leaks()
    for name in unreadable(role):
        for route in OF_ONE:
            path = address(route, archive.things[name], archive)
            if path:
                leaks.note(archive, role, route, path)
    leaks.fail_if_any()


# What each of these reads: the screens about it must show nothing else.
WITNESSES = {
    "editor": ("draft", "for participants", "hidden meeting"),
    "superuser": ("adopted for everybody",),
    "presiding decider": ("cleared", "for members"),
    "grantee editor": ("draft opened for editing",),
    "partner": ("partner's draft", "partner's paper handed in"),
}


@pytest.mark.parametrize("role", WITNESSES)
def test_addresses_of_what_one_may_read(archive, role):
    """Beside it stand its neighbours, its meeting, its files: no word too many."""
    leaks, shown = Leaks(), {}
    for name in WITNESSES[role]:
        for route in OF_ONE:
            path = address(route, archive.things[name], archive)
            if path:
                answer = leaks.note(archive, role, route, path)
                shown.setdefault(route, set()).update(answer.found)
    leaks.fail_if_any()
    if role != "superuser":
        assert set(WITNESSES[role]) <= set().union(*shown.values())
