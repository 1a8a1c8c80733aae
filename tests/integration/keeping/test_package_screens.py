"""Packages in the admin: made by the worker, watched, taken, swept."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.jobs.worker import drain
from cms.keeping import actions, tasks
from cms.keeping.models import Package
from cms.keeping.packing import alone, folder_of, write_on
from cms.works import sharing
from tests.conftest import PersonClient
from tests.factories import people, works
from tests.factories.packages import package_of

pytestmark = pytest.mark.django_db
State = Package.State


@pytest.fixture(autouse=True)
def store(settings, tmp_path) -> Path:
    settings.KEEPING_ROOT = tmp_path / "packages"
    return settings.KEEPING_ROOT


@pytest.fixture
def archivist(site) -> PersonClient:
    client = PersonClient()
    client.user = people.archivist()
    client.force_login(client.user)
    return client


def file_of(package: Package) -> str:
    return reverse("keeping_package_file", args=(package.pk,))


def begin(person: PersonClient, **sent) -> Package:
    answer = person.post(reverse("keeping_packages"), {"reach": "public", **sent})
    assert answer.status_code == 302
    package = Package.objects.latest("pk")
    assert answer["Location"] == reverse("keeping_package", args=(package.pk,))
    return package


def test_made_by_the_worker_and_taken(archivist):
    works.recorded_action_plan()
    meeting = Meeting.objects.get(ordinal=20)
    package = begin(archivist, meeting=meeting.pk)
    screen = reverse("keeping_package", args=(package.pk,))
    waiting = archivist.get(screen)
    assert "0 of 2 records" in waiting.content.decode()
    assert waiting["Refresh"]
    assert archivist.get(file_of(package), follow=True).status_code == 404
    drain()
    ready = archivist.get(screen)
    assert "Download" in ready.content.decode()
    assert "Refresh" not in ready
    answer = archivist.get(file_of(package))
    content = b"".join(answer.streaming_content)
    assert zipfile.ZipFile(io.BytesIO(content)).testzip() is None
    assert package.name in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    verbs = Event.objects.about(package).values_list("verb", flat=True)
    assert list(verbs) == [
        "keeping.package_begun",
        "keeping.package_ready",
        "keeping.package_given",
    ]


def test_a_download_that_broke_off_goes_on(archivist):
    works.recorded_action_plan()
    package = package_of(by=archivist.user)
    whole = b"".join(archivist.get(file_of(package)).streaming_content)
    rest = archivist.get(file_of(package), headers={"Range": "bytes=100-"})
    assert rest.status_code == 206
    assert b"".join(rest.streaming_content) == whole[100:]
    behind = archivist.get(file_of(package), headers={"Range": "bytes=99999999-"})
    assert behind.status_code == 416
    assert Event.objects.filter(verb="keeping.package_given").count() == 1
    head = archivist.head(file_of(package))
    assert head["Content-Length"] == str(len(whole))


def test_only_keepers_come_in(client, editor, delegate, approver):
    package = package_of()
    addresses = (
        reverse("keeping_packages"),
        reverse("keeping_package", args=(package.pk,)),
        file_of(package),
    )
    for person in (client, editor, delegate, approver):
        for address in addresses:
            assert person.get(address).status_code in (302, 403), address
    assert not Event.objects.filter(verb="keeping.package_given").exists()


def test_restricted_ones_are_their_makers_alone(archivist, coordinator):
    works.draft_action_plan()
    choices = archivist.get(reverse("keeping_packages")).content.decode()
    assert 'value="own"' not in choices
    refused = archivist.post(reverse("keeping_packages"), {"reach": "own"})
    assert refused.status_code == 422
    package = begin(coordinator, reach="own")
    drain()
    assert b"".join(coordinator.get(file_of(package)).streaming_content)
    shown = archivist.get(reverse("keeping_packages")).content.decode()
    assert package.name not in shown
    assert archivist.get(file_of(package), follow=True).status_code == 404
    coordinator.user.appointments.all().delete()
    assert coordinator.get(file_of(package)).status_code in (302, 403)


def test_what_was_closed_since_is_not_given(archivist):
    work = works.recorded_action_plan()
    package = package_of(by=archivist.user)
    boss = people.coordinator()
    sharing.set_audience(work=work, audience="members", party=None, by=boss)
    answer = archivist.get(file_of(package), follow=True)
    assert "closed since" in answer.content.decode()
    assert not Event.objects.filter(verb="keeping.package_given").exists()


def test_cancelled_and_set_going_again(archivist):
    works.recorded_action_plan()
    package = begin(archivist)
    screen = reverse("keeping_package", args=(package.pk,))
    archivist.post(screen, {"deed": "cancel"})
    drain()
    package.refresh_from_db()
    assert package.state == State.CANCELLED
    assert not folder_of(package).exists()


def test_a_full_disk_stops_it_and_it_goes_on(archivist, monkeypatch):
    works.recorded_action_plan()
    package = begin(archivist)

    def full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("cms.keeping.bag.BagWriter.add", full)
        drain()
    screen = reverse("keeping_package", args=(package.pk,))
    shown = archivist.get(screen).content.decode()
    assert "The disk is full or does not answer." in shown
    archivist.post(screen, {"deed": "go_on"})
    drain()
    package.refresh_from_db()
    assert package.state == State.READY


def test_a_worker_that_died_is_followed_by_another(archivist, clock):
    works.recorded_action_plan()
    package = actions.begin_package(meeting=None, reach="public", by=archivist.user)
    write_on(package=package, records=1)
    tasks.watch_over_packages.call()
    drain()
    assert Package.objects.get().state == State.WRITING  # somebody may be at it
    clock.pass_by(minutes=11)
    tasks.watch_over_packages.call()
    drain()
    assert Package.objects.get().state == State.READY


def test_what_fails_again_and_again_is_stopped(archivist):
    package = actions.begin_package(meeting=None, reach="public", by=archivist.user)
    long_ago = timezone.now() - dt.timedelta(hours=1)
    for _time in range(tasks.MOST_TRIES + 1):
        Package.objects.update(moved_at=long_ago)
        tasks.watch_over_packages.call()
    package.refresh_from_db()
    assert (package.state, package.why) == (State.STOPPED, "failed")


def test_what_somebody_is_at_is_left_to_them_however_long_it_takes(archivist):
    package = actions.begin_package(meeting=None, reach="public", by=archivist.user)
    long_ago = timezone.now() - dt.timedelta(hours=1)
    with alone(package):
        for _time in range(tasks.MOST_TRIES + 1):
            Package.objects.update(moved_at=long_ago)
            tasks.watch_over_packages.call()
    package.refresh_from_db()
    assert (package.state, package.tries) == (State.WAITING, 0)


@pytest.mark.parametrize(
    "sent", [{}, {"reach": "x"}, {"reach": "public", "meeting": "9" * 40}]
)
def test_what_is_no_package_begins_none(archivist, sent):
    answer = archivist.post(reverse("keeping_packages"), sent)
    assert answer.status_code == 422
    assert not Package.objects.exists()


def test_a_list_of_many_costs_no_query_for_each(
    archivist, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(100) as captured:
            archivist.get(reverse("keeping_packages"))
        return len(captured)

    now = timezone.now()
    meeting = Meeting.objects.get(ordinal=20)

    def several(count: int) -> None:
        Package.objects.bulk_create(
            Package(meeting=meeting, reach="public", begun_at=now, moved_at=now,
                    made_by=archivist.user)
            for _number in range(count)
        )  # fmt: skip

    several(2)
    few = queries()
    several(10)
    assert queries() <= few
