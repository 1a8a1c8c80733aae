"""Who is accredited to which meeting, since when, in which capacity."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.audit.models import Event
from cms.conference import accreditation, attendance
from cms.conference.dates import Precision
from cms.conference.models import Meeting, Membership
from tests.factories.conference import MeetingFactory, MemberStateFactory, PartyFactory
from tests.factories.people import UserFactory, delegate

pytestmark = pytest.mark.django_db


def observer(code="JM", **fields):
    party = PartyFactory(code=code)
    Membership.objects.create(party=party, standing="observer_state", **fields)
    return party


def test_a_party_is_accredited_in_its_standing():
    meeting, mexico, by = MeetingFactory(), MemberStateFactory(code="MX"), UserFactory()
    made = accreditation.accredit(meeting=meeting, party=mexico, by=by)
    assert (made.standing, made.accredited_by) == ("member_state", by)
    assert accreditation.accredited_meeting_ids([mexico]) == {meeting.pk}
    assert list(accreditation.accredited_parties(meeting)) == [mexico]
    event = Event.objects.about(made).get()
    assert event.data["standing"] == "member_state"


def test_a_withdrawn_accreditation_gives_no_right_and_can_be_given_again():
    meeting, mexico = MeetingFactory(), MemberStateFactory(code="MX")
    made = accreditation.accredit(meeting=meeting, party=mexico, by=None)
    with pytest.raises(ValidationError, match="already"):
        accreditation.accredit(meeting=meeting, party=mexico, by=None)
    with pytest.raises(ValidationError, match="why"):
        accreditation.withdraw(accreditation=made, reason=" ", by=None)
    accreditation.withdraw(accreditation=made, reason="A mistake", by=None)
    assert accreditation.accredited_meeting_ids([mexico]) == set()
    assert not accreditation.accredited_parties(meeting).exists()
    with pytest.raises(ValidationError, match="withdrawn already"):
        accreditation.withdraw(accreditation=made, reason="Again", by=None)
    accreditation.accredit(meeting=meeting, party=mexico, by=None)
    assert meeting.accreditations.count() == 2


def test_one_query_for_all_parties():
    meeting = MeetingFactory()
    parties = [MemberStateFactory(code=f"X{n}") for n in range(5)]
    accreditation.accredit_members(meeting=meeting, by=None)
    with CaptureQueriesContext(connection) as asked:
        assert accreditation.accredited_meeting_ids(parties) == {meeting.pk}
    assert len(asked) == 1
    assert accreditation.accredited_meeting_ids([]) == set()


def test_all_members_of_that_time_at_once():
    meeting = MeetingFactory(ordinal=4, starts_on=dt.date(1999, 1, 28))
    MemberStateFactory(code="CR")
    dominican = PartyFactory(code="DO")
    Membership.objects.create(
        party=dominican, standing="member_state", starts_on=dt.date(1999, 1, 29),
        starts_by=dt.date(2000, 3, 24), starts_precision=Precision.BETWEEN,
    )  # fmt: skip
    observer(starts_on=dt.date(1998, 1, 1))
    made = accreditation.accredit_members(meeting=meeting, by=None)
    assert {a.party.code for a in made} == {"CR", "MX"}
    assert accreditation.accredit_members(meeting=meeting, by=None) == []
    later = MeetingFactory(ordinal=5, starts_on=dt.date(2000, 3, 24))
    assert len(accreditation.accredit_members(meeting=later, by=None)) == 3


def test_a_meeting_known_by_its_year_admits_members_of_the_whole_year():
    meeting = MeetingFactory(
        ordinal=9, starts_on=dt.date(2004, 1, 1), ends_on=None,
        precision=Precision.YEAR,
    )  # fmt: skip
    party = PartyFactory(code="NEW")
    Membership.objects.create(
        party=party, standing="member_state", starts_on=dt.date(2004, 6, 1)
    )
    made = accreditation.accredit_members(meeting=meeting, by=None)
    assert {a.party.code for a in made} == {"MX"}
    with pytest.raises(ValidationError, match="not certain"):
        accreditation.accredit(meeting=meeting, party=party, by=None)
    accreditation.accredit(
        meeting=meeting, party=party, standing="member_state", by=None
    )


def test_without_a_date_each_is_accredited_by_itself():
    meeting = MeetingFactory(
        ordinal=9, starts_on=None, ends_on=None, precision=Precision.UNKNOWN
    )
    with pytest.raises(ValidationError, match="not known"):
        accreditation.accredit_members(meeting=meeting, by=None)


def test_a_cancelled_meeting_admits_nobody():
    meeting = MeetingFactory(status=Meeting.Status.CANCELLED)
    with pytest.raises(ValidationError, match="cancelled"):
        accreditation.accredit_members(meeting=meeting, by=None)


@pytest.mark.parametrize("standing", ["member_state", "civil_society", "nonsense"])
def test_an_observer_does_not_come_as_something_else(standing):
    jamaica = observer(starts_on=dt.date(1998, 1, 1))
    with pytest.raises(ValidationError):
        accreditation.accredit(
            meeting=MeetingFactory(), party=jamaica, standing=standing, by=None
        )


def test_a_guest_has_no_standing_but_that():
    guest, meeting = PartyFactory(code="UNWOMEN"), MeetingFactory()
    with pytest.raises(ValidationError, match="not certain"):
        accreditation.accredit(meeting=meeting, party=guest, by=None)
    accreditation.accredit(
        meeting=meeting, party=guest, standing="special_guest", by=None
    )
    with pytest.raises(ValidationError):
        accreditation.accredit(
            meeting=meeting, party=MemberStateFactory(code="CR"),
            standing="special_guest", by=None,
        )  # fmt: skip


@pytest.fixture
def admitted():
    return accreditation.accredit(
        meeting=MeetingFactory(), party=MemberStateFactory(code="MX"), by=None
    )


def test_a_delegation_has_one_head_and_nobody_is_in_two(admitted):
    person = delegate("MX")
    first = attendance.add_person(
        accreditation=admitted, person=person, function="head", by=None
    )
    assert first.name == str(person)
    with pytest.raises(ValidationError, match="head already"):
        attendance.add_person(
            accreditation=admitted, name="Eva", function="head", by=None
        )
    other = accreditation.accredit(
        meeting=admitted.meeting, party=MemberStateFactory(code="CR"), by=None
    )
    with pytest.raises(ValidationError, match="on the list of"):
        attendance.add_person(
            accreditation=other, person=person, function="expert", by=None
        )
    attendance.remove_person(row=first, by=None)
    with pytest.raises(ValidationError, match="removed already"):
        attendance.remove_person(row=first, by=None)
    attendance.add_person(
        accreditation=other, person=person, function="expert", by=None
    )


@pytest.mark.parametrize(
    "said",
    [
        {"name": "", "function": "delegate"},
        {"name": "x" * 10_000, "function": "delegate"},
        {"name": "Eva", "function": "king"},
    ],
)
def test_nonsense_on_the_list_is_refused(admitted, said):
    with pytest.raises(ValidationError):
        attendance.add_person(accreditation=admitted, by=None, **said)


def test_a_withdrawn_delegation_takes_nobody_on(admitted):
    accreditation.withdraw(accreditation=admitted, reason="Not coming", by=None)
    with pytest.raises(ValidationError, match="withdrawn"):
        attendance.add_person(
            accreditation=admitted, name="Eva", function="delegate", by=None
        )


def test_participants_are_history_and_give_no_right():
    meeting, mexico = MeetingFactory(), MemberStateFactory(code="MX")
    belize = MemberStateFactory(code="BZ")

    def say(listed, not_listed):
        attendance.list_participants(
            meeting=meeting, listed=listed, not_listed=not_listed, by=None
        )

    say([mexico], [belize])
    rows = dict(meeting.participations.values_list("party__code", "presence"))
    assert rows == {"MX": "listed", "BZ": "not_listed"}
    assert accreditation.accredited_meeting_ids([mexico]) == set()
    say([belize], [])
    assert meeting.participations.get().presence == "listed"
    with pytest.raises(ValidationError):
        say([belize], [belize])
    assert Event.objects.about(meeting).count() == 2
