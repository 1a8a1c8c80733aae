"""What is stored stays what it was, or somebody is told."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from cms.audit.models import Event
from cms.distribution.models import Notice
from cms.documents import fixity_rounds, fixity_tasks
from cms.documents.models import FixityRound, FixityState
from cms.jobs.worker import drain
from tests.factories import people, works
from tests.factories.documents import text_file
from tests.harm import files, flip, states, stored, whole_round

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.django_db
State = FixityState.State


def test_every_version_is_read_and_each_fault_has_its_name(coordinator):
    good, lost, changed, cut, shut = files(5)
    stored(lost).unlink()
    flip(changed)
    stored(cut).write_bytes(b"Pap")
    stored(shut).unlink()
    Path(shut.file.path).mkdir()
    row = whole_round()
    assert states() == {
        good.pk: State.UNCHANGED,
        lost.pk: State.MISSING,
        changed.pk: State.DAMAGED,
        cut.pk: State.DAMAGED,
        shut.pk: State.UNREADABLE,
    }
    assert (row.checked, row.total) == (5, 5)
    verbs = Event.objects.filter(verb="documents.damage_found")
    assert verbs.count() == 4


def test_the_keepers_are_told_in_numbers_while_a_fault_lasts(
    coordinator, editor, delegate
):
    (version,) = files(1)
    was = flip(version)
    for nights in (1, 2):
        whole_round()
        told = Notice.objects.filter(kind=fixity_rounds.FAULTS)
        assert {n.recipient for n in told} == {coordinator.user}
        assert told.count() == nights
    assert "paper" not in str(Notice.objects.values_list("context", flat=True)).lower()
    stored(version).write_bytes(was)
    whole_round()
    assert Notice.objects.filter(kind=fixity_rounds.FAULTS).count() == 2
    assert (
        Event.objects.about(version.document).last().verb == "documents.damage_mended"
    )


def test_nobody_is_told_that_all_is_well(coordinator):
    files(2)
    whole_round()
    assert not Notice.objects.filter(kind=fixity_rounds.FAULTS).exists()


def test_a_round_goes_on_where_it_stopped(site, monkeypatch):
    made = files(5)
    row = fixity_rounds.read_on(of=fixity_rounds.begin_round(), files=2)
    assert set(states()) == {made[0].pk, made[1].pk}
    files(1)  # came in meanwhile: the next round's
    read = []
    look = fixity_rounds.look_at
    monkeypatch.setattr(
        fixity_rounds, "look_at", lambda v: (read.append(v.pk), look(v))[1]
    )
    again = fixity_rounds.begin_round()
    assert again == row
    while again.ended_at is None:
        again = fixity_rounds.read_on(of=again, files=2)
    assert read == [v.pk for v in made[2:]]
    assert again.checked == 5


def test_a_process_killed_between_two_notes_costs_one_batch(site, monkeypatch):
    files(4)
    row = fixity_rounds.read_on(of=fixity_rounds.begin_round(), files=2)

    def killed(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(fixity_rounds, "write_states", killed)
        with pytest.raises(KeyboardInterrupt):
            fixity_rounds.read_on(of=row, files=2)
    row = FixityRound.objects.get()
    assert (row.checked, row.ended_at) == (2, None)
    assert fixity_rounds.read_on(of=row, files=2).ended_at


def test_two_at_once_write_nothing_twice(site):
    files(4)
    row = fixity_rounds.begin_round()
    late = FixityRound.objects.get()
    row = fixity_rounds.read_on(of=row, files=2)
    with pytest.raises(fixity_rounds.OvertakenError):
        fixity_rounds.read_on(of=late, files=2)
    assert FixityRound.objects.get().checked == 2


def test_an_empty_archive_is_whole(site):
    row = whole_round()
    assert (row.checked, row.total) == (0, 0)


# By the clock


def test_each_night_has_one_round(site, settings):
    settings.FIXITY_HOUR = 2
    files(2)
    for _tick in range(3):
        fixity_tasks.watch_over_files.enqueue()
        drain()
    assert FixityRound.objects.filter(ended_at__isnull=False).count() == 1
    FixityRound.objects.update(begun_at=timezone.now() - dt.timedelta(days=1, hours=1))
    fixity_tasks.watch_over_files.enqueue()
    drain()
    assert FixityRound.objects.filter(ended_at__isnull=False).count() == 2


def test_a_round_left_behind_is_taken_up(site):
    files(1)
    row = fixity_rounds.begin_round()
    fixity_tasks.watch_over_files.enqueue()
    drain()
    row.refresh_from_db()
    assert row.ended_at is None
    FixityRound.objects.update(moved_at=timezone.now() - dt.timedelta(hours=1))
    fixity_tasks.watch_over_files.enqueue()
    drain()
    row.refresh_from_db()
    assert row.ended_at


def test_the_night_begins_at_its_hour(settings):
    settings.FIXITY_HOUR = 2
    zone = timezone.get_current_timezone()
    before = dt.datetime(2026, 11, 25, 1, 59, tzinfo=zone)
    after = dt.datetime(2026, 11, 25, 2, 0, tzinfo=zone)
    assert fixity_tasks.last_night(before).date() == dt.date(2026, 11, 24)
    assert fixity_tasks.last_night(after) == after


# Readers


def test_a_damaged_file_is_not_given_out(client, site):
    work = works.recorded_action_plan()
    document = text_file(by=None, expression=work.expressions.get(language="en"))
    flip(document.current)
    whole_round()
    assert client.get(document.current.url).status_code == 503
    page = client.get(reverse("document_page", args=[document.pk]))
    assert "damaged" in page.content.decode()


# The command


def test_the_command_says_that_all_is_well(site):
    files(3)
    out = io.StringIO()
    call_command("check_fixity", stdout=out)
    assert "3 files read" in out.getvalue()


def test_the_command_fails_while_a_file_is_at_fault(site, tmp_path):
    version, other = files(2)
    copy = tmp_path / str(version.file.name)
    copy.parent.mkdir(parents=True)
    copy.write_bytes(stored(version).read_bytes())
    flip(version)
    stored(other).unlink()
    out = io.StringIO()
    with pytest.raises(CommandError, match="2 files are at fault"):
        call_command("check_fixity", stdout=out)
    assert version.file.name in out.getvalue()
    with pytest.raises(CommandError, match="1 file is at fault"):
        call_command("check_fixity", put_back_from=tmp_path, stdout=out)
    assert states() == {version.pk: State.UNCHANGED, other.pk: State.MISSING}


def test_the_command_is_interrupted_and_goes_on(site, monkeypatch):
    files(3)
    monkeypatch.setattr("cms.documents.management.commands.check_fixity.FILES", 1)
    read = fixity_rounds.read_on
    name = "cms.documents.management.commands.check_fixity.read_on"

    def interrupted(*, of: FixityRound, files: int) -> FixityRound:
        if of.checked == 2:
            raise KeyboardInterrupt
        return read(of=of, files=files)

    with monkeypatch.context() as patch:
        patch.setattr(name, interrupted)
        with pytest.raises(CommandError, match="goes on"):
            call_command("check_fixity", stdout=io.StringIO())
    out = io.StringIO()
    call_command("check_fixity", stdout=out)
    assert FixityRound.objects.count() == 1
    assert "3 files read" in out.getvalue()


def test_taking_the_same_file_in_again_mends_it(site):
    """A name that promises a hash is not believed, it is compared."""
    (version,) = files(1)
    was = flip(version)
    text_file(by=None, content=was)
    assert stored(version).read_bytes() == was


def test_the_archivists_keep_too(site):
    archivist = people.archivist()
    assert archivist in fixity_rounds.keepers()


def test_the_mail_says_how_many(coordinator, mailoutbox):
    for version in files(2):
        stored(version).unlink()
    whole_round()
    drain()
    (mail,) = mailoutbox
    assert "2 stored files are no longer what they were" in mail.subject
    assert "Missing: 2. Damaged: 0." in mail.body
    assert reverse("fixity") in mail.body
