"""What is taken away holds exactly what its reader may read on pages."""

from __future__ import annotations

import pytest

from tests.integration.rights.probing import ask
from tests.integration.rights.readers import FILES, MEETINGS, READERS
from tests.integration.rights.roles import EVERYBODY
from tests.integration.rights.test_public import SETTLED, met, readable

pytestmark = pytest.mark.django_db
ROLES = sorted(EVERYBODY)


@pytest.mark.parametrize("role", ROLES)
def test_citations(archive, role):
    """A settled text is cited for its readers, and is not there for all others."""
    assert met(archive, role, "cite_work", SETTLED) == readable(role, SETTLED)
    drafts = {n for n in set(READERS) - SETTLED if archive.things[n].work}
    assert met(archive, role, "cite_work", drafts) <= readable(role, SETTLED)
    for ending in ("bib", "ris", "json"):
        answer = ask(archive, role, f"/en/cite/works.{ending}")
        assert answer.found - MEETINGS.keys() == readable(role, SETTLED)
        assert answer.found <= readable(role, READERS)


@pytest.mark.parametrize("role", ROLES)
def test_the_api(archive, role):
    """Works, texts and files by their addresses, and lists of them: the same rule."""
    for route in ("api:work", "api:work_by_symbol", "api:text"):
        assert met(archive, role, route, SETTLED) == readable(role, SETTLED), route
    assert met(archive, role, "api:meeting", {"hidden meeting"}) == readable(
        role, {"hidden meeting"}
    )
    settled = {n for n in {*SETTLED, *FILES} if archive.things[n].work}
    assert met(archive, role, "api:file", settled) <= readable(role, settled)
    listed = ask(archive, role, "/api/v1/works?page_size=100")
    # A work names its meeting and its files, as far as they may be read.
    works = listed.found - MEETINGS.keys() - FILES.keys()
    assert works == readable(role, SETTLED)
    assert listed.found <= readable(role, READERS)
    assert listed.response.json()["count"] == len(readable(role, SETTLED))
    for path in (
        "collections",
        "collections/all/works",
        "files",
        "meetings",
        "parties",
        "bodies",
    ):
        found = ask(archive, role, f"/api/v1/{path}?page_size=100").found
        assert found <= readable(role, READERS), path
        if path == "meetings":
            assert found == readable(role, MEETINGS)


@pytest.mark.parametrize("role", ROLES)
def test_the_harvest_is_the_same_for_everybody(archive, role):
    for prefix in ("oai_dc", "mods"):
        path = f"/oai/?verb=ListRecords&metadataPrefix={prefix}"
        answer = ask(archive, role, path)
        assert answer.found - MEETINGS.keys() == readable("anonymous", SETTLED)
        assert answer.found <= readable("anonymous", READERS)
    sets = ask(archive, role, "/oai/?verb=ListSets").found
    assert sets <= readable("anonymous", READERS)
