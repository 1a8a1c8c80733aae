"""Personal data: when their time is over, who removes them, and who may not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.accounts.models import User
from cms.audit.models import Event
from cms.conference.models import (
    Appointment,
    Invitation,
    Party,
)
from cms.keeping import actions, classes
from cms.keeping.models import Erasure, Keep
from tests.factories import people
from tests.integration.keeping.leaving import (
    WHY,
    left,
    removed,
    screen,
)

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.django_db
INDEX = "keeping_personal"


# When


def test_the_list_offers_what_is_due_and_says_when_the_rest_is(archivist, gone):
    recent = left(people.delegate("GT", last_name="Recent"), by=archivist.user)
    said = archivist.get(reverse(INDEX)).content.decode()
    assert screen(gone) in said
    assert "Recent" in said
    assert "kept until" in said
    assert screen(recent) not in said


def test_an_open_account_is_refused(archivist):
    person = people.delegate("GT")
    answer = removed(archivist, person)
    assert answer.status_code == 422
    assert "This account is open" in answer.content.decode()
    person.refresh_from_db()
    assert person.last_name != ""


def test_one_inside_its_term_is_refused(archivist):
    person = left(people.delegate("GT"), by=archivist.user)
    with pytest.raises(actions.RetentionError, match="kept until"):
        actions.begin_erasure(subject=person, reason=WHY, by=archivist.user)
    assert not Erasure.objects.exists()


@pytest.mark.parametrize("what", ["closed", "signed in", "appointed"])
def test_the_latest_of_all_begins_the_years(archivist, gone, what):
    now = timezone.now()
    if what == "closed":
        Event._base_manager.filter(verb="accounts.deactivated").update(at=now)
    elif what == "signed in":
        User.objects.filter(pk=gone.pk).update(last_login=now)
    else:
        yesterday = timezone.localdate() - dt.timedelta(days=1)
        Appointment.objects.filter(person=gone).update(ends_on=yesterday)
    assert "kept until" in removed(archivist, gone).content.decode()


def test_who_is_still_in_office_or_comes_back_is_refused(archivist, gone):
    invitation = Invitation.objects.create(
        email="ZQ@example.org", party=Party.objects.get(code="MX"), role="delegate",
        language="en", token_hash="a", invited_at=timezone.now(),
        expires_at=timezone.now() + dt.timedelta(days=1),
    )  # fmt: skip
    assert "invited again" in removed(archivist, gone).content.decode()
    invitation.delete()
    Appointment.objects.filter(person=gone).update(ends_on=None)
    assert "still holds an appointment" in removed(archivist, gone).content.decode()


def test_a_class_that_keeps_for_ever_keeps(archivist, coordinator, gone):
    actions.change_class(
        code=classes.ACCOUNT,
        changes={"keep": Keep.FOR_EVER},
        reason=WHY,
        by=coordinator.user,
    )
    assert "it is kept" in removed(archivist, gone).content.decode()
    assert screen(gone) not in archivist.get(reverse(INDEX)).content.decode()


@pytest.mark.parametrize("who", ["editor", "delegate", "approver", "client"])
def test_only_who_keeps_the_archive(request, gone, who):
    person = request.getfixturevalue(who)
    assert person.get(reverse(INDEX)).status_code in (302, 403)
    assert person.post(screen(gone), {"reason": WHY}).status_code in (302, 403)
    if who != "client":
        with pytest.raises(PermissionDenied):
            actions.begin_erasure(subject=gone, reason=WHY, by=person.user)
    gone.refresh_from_db()
    assert gone.last_name == "Quetzal"


@pytest.mark.parametrize("sent", [{"reason": ""}, {"reason": "x"}, {"is_meant": ""}])
def test_it_asks_why_and_whether_it_is_meant(archivist, gone, sent):
    assert archivist.get(screen(gone)).status_code == 200
    assert removed(archivist, gone, **sent).status_code == 422
    assert not Erasure.objects.exists()


def test_what_is_no_account_and_no_meeting(archivist):
    for kind, pk in (("account", 10**6), ("paper", 1), ("meeting", 10**6)):
        address = reverse("keeping_erase", args=[kind, pk])
        assert archivist.get(address, follow=True).status_code == 404


def test_the_list_costs_no_query_for_each(archivist):
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            archivist.get(reverse(INDEX))
        return len(captured)

    for _each in range(2):
        left(people.delegate("GT"), by=archivist.user)
    queries()
    few = queries()
    for _each in range(8):
        left(people.delegate("GT"), by=archivist.user)
    assert queries() == few
