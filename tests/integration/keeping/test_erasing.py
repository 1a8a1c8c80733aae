"""What goes with the personal data, what stays, and that it is done in pieces."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.accounts import actions as accounts
from cms.accounts.erasing import erase
from cms.accounts.models import User
from cms.audit.models import Event
from cms.conference import accreditation, attendance
from cms.conference.models import (
    AccreditedPerson,
    Appointment,
    Deputy,
    Invitation,
    Meeting,
    Party,
)
from cms.distribution.models import MailPreference, Notice
from cms.jobs.worker import drain
from cms.keeping import actions
from cms.keeping.actions import erasing
from cms.keeping.models import Erasure
from cms.keeping.tasks import watch_over_erasures
from cms.works.models import Work
from tests.factories import people, works
from tests.factories.works import page_of
from tests.integration.keeping.leaving import (
    LATER,
    WHY,
    left,
    long_gone,
    notice,
    removed,
    screen,
)

if TYPE_CHECKING:
    from tests.factories.clock import Clock

pytestmark = pytest.mark.django_db
INDEX = "keeping_personal"


# What goes, what stays


def test_nothing_of_the_account_says_whose_it_was(archivist, gone):
    Authenticator.objects.create(user=gone, type="totp", data={})
    EmailAddress.objects.create(user=gone, email=gone.email, verified=True)
    MailPreference.objects.create(person=gone, group="x", choice="daily")
    for number in range(3):
        notice(gone, number)
    other = people.delegate("GT")
    notice(other, 1)
    Deputy.objects.create(
        person=gone, deputy=other, party=Party.objects.get(code="MX"),
        starts_at=timezone.now() - 2 * LATER, ends_at=timezone.now() - LATER,
        reason="A broken leg",
    )  # fmt: skip
    Invitation.objects.create(
        email=gone.email, first_name="Zenobia", party=Party.objects.get(code="MX"),
        role="delegate", language="en", token_hash="a", invited_at=timezone.now(),
        expires_at=timezone.now(), accepted_at=timezone.now(), accepted_by=gone,
    )  # fmt: skip
    assert "has begun" in removed(archivist, gone).content.decode()
    drain()
    row = User.objects.get(pk=gone.pk)
    assert (row.first_name, row.last_name, row.last_login) == ("", "", None)
    assert row.email == f"removed-{gone.pk}@removed.invalid"
    assert not row.has_usable_password()
    assert "name removed" in str(row)
    for model in (Authenticator, EmailAddress):
        assert not model.objects.filter(user=gone).exists()
    assert not MailPreference.objects.filter(person=gone).exists()
    assert list(Notice.objects.values_list("recipient", flat=True)) == [other.pk]
    assert Deputy.objects.get().reason == ""
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.first_name) == (row.email, "")
    assert Appointment.objects.get(person=gone).party.code == "MX"


def test_the_record_stays_and_shows_role_and_party(archivist, site):
    work = works.adopted_action_plan()
    decided = Event.objects.get(verb="approval.decided")
    decider = decided.actor
    before = Event.objects.filter(pk=decided.pk).values().get()
    left(decider, by=archivist.user)
    long_gone(decider)
    name = str(decider)
    page = archivist.get(page_of(work).url).content.decode()
    assert name in page
    removed(archivist, User.objects.get(pk=decider.pk))
    drain()
    assert Event.objects.filter(pk=decided.pk).values().get() == before
    after = Event.objects.about(work).get(pk=decided.pk)
    assert after.shown_name == "name removed"
    assert after.capacity == decided.capacity != ""
    page = archivist.get(page_of(work).url).content.decode()
    assert name not in page
    assert "Costa Rica" in page
    assert Work.objects.get(pk=work.pk).state == "adopted"


def test_who_and_why_and_how_much_are_kept(archivist, gone):
    notice(gone, 1)
    removed(archivist, gone)
    drain()
    begun, ended = Event.objects.about(gone).filter(verb__startswith="keeping.")
    assert (begun.verb, begun.actor) == ("keeping.erasure_begun", archivist.user)
    assert begun.data == {"reason": WHY}
    assert (ended.verb, ended.data) == ("keeping.erasure_ended", {"records": 1})
    row = Erasure.objects.get()
    assert (row.state, row.rows, row.begun_by) == ("done", 1, archivist.user)
    said = archivist.get(reverse(INDEX)).content.decode()
    assert "Quetzal" not in said
    assert "name removed" in said


def test_the_account_is_not_opened_again(archivist, gone):
    removed(archivist, gone)
    with pytest.raises(accounts.AccountError, match="not opened again"):
        accounts.reactivate(person=gone, reason=WHY, by=archivist.user)
    drain()
    with pytest.raises(actions.RetentionError, match="were removed"):
        actions.begin_erasure(subject=gone, reason=WHY, by=archivist.user)


def test_the_lower_room_takes_no_open_account_either(site):
    person = people.delegate("GT")
    with pytest.raises(accounts.AccountError):
        erase(person=person)


# In pieces


def test_it_is_done_in_pieces_and_goes_on_after_a_death(archivist, gone, monkeypatch):
    monkeypatch.setattr(erasing, "PIECE", 2)
    for number in range(5):
        notice(gone, number)
    removed(archivist, gone)
    row = actions.erase_on(erasure=Erasure.objects.get())
    assert (row.rows, row.state) == (2, "running")
    DBTaskResult.objects.all().delete()  # the worker died with its order
    long_ago = timezone.now() - dt.timedelta(hours=1)
    Erasure.objects.update(moved_at=long_ago)
    watch_over_erasures.func()
    drain()
    row.refresh_from_db()
    assert (row.rows, row.state) == (5, "done")
    assert not Notice.objects.filter(recipient=gone).exists()
    assert actions.erase_on(erasure=row).rows == 5
    assert Event.objects.filter(verb="keeping.erasure_ended").count() == 1


def test_two_clicks_are_one_removal(archivist, gone):
    for _click in range(2):
        actions.begin_erasure(subject=gone, reason=WHY, by=archivist.user)
    assert Event.objects.filter(verb="keeping.erasure_begun").count() == 1


# Lists of delegations


@pytest.fixture
def listed(archivist) -> Meeting:
    """A meeting of some years ago with people on a delegation's list."""
    meeting = Meeting.objects.get(body__code="vm", ordinal=20)
    admitted = accreditation.accredit(
        meeting=meeting,
        party=Party.objects.get(code="GT"),
        standing="member_state",
        by=None,
    )
    for number in range(3):
        attendance.add_person(
            accreditation=admitted,
            name=f"Xochitl {number}",
            post="Minister",
            function="delegate",
            by=None,
        )
    return meeting


