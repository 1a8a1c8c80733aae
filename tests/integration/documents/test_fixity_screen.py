"""The screen of the check: what is at fault, and how it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.audit.models import Event
from cms.conference.models import Party
from cms.documents.models import (
    Document,
    DocumentVersion,
    FixityRound,
    FixityState,
    document_storage,
)
from cms.documents.sheets import folder_of
from cms.jobs.worker import drain
from tests.harm import faulty_file, files, flip, states, stored, whole_round

if TYPE_CHECKING:
    from tests.conftest import PersonClient

pytestmark = pytest.mark.django_db
State = FixityState.State


def test_the_screen_is_the_secretariats(client, delegate, approver, editor):
    statuses = [p.get(reverse("fixity")).status_code for p in (delegate, approver)]
    assert set(statuses) <= {302, 403}
    assert client.get(reverse("fixity")).status_code == 302
    assert editor.get(reverse("fixity")).status_code == 200


def test_reading_is_begun_by_hand(editor):
    files(3)
    answer = editor.post(reverse("fixity"), {"deed": "begin"}, follow=True)
    assert "Being read" in answer.content.decode()
    drain()
    assert FixityRound.objects.get().checked == 3
    assert Event.objects.get(verb="documents.fixity_begun").actor == editor.user


def give_copy(person: PersonClient, version: DocumentVersion, content: bytes):
    upload = SimpleUploadedFile("copy.txt", content)
    sent = {"version": version.pk, "copy": upload}
    return person.post(reverse("fixity"), sent)


def test_a_whole_copy_mends(coordinator):
    version, was = faulty_file()
    drawn = f"{folder_of(version.sha256)}/p1-800.webp"
    document_storage().save(drawn, ContentFile(b"drawn from the damaged bytes"))
    assert give_copy(coordinator, version, was).status_code == 302
    assert stored(version).read_bytes() == was
    assert not document_storage().exists(drawn)
    assert states() == {version.pk: State.UNCHANGED}
    event = Event.objects.get(verb="documents.copy_put_back")
    assert event.actor == coordinator.user


def test_another_file_does_not(coordinator):
    version, _was = faulty_file()
    before = stored(version).read_bytes()
    answer = give_copy(coordinator, version, b"something else")
    assert answer.status_code == 422
    assert "another file" in answer.content.decode()
    assert stored(version).read_bytes() == before


def test_only_keepers_put_back(editor):
    version, was = faulty_file()
    answer = give_copy(editor, version, was)
    assert answer["Location"] == reverse("wagtailadmin_home")  # Wagtail's way to refuse
    assert states() == {version.pk: State.DAMAGED}


@pytest.mark.parametrize(
    "sent", [{}, {"version": "x"}, {"version": "9" * 30}, {"deed": "?"}]
)
def test_what_is_no_copy_changes_nothing(coordinator, sent):
    faulty_file()
    answer = coordinator.post(reverse("fixity"), sent)
    assert answer.status_code == 422


def test_a_version_that_there_is_not(coordinator):
    faulty_file()
    copy = SimpleUploadedFile("copy.txt", b"x")
    for number in ("999999", "9" * 30):
        copy.seek(0)
        sent = {"version": number, "copy": copy}
        answer = coordinator.post(reverse("fixity"), sent, follow=True)
        assert answer.status_code in (404, 422)


def test_a_full_disk_is_said(coordinator, monkeypatch):
    version, was = faulty_file()

    def full(*_args: object, **_kwargs: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cms.documents.storage.ImmutableStorage._save", full)
    answer = give_copy(coordinator, version, was)
    assert answer.status_code == 422
    assert "the disk is full" in answer.content.decode()


def test_a_file_that_is_not_open_is_counted_and_not_named(coordinator):
    (version,) = files(1)
    Document.objects.update(belongs_to=Party.objects.get(code="GT"))
    was = flip(version)
    whole_round()
    said = coordinator.get(reverse("fixity")).content.decode()
    assert "not open to you" in said
    assert "paper.txt" not in said
    assert version.sha256 not in said
    give_copy(coordinator, version, was)
    assert states() == {version.pk: State.DAMAGED}


def test_a_list_of_many_faults_costs_no_query_for_each(
    coordinator, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(200) as captured:
            coordinator.get(reverse("fixity"))
        return len(captured)

    for version in files(2):
        stored(version).unlink()
    whole_round()
    few = queries()
    for version in files(8):
        stored(version).unlink()
    whole_round()
    assert queries() <= few
