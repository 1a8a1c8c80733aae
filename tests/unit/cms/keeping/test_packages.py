"""Packages: what is in them, that they go on where they stopped, who reads them."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.documents.actions import add_version
from cms.keeping import actions, bag, packing
from cms.keeping.models import Package
from cms.keeping.packing import (
    BusyError,
    StopPackingError,
    alone,
    folder_of,
    write_on,
    zip_of,
)
from cms.keeping.reading_back import read_back
from cms.works.models import WorkAudience
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.factories.packages import package_of, written
from tests.harm import flip, stored

pytestmark = pytest.mark.django_db
Reach, State = Package.Reach, Package.State


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.KEEPING_ROOT = tmp_path / "packages"
    return settings.KEEPING_ROOT


def contents(package: Package) -> dict[str, bytes]:
    """Return what is in a package, by its path below the folder of the bag."""
    with zipfile.ZipFile(zip_of(package)) as file:
        return {
            name.partition("/")[2]: file.read(name) for name in sorted(file.namelist())
        }


def record_of(found: dict[str, bytes], part: str = "works/") -> dict:
    (path,) = [
        p for p in found if p.startswith(f"data/{part}") and p.endswith("record.json")
    ]
    return json.loads(found[path])


def test_an_archivist_finds_it_whole(site, tmp_path):
    work = works.recorded_action_plan()
    text_file(by=None, expression=work.expressions.get(language="es"), name="año.txt")
    package = package_of(work.meeting)
    assert package.state == State.READY
    with zipfile.ZipFile(zip_of(package)) as file:
        file.extractall(tmp_path / "taken")
    (folder,) = (tmp_path / "taken").iterdir()
    done = subprocess.run(
        [sys.executable, "-m", "bagit", "--validate", str(folder)],
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert folder.name == package.name
    info = (folder / "bag-info.txt").read_text()
    assert "Source-Organization: Regional Conference on Migration\n" in info
    assert f"External-Identifier: urn:uuid:{package.uuid}\n" in info
    files = [p for p in (folder / "data").rglob("*") if p.is_file()]
    oxum = f"{sum(p.stat().st_size for p in files)}.{len(files)}"
    assert f"Payload-Oxum: {oxum}\n" in info
    assert package.sha256 == hashlib.sha256(zip_of(package).read_bytes()).hexdigest()


def test_a_work_is_there_with_words_record_and_every_version(site):
    work = works.draft_action_plan(audience=WorkAudience.PUBLIC)
    english = work.expressions.get(language="en")
    document = text_file(by=None, expression=english, name="Annéx 1?.txt")
    second = io.BytesIO(b"other words\n")
    add_version(document=document, content=second, name="b.txt", note="clean", by=None)
    coordinator = people.coordinator()
    found = contents(package_of(work.meeting, by=coordinator, reach=Reach.OWN))
    record = record_of(found)
    assert record["uuid"] == str(work.uuid)
    assert [text["language"] for text in record["texts"]] == ["en", "es"]
    assert all(p["id"] and p["text"] for p in record["texts"][0]["paragraphs"])
    (file,) = record["files"]
    assert [v["number"] for v in file["versions"]] == [1, 2]
    assert file["versions"][0]["path"].endswith("/v1/Annex-1.txt")
    assert file["versions"][1]["note"] == "clean"
    for version in file["versions"]:
        content = found[version["path"]]
        assert hashlib.sha256(content).hexdigest() == version["sha256"]


def test_the_hash_of_the_canonical_file_is_the_one_decided_on(site):
    work = works.adopted_action_plan()
    found = contents(package_of(work.meeting))
    record = record_of(found)
    for text in record["texts"]:
        (path,) = [
            p for p in found if p.endswith(f"/{text['language']}/canonical.json")
        ]
        assert hashlib.sha256(found[path]).hexdigest() == text["sha256"]
        numbers = [p["number"] for p in text["paragraphs"] if p["number"]]
        assert numbers == list(range(1, len(numbers) + 1))
    decided = [e for e in record["events"] if e["what"] == "approval.decided"]
    assert decided[0]["capacity"] == "presidency:CR"
    # Names of people are not for everybody.
    assert all("who" not in event for event in record["events"])


def test_it_goes_on_exactly_where_it_was_killed(site):
    for name in ("a.txt", "b.txt", "c.txt"):
        work = works.recorded_action_plan()
        text_file(by=None, expression=work.expressions.get(language="en"), name=name)
    meeting = Meeting.objects.get(ordinal=20)
    whole = contents(
        written(actions.begin_package(meeting=meeting, reach="public", by=None))
    )
    Package.objects.update(state=State.CANCELLED)
    row = actions.begin_package(meeting=meeting, reach="public", by=None)
    row = write_on(package=row, records=2)
    # Killed in the middle of the next piece: the directory at the ZIP's end is gone.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bag.BagWriter, "close", killed)
        with pytest.raises(KeyboardInterrupt):
            write_on(package=row, records=1)
    assert not zipfile.is_zipfile(zip_of(row))
    row = Package.objects.get(pk=row.pk)
    assert row.done == 2
    ended = read_back(package=written(row))
    assert ended.state == State.READY
    again = contents(ended)
    same = [p for p in whole if p.endswith((".txt", ".json")) and p.startswith("data/")]
    assert {p: again[p] for p in same} == {p: whole[p] for p in same}


def killed(self: bag.BagWriter) -> None:
    self._file.flush()
    raise KeyboardInterrupt


def test_killed_before_it_was_noted_nothing_is_there_twice(site, monkeypatch):
    works.recorded_action_plan()
    works.recorded_action_plan()
    row = actions.begin_package(meeting=None, reach="public", by=None)
    row = write_on(package=row, records=2)
    with monkeypatch.context() as patch:
        patch.setattr(packing.transaction, "atomic", no_database)
        with pytest.raises(ConnectionError):
            write_on(package=row, records=2)
    ended = read_back(package=written(Package.objects.get(pk=row.pk)))
    with zipfile.ZipFile(zip_of(ended)) as file:
        names = file.namelist()
    assert len(names) == len(set(names))
    assert ended.done == ended.total


def no_database() -> None:
    raise ConnectionError


def test_what_was_written_and_is_lost_is_written_anew(site):
    works.recorded_action_plan()
    row = actions.begin_package(meeting=None, reach="public", by=None)
    row = write_on(package=row, records=2)
    zip_of(row).unlink()
    ended = read_back(package=written(row))
    assert ended.state == State.READY
    assert ended.done == ended.total


def test_two_do_not_write_at_once(site):
    works.recorded_action_plan()
    row = actions.begin_package(meeting=None, reach="public", by=None)
    with alone(row), pytest.raises(BusyError):
        write_on(package=row)


def test_a_damaged_or_missing_file_is_named_and_not_handed_on(site):
    work = works.recorded_action_plan()
    text = work.expressions.get(language="en")
    damaged = text_file(by=None, expression=text, name="damaged.txt", content=b"one\n")
    gone = text_file(by=None, expression=text, name="gone.txt", content=b"two\n")
    flip(damaged.current)
    stored(gone.current).unlink()
    package = package_of(work.meeting)
    assert package.state == State.READY
    assert package.faults == 2
    found = contents(package)
    files = record_of(found)["files"]
    faults = {f["title"]: f["versions"][0]["fault"] for f in files}
    assert faults == {"damaged.txt": "damaged", "gone.txt": "missing"}
    assert not [p for p in found if p.endswith(("damaged.txt", "gone.txt"))]
    assert b"Files-Not-Whole: 2" in found["bag-info.txt"]


def test_a_full_disk_is_said_before_it_begins(site, monkeypatch):
    work = works.recorded_action_plan()
    text_file(by=None, expression=work.expressions.get(language="en"))
    usage = type("Usage", (), {"free": 3})
    monkeypatch.setattr(actions.packages.shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(actions.PackageError, match="are free"):
        actions.begin_package(meeting=None, reach="public", by=None)
    assert not Package.objects.exists()


def test_cancelled_its_files_go_and_nobody_goes_on(site):
    works.recorded_action_plan()
    row = actions.begin_package(meeting=None, reach="public", by=None)
    write_on(package=row, records=1)
    actions.cancel_package(package=row, by=None)
    assert not folder_of(row).exists()
    assert write_on(package=row).state == State.CANCELLED


def test_read_back_and_not_whole_it_is_not_called_ready(site):
    works.recorded_action_plan()
    row = written(actions.begin_package(meeting=None, reach="public", by=None))
    path = zip_of(row)
    content = bytearray(path.read_bytes())
    place = content.index(b"README.txt") + 60
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(StopPackingError) as caught:
        read_back(package=row)
    stopped = actions.stop_package(package=row, error=caught.value)
    assert (stopped.state, stopped.why) == (State.STOPPED, Package.Why.INVALID)
    again = actions.go_on(package=stopped, by=None)
    assert read_back(package=written(again)).state == State.READY


def test_after_its_time_it_goes(site, clock):
    works.recorded_action_plan()
    package = package_of()
    assert actions.sweep() == 0
    clock.set(package.kept_until)
    assert actions.sweep() == 1
    package.refresh_from_db()
    assert package.state == State.GONE
    assert not folder_of(package).exists()
    assert Event.objects.filter(verb="keeping.package_removed").count() == 1
