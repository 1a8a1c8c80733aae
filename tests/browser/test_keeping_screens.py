"""The screens of what is kept and packed, in both languages, narrow and wide."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from cms.conference.models import Meeting
from cms.documents.models import Document, DocumentVersion
from cms.keeping import actions
from cms.keeping.models import Package
from cms.keeping.packing import write_on
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.browser.test_stored_files import fits
from tests.factories import works
from tests.factories.documents import text_file
from tests.factories.packages import package_of

if TYPE_CHECKING:
    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
WHY = "The Secretariat decided so at its meeting in May."


@pytest.fixture
def addresses(coordinator: PersonClient, settings: Any, tmp_path: Path) -> list[str]:
    """One package that is ready, one under way; a file and a draft that fall due."""
    settings.KEEPING_ROOT = tmp_path / "packages"
    works.recorded_action_plan()
    marked = works.draft_action_plan()
    old = text_file(
        by=None, name="2014-06-25_list-of-participants-as-signed-by-everybody.txt"
    )
    long_ago = timezone.now() - dt.timedelta(days=366 * 12)
    Document.objects.update(created_at=long_ago)
    DocumentVersion.objects.update(created_at=long_ago)
    actions.remove(item=marked, reason=WHY, by=coordinator.user)
    ready = package_of(Meeting.objects.get(ordinal=20), by=coordinator.user)
    going = actions.begin_package(
        meeting=None, reach=Package.Reach.OWN, by=coordinator.user
    )
    write_on(package=going, records=1)
    return [
        "packages/",
        f"packages/{ready.pk}/",
        f"packages/{going.pk}/",
        "review/",
        "files/",
        f"review/file/{old.pk}/",
        f"review/paper/{marked.pk}/",
        "classes/",
        "classes/participants_list/",
    ]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1440])
def test_they_fit_and_axe_finds_nothing(
    readers: Readers,
    coordinator: PersonClient,
    addresses: list[str],
    language: str,
    width: int,
) -> None:
    speak(coordinator.user, language)
    reader = readers.come(width=width, locale=language)
    sign_in(reader, coordinator)
    for address in addresses:
        page = reader.open(f"/admin/keeping/{address}")
        assert page.locator("h1").count() == 1, address
        assert violations(page) == [], address
        assert fits(page, "#main", width), address
