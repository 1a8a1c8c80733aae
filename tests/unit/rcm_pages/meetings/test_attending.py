"""Who is accredited to a meeting, and whom its papers list."""

import pytest
from django.utils import translation

from cms.conference.accreditation import accredit, withdraw
from cms.conference.models import Membership, Participation
from rcm_pages.meetings.attending import accredited, participants
from tests.factories import people
from tests.factories.conference import MeetingFactory, MemberStateFactory

pytestmark = pytest.mark.django_db


def test_the_accredited_stand_under_their_capacity_in_spanish_order(site):
    meeting = MeetingFactory(ordinal=20)
    by = people.coordinator()
    for code, name in (("NZ", "Nzara"), ("NA", "Ñandú"), ("EA", "Érase"), ("FZ", "Fz")):
        party = MemberStateFactory(code=code, name_en=name, name_es=name)
        accredit(
            meeting=meeting,
            party=party,
            standing=Membership.Standing.MEMBER_STATE,
            by=by,
        )
    with translation.override("es"):
        (group,) = accredited(meeting)
    assert group["names"] == ["Érase", "Fz", "Nzara", "Ñandú"]
    withdraw(
        accreditation=meeting.accreditations.get(party__code="FZ"),
        reason="A test",
        by=by,
    )
    (group,) = accredited(meeting)
    assert "Fz" not in group["names"]


def test_nothing_is_said_of_a_meeting_of_which_nothing_is_known(site, client):
    meeting = MeetingFactory(ordinal=20)
    assert accredited(meeting) == []
    assert participants(meeting) == {}
    address = meeting.pages.get(locale__language_code="en").url
    assert "Participants" in client.get(address).content.decode()


def test_the_listed_are_called_as_then(site):
    meeting = MeetingFactory(ordinal=20)
    party = MemberStateFactory(code="BZ", name_en="Belize", name_es="Belice")
    Participation.objects.create(meeting=meeting, party=party)
    assert participants(meeting) == {"listed": ["Belize"]}
