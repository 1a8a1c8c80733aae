"""The commands: a package is made, read back, and compared with the archive."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from cms.documents.actions import add_version
from cms.keeping import packing
from cms.keeping.library import bagit
from cms.keeping.management.commands import archive_package
from cms.keeping.models import Package
from tests.factories import people, works
from tests.factories.documents import text_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.KEEPING_ROOT = tmp_path / "packages"
    return settings.KEEPING_ROOT


def made(folder: Path, *options: str) -> Path:
    """Make a package by the command; return its ZIP."""
    before = set(folder.glob("*.zip"))
    call_command("archive_package", "--to", str(folder), *options, stdout=io.StringIO())
    (path,) = set(folder.glob("*.zip")) - before
    return path


def check(path: Path) -> str:
    said = io.StringIO()
    call_command("check_package", str(path), stdout=said)
    return said.getvalue()


def said_of(path: Path) -> str:
    """Return what the check says of a package that differs."""
    said = io.StringIO()
    with pytest.raises(CommandError):
        call_command("check_package", str(path), stdout=said)
    return said.getvalue()


def test_what_was_packed_is_what_is_there(site, tmp_path):
    work = works.recorded_action_plan()
    text_file(by=None, expression=work.expressions.get(language="en"))
    path = made(tmp_path, "--meeting", "vm:20")
    assert path.name.startswith("vm-20-")
    said = check(path)
    assert "It is a whole bag." in said
    assert "The archive says the same." in said
    with zipfile.ZipFile(path) as file:
        file.extractall(tmp_path)
    assert "The archive says the same." in check(tmp_path / path.stem)


def test_what_came_later_is_named(site, tmp_path):
    work = works.draft_action_plan()
    text = work.expressions.get(language="en")
    document = text_file(by=None, expression=text, name="annex.txt")
    coordinator = people.coordinator()
    path = made(tmp_path, "--everything")
    add_version(document=document, content=io.BytesIO(b"two\n"), name="x.txt", by=None)
    later = works.recorded_action_plan()
    said = said_of(path)
    assert "annex.txt (2)" in said
    assert f"not in the package: {later}" in said
    assert coordinator.pk


def test_another_archive_lacks_it(site, tmp_path):
    work = works.recorded_action_plan()
    path = made(tmp_path)
    with zipfile.ZipFile(path) as file:
        file.extractall(tmp_path)
    folder = tmp_path / path.stem
    (record,) = folder.glob("data/works/*/record.json")
    said: dict[str, Any] = json.loads(record.read_text())
    said["provenance"] = "forged"
    said["texts"][0]["sha256"] = "0" * 64
    record.write_text(json.dumps(said))
    assert "no whole bag" in str(refusal(folder))
    bagit.Bag(str(folder)).save(manifests=True)
    found = said_of(folder)
    assert "provenance: forged → " in found
    assert f"the text of {work}, en" in found
    said["uuid"] = "00000000-0000-0000-0000-000000000000"
    record.write_text(json.dumps(said))
    bagit.Bag(str(folder)).save(manifests=True)
    assert f"missing in the archive: {work.symbol}" in said_of(folder)


def refusal(path: Path) -> CommandError:
    with pytest.raises(CommandError) as caught:
        call_command("check_package", str(path), stdout=io.StringIO())
    return caught.value


@pytest.mark.parametrize(
    "record",
    [b"", b"[]", b"\xff", b'{"uuid": 7, "texts": 3, "files": [1, {"id": 1e99}]}',
     b'{"uuid": "x", "files": {"a": 1}}', b"[" * 20000],
)  # fmt: skip
def test_a_record_that_is_none_breaks_nothing(site, tmp_path, record):
    folder = tmp_path / "bag"
    (folder / "works" / "a").mkdir(parents=True)
    (folder / "works" / "a" / "record.json").write_bytes(record)
    bagit.make_bag(str(folder), checksums=["sha256"])
    assert "missing in the archive: works/a/record.json" in said_of(folder)


@pytest.mark.parametrize(
    ("name", "content"),
    [("../out.txt", b"x"), ("/abs.txt", b"x"), ("a\\..\\b.txt", b"x")],
)
def test_a_hostile_zip_writes_nowhere(site, tmp_path, name, content):
    path = tmp_path / "in" / "bad.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(name, content)
    assert "elsewhere" in str(refusal(path)) or "one folder" in str(refusal(path))
    assert [p.name for p in tmp_path.rglob("*") if p.is_file()] == ["bad.zip"]


def test_no_zip_at_all(site, tmp_path):
    path = tmp_path / "paper.zip"
    path.write_bytes(b"PK\x03\x04 but no more")
    assert "no ZIP" in str(refusal(path))
    assert "no such file" in str(refusal(tmp_path / "none.zip"))


def test_interrupted_the_next_call_goes_on(site, tmp_path, monkeypatch):
    for _number in range(3):
        works.recorded_action_plan()
    monkeypatch.setattr(archive_package, "RECORDS", 1)
    write_on, calls = packing.write_on, []

    def interrupted(**options: Any) -> Package:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return write_on(**options)

    monkeypatch.setattr(archive_package, "write_on", interrupted)
    with pytest.raises(CommandError, match="goes on from here") as caught:
        made(tmp_path)
    assert caught.value.returncode == 130
    assert Package.objects.get().done == 2
    path = made(tmp_path)
    assert "The archive says the same." in check(path)
    assert Package.objects.get().state == Package.State.READY


def test_only_the_coordinator_takes_restricted_papers(site, tmp_path):
    works.draft_action_plan()
    editor, coordinator = people.editor(), people.coordinator()
    with pytest.raises(CommandError, match="may not"):
        made(tmp_path, "--as", editor.email)
    path = made(tmp_path, "--as", coordinator.email)
    assert "1 papers" in check(path)
    with pytest.raises(CommandError, match="Nobody has"):
        made(tmp_path, "--as", "nobody@example.org")
    with pytest.raises(CommandError, match="no meeting"):
        made(tmp_path, "--meeting", "vm:9999999")
