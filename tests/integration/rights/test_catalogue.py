"""The catalogue shows everybody exactly what they may read, rows and counts."""

from __future__ import annotations

import pytest

from tests.integration.rights.probing import ask
from tests.integration.rights.readers import MEETINGS, READERS, TEXTS
from tests.integration.rights.roles import EVERYBODY

pytestmark = pytest.mark.django_db
ROLES = sorted(EVERYBODY)
WORKS = TEXTS.keys()


def readable(role, names):
    return {name for name in names if role in READERS[name]}


def of_works(archive):
    return {name for name in WORKS if archive.things[name].work}


@pytest.mark.parametrize("view", ["list", "table"])
@pytest.mark.parametrize("role", ROLES)
def test_browsing_shows_exactly_what_one_may_read(archive, role, view):
    """Drafts among it, for their readers; the total is that number and no other."""
    wanted = readable(role, of_works(archive))
    answer = ask(archive, role, f"/en/browse/?view={view}")
    found = set(answer.found)
    for number in range(2, answer.response.context["last_page"] + 1):
        found |= ask(archive, role, f"/en/browse/?view={view}&page={number}").found
    assert found - MEETINGS.keys() == wanted
    assert found & MEETINGS.keys() <= readable(role, MEETINGS)
    context = answer.response.context
    assert context["total"] == len(wanted)
    facets = {facet.name: facet.values for facet in context["facets"]}
    assert sum(value.count for value in facets["type"]) == len(wanted)


@pytest.mark.parametrize("role", ROLES)
def test_feeds_hold_what_everybody_reads(archive, role):
    answer = ask(archive, role, "/en/browse/feed/")
    assert answer.found - MEETINGS.keys() == readable("anonymous", of_works(archive))
