"""Invitations: for one's own delegation, once, in time, by whom they were sent to."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from cms.accounts.models import User
from cms.audit.models import Event
from cms.conference.actions import (
    accept_invitation,
    appoint,
    ask_anew,
    end_appointment,
    invite,
    join,
    renew_invitation,
    withdraw_invitation,
)
from cms.conference.appointing import today
from cms.conference.errors import AppointmentError, InvitationError, NotEntitledError
from cms.conference.inviting import find
from cms.conference.models import Appointment, Invitation, Role
from tests.factories import people
from tests.factories.conference import MemberStateFactory, SecretariatFactory
from tests.factories.mails import link_in, sent
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
MAIL = "nora@example.org"


@pytest.fixture
def mx():
    return MemberStateFactory(code="MX", name_en="Mexico", name_es="México")


@pytest.fixture
def focal(mx):
    return people.focal_point("MX")


@pytest.fixture
def invitation(mx, focal):
    return invited(mx, focal)


def invited(party, by, email=MAIL, role=Role.DELEGATE, **fields) -> Invitation:
    fields = {"language": "es", "first_name": "Nora"} | fields
    return invite(email=email, party=party, role=role, by=by, **fields)


def token() -> str:
    return link_in(sent()[-1]).rstrip("/").rsplit("/", 1)[1]


def taken_up(kept: Invitation) -> User:
    return join(
        invitation=kept, first_name="Nora", last_name="Paz", password="a-long-one-1"
    )


def test_the_mail_is_in_the_invited_persons_language(invitation, focal):
    mail = sent()[0]
    assert mail.to == [MAIL]
    assert "/es/" in link_in(mail)
    assert "México" in mail.body
    assert str(focal) in mail.body
    event = Event.objects.about(invitation).get()
    assert (event.verb, event.actor) == ("conference.invited", focal)


def test_the_token_is_kept_nowhere_but_in_the_mail(invitation):
    assert find(token()) == invitation
    assert token() not in str(Invitation.objects.values().get())
    assert token() not in str(list(Event.objects.values()))
    assert find("") is None
    assert find("\0\ud800") is None


def test_it_is_taken_up_with_a_new_account(invitation, mx):
    person = taken_up(invitation)
    assert (person.email, person.language) == (MAIL, "es")
    assert person.check_password("a-long-one-1")
    appointment = person.appointments.get()
    assert (appointment.party, appointment.role) == (mx, Role.DELEGATE)
    assert appointment.starts_on == today()
    invitation.refresh_from_db()
    assert invitation.accepted_by == person
    event = Event.objects.about(invitation).last()
    assert (event.verb, event.actor) == ("conference.invitation_accepted", person)


def test_it_is_taken_up_with_the_account_that_is_there(invitation):
    person = UserFactory(email=MAIL)
    with pytest.raises(InvitationError, match="has an account"):
        taken_up(invitation)
    appointment = accept_invitation(invitation=invitation, by=person)
    assert appointment.person == person


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda kept, clock: taken_up(kept), "accepted already"),
        (
            lambda kept, clock: withdraw_invitation(invitation=kept, by=None),
            "been withdrawn",
        ),
        (lambda kept, clock: clock.pass_by(days=14), "expired"),
    ],
)
def test_it_is_taken_up_once_and_in_time(mx, clock, spoil, said):
    kept = invited(mx, None)
    spoil(kept, clock)
    before = Appointment.objects.count()
    person = User.objects.filter(email=MAIL).first() or UserFactory(email=MAIL)
    with pytest.raises(InvitationError, match=said):
        accept_invitation(invitation=kept, by=person)
    assert Appointment.objects.count() == before


def test_until_its_last_second_it_is_open(mx, clock):
    kept = invited(mx, None)
    clock.pass_by(days=14, seconds=-1)
    taken_up(kept)


def test_the_time_is_a_setting(mx, clock, settings):
    settings.CONFERENCE_INVITATION_DAYS = 1
    kept = invited(mx, None)
    assert kept.expires_at == clock.at + DAY


def test_somebody_else_does_not_take_it_up(invitation):
    with pytest.raises(InvitationError, match="somebody else"):
        accept_invitation(invitation=invitation, by=UserFactory())


def test_a_closed_account_does_not_take_it_up(invitation):
    with pytest.raises(InvitationError, match="closed"):
        accept_invitation(
            invitation=invitation, by=UserFactory(email=MAIL, is_active=False)
        )


def test_whoever_belongs_elsewhere_is_not_invited(mx, focal):
    person = people.delegate("GT")
    with pytest.raises(AppointmentError, match="Country GT"):
        invited(mx, focal, email=person.email.upper())
    assert sent() == []


def test_whoever_went_elsewhere_meanwhile_does_not_take_it_up(invitation):
    person = UserFactory(email=MAIL)
    appoint(
        person=person, party=MemberStateFactory(code="GT"), role=Role.DELEGATE,
        starts_on=today(), by=None,
    )  # fmt: skip
    with pytest.raises(AppointmentError, match="Country GT"):
        accept_invitation(invitation=invitation, by=person)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_whoever_leaves_in_time_is_invited(mx, focal):
    person = people.delegate("GT")
    end_appointment(
        appointment=person.appointments.get(), ends_on=today() + DAY, by=None
    )
    kept = invited(mx, focal, email=person.email, starts_on=today() + 2 * DAY)
    assert accept_invitation(invitation=kept, by=person).starts_on == (
        today() + 2 * DAY
    )


@pytest.mark.parametrize(
    ("role", "code", "may"),
    [
        (Role.DELEGATE, "MX", True),
        (Role.EXPERT, "MX", True),
        (Role.FOCAL_POINT, "MX", True),
        (Role.HEAD_OF_DELEGATION, "MX", False),
        (Role.DELEGATE, "GT", False),
    ],
)
@pytest.mark.parametrize("make", [people.focal_point, people.head_of_delegation])
def test_a_delegation_invites_its_own_people_but_no_head(make, role, code, may):
    by, party = make("MX"), MemberStateFactory(code=code)
    if may:
        assert invited(party, by, role=role).role == role
        return
    with pytest.raises(NotEntitledError):
        invited(party, by, role=role)


def test_the_coordinator_invites_everybody(mx):
    by = people.coordinator()
    invited(mx, by, role=Role.HEAD_OF_DELEGATION)
    invited(SecretariatFactory(), by, role=Role.EDITOR, email="e@example.org")
    for stranger in (people.delegate("MX"), people.editor(), UserFactory()):
        with pytest.raises(NotEntitledError):
            invited(mx, stranger, email="x@example.org")


@pytest.mark.parametrize(
    "fields",
    [
        {"email": "no address"},
        {"email": "a@b\n.org"},
        {"language": "fr"},
        {"ends_on": dt.date(2020, 1, 1)},
        {"starts_on": dt.date(2050, 1, 2), "ends_on": dt.date(2050, 1, 1)},
    ],
)
def test_what_makes_no_sense_is_refused(mx, focal, fields):
    with pytest.raises(InvitationError):
        invited(mx, focal, **fields)
    assert sent() == []


def test_the_same_invitation_is_open_once(mx, focal, invitation):
    with pytest.raises(InvitationError, match="already"):
        invited(mx, focal, email=MAIL.upper())
    invited(mx, focal, role=Role.EXPERT)
    withdraw_invitation(invitation=invitation, by=focal)
    invited(mx, focal)


def test_sent_again_the_old_link_is_dead(invitation, focal, clock):
    old = token()
    clock.pass_by(days=20)
    kept = renew_invitation(invitation=invitation, by=focal)
    assert find(old) is None
    assert find(token()) == kept
    assert not kept.has_expired
    taken_up(kept)
    with pytest.raises(InvitationError, match="accepted"):
        renew_invitation(invitation=kept, by=focal)
    with pytest.raises(InvitationError, match="accepted"):
        withdraw_invitation(invitation=kept, by=focal)


def test_an_appointment_that_would_be_over_is_not_sent_again(mx, focal, clock):
    kept = invited(mx, focal, ends_on=today() + DAY)
    clock.pass_by(days=5)
    with pytest.raises(InvitationError, match="ended already"):
        renew_invitation(invitation=kept, by=focal)
    with pytest.raises(InvitationError, match="ended already"):
        taken_up(kept)
    assert not User.objects.filter(email=MAIL).exists()


def test_only_its_delegation_sends_it_again_or_withdraws_it(invitation):
    stranger = people.focal_point("GT")
    for write in (renew_invitation, withdraw_invitation):
        with pytest.raises(NotEntitledError):
            write(invitation=invitation, by=stranger)


def test_a_new_one_is_asked_for_once(invitation, focal, clock):
    with pytest.raises(InvitationError, match="still open"):
        ask_anew(invitation=invitation)
    clock.pass_by(days=15)
    ask_anew(invitation=invitation)
    ask_anew(invitation=invitation)
    mails = sent()
    assert [mail.to for mail in mails] == [[MAIL], [focal.email]]
    assert "/en/desk/people/MX/" in mails[1].body
    renewed = renew_invitation(invitation=invitation, by=focal)
    assert renewed.asked_anew_at is None


def test_where_nobody_invites_the_coordinator_is_asked(mx, clock):
    coordinator = people.coordinator(language="es")
    kept = invited(mx, None)
    clock.pass_by(days=15)
    ask_anew(invitation=kept)
    assert sent()[-1].to == [coordinator.email]
    assert "/es/desk/people/MX/" in sent()[-1].body


def test_the_database_refuses_what_cannot_be(invitation, mx, focal):
    other = invited(mx, focal, role=Role.EXPERT)
    for wrong in (
        {"accepted_at": other.invited_at},
        {"accepted_by": focal},
        {"withdrawn_by": focal},
        {"token_hash": invitation.token_hash},
        {"role": invitation.role},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Invitation.objects.filter(pk=other.pk).update(**wrong)