def test_the_names_of_a_meeting_go_and_their_number_stays(archivist, listed):
    said = archivist.get(reverse(INDEX)).content.decode()
    assert screen(listed) in said
    registry = reverse("conference_meetings:inspect", args=[listed.pk])
    history = archivist.get(registry)
    assert "has begun" in removed(archivist, listed).content.decode()
    drain()
    rows = AccreditedPerson.objects.values_list("name", "post", "function")
    assert list(rows) == [("—", "", "delegate")] * 3
    assert Erasure.objects.get().state == "done"
    if history.status_code == 200:
        assert "Xochitl" not in archivist.get(registry).content.decode()
    assert screen(listed) not in archivist.get(reverse(INDEX)).content.decode()


def test_a_meeting_of_late_keeps_its_lists(archivist, listed, clock: Clock):
    Meeting.objects.filter(pk=listed.pk).update(
        starts_on=timezone.localdate(), ends_on=timezone.localdate()
    )
    assert "kept until" in removed(archivist, listed).content.decode()
    assert AccreditedPerson.objects.filter(name__startswith="Xochitl").count() == 3


def test_names_that_come_later_can_be_removed_too(archivist, listed):
    removed(archivist, listed)
    drain()
    assert "hold no names" in removed(archivist, listed).content.decode()
    row = AccreditedPerson.objects.first()
    AccreditedPerson.objects.filter(pk=row.pk).update(name="Yolanda")
    removed(archivist, listed)
    drain()
    assert not AccreditedPerson.objects.exclude(name="—").exists()
    assert Erasure.objects.get().state == "done"
