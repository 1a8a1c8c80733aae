"""What a package may hold, who makes it, and who is given it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from cms.audit.models import Event
from cms.documents.models import Document
from cms.keeping import actions
from cms.keeping.models import Package
from cms.keeping.packing import StopPackingError, write_on, zip_of
from cms.keeping.reach import is_still_open, reader_of
from cms.works import sharing
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.factories.packages import package_of

pytestmark = pytest.mark.django_db
Reach = Package.Reach


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.KEEPING_ROOT = tmp_path / "packages"
    return settings.KEEPING_ROOT


def contents(package: Package) -> dict[str, bytes]:
    """Return what is in a package, by its path below the folder of the bag."""
    with zipfile.ZipFile(zip_of(package)) as file:
        return {name.partition("/")[2]: file.read(name) for name in file.namelist()}


def test_it_holds_what_its_reader_may_read_and_no_more(site):
    open_work = works.recorded_action_plan()
    closed = works.recorded_action_plan()
    coordinator = people.coordinator()
    sharing.set_audience(work=closed, audience="members", party=None, by=coordinator)
    draft = works.draft_action_plan()
    free = text_file(by=None, name="free.txt")

    def works_in(package: Package) -> set[str]:
        found = contents(package)
        records = [p for p in found if p.endswith("record.json")]
        return {str(json.loads(found[p]).get("uuid") or "file") for p in records}

    assert works_in(package_of()) == {str(open_work.uuid)}
    own = works_in(package_of(by=coordinator, reach=Reach.OWN))
    assert own == {*(str(w.uuid) for w in (open_work, closed, draft)), "file"}
    assert free.pk


def test_a_narrower_file_of_an_open_work_stays_out(site):
    work = works.recorded_action_plan()
    text = work.expressions.get(language="en")
    document = text_file(by=None, expression=text, name="secret.txt")
    Document.objects.filter(pk=document.pk).update(audience="steering")
    found = contents(package_of())
    assert not [p for p in found if "secret" in p]
    assert (
        b"secret.txt" not in found[next(p for p in found if p.endswith("record.json"))]
    )


def test_what_is_narrowed_later_is_not_given_out_from_a_copy(site):
    work = works.recorded_action_plan()
    package = package_of()
    assert is_still_open(package, reader_of(package))
    sharing.set_audience(
        work=work, audience="members", party=None, by=people.coordinator()
    )
    assert not is_still_open(package, reader_of(package))


def test_who_may_make_which(site):
    editor, archivist = people.editor(), people.archivist()
    for person, reach in ((editor, "public"), (archivist, "own"), (archivist, "all")):
        with pytest.raises(PermissionDenied):
            actions.begin_package(meeting=None, reach=reach, by=person)
    assert actions.begin_package(meeting=None, reach="public", by=archivist).pk
    coordinator = people.coordinator()
    with pytest.raises(PermissionDenied):
        actions.begin_package(meeting=None, reach="all", by=coordinator)
    made = actions.begin_package(meeting=None, reach="own", by=coordinator)
    assert actions.begin_package(meeting=None, reach="own", by=coordinator) == made
    event = Event.objects.filter(verb="keeping.package_begun").last()
    assert (event.actor, event.data["reach"]) == (coordinator, "own")


def test_whoever_is_no_longer_coordinator_gets_no_further(site):
    works.recorded_action_plan()
    coordinator = people.coordinator()
    row = actions.begin_package(meeting=None, reach="own", by=coordinator)
    coordinator.appointments.all().delete()
    with pytest.raises(StopPackingError):
        write_on(package=row)
