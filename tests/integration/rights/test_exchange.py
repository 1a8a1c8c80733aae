"""What is taken away holds exactly what its reader may read on pages."""

from __future__ import annotations

import pytest

from tests.integration.rights.probing import ask
from tests.integration.rights.readers import MEETINGS, READERS
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
