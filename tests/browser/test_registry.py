"""The registry's screens, held to the same rules as the others in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from cms.conference.accreditation import accredit_members
from cms.conference.models import Body, Meeting, Party
from tests.browser.test_editors_screens import sign_in, speak, violations

if TYPE_CHECKING:
    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]


def screens() -> list[str]:
    """Return the screens that are ours; lists and forms are mostly Wagtail's."""
    party, body = Party.objects.get(code="MX"), Body.objects.get(code="vm")
    meeting = Meeting.objects.get(body__code="vm", ordinal=20)
    accredit_members(meeting=meeting, by=None)
    of = {
        "conference_parties": (party, ("inspect", "begin", "rename")),
        "conference_bodies": (body, ("inspect", "add_name")),
        "conference_meetings": (meeting, ("inspect", "accredit", "participants")),
    }
    return [
        reverse(f"{name}:{screen}", args=[record.pk])
        for name, (record, names) in of.items()
        for screen in names
    ]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("es", "dark", 360)]
)
def test_axe_finds_nothing(
    readers: Readers, editor: PersonClient, language: str, scheme: str, width: int
) -> None:
    """They pass axe and fit a telephone."""
    speak(editor.user, language)
    reader = readers.come(color_scheme=scheme, width=width)
    sign_in(reader, editor)
    found, wide = [], []
    for path in screens():
        page = reader.open(path)
        found += violations(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(path)
    assert found == []
    assert wide == []
    assert reader.complaints == []
