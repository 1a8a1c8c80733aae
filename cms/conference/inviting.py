"""Invitations: made, sent again, withdrawn, taken up. The link's secret is never kept.

What is stored is the hash of the token; the token itself goes out by mail only.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.accounts.addresses import prove
from cms.accounts.models import User
from cms.audit.actions import record as record_event
from cms.conference import invitation_mail, moment
from cms.conference.appointing import appoint, check_one_party, today
from cms.conference.delegations import check_role, say_role
from cms.conference.errors import InvitationError
from cms.conference.joining import make_account
from cms.conference.models import Invitation, Party
from cms.conference.permissions import capacity_of

if TYPE_CHECKING:
    from cms.conference.models import Appointment

LANGUAGES = dict(settings.LANGUAGES)


def lifetime() -> dt.timedelta:
    """Return how long a link is open: CONFERENCE_INVITATION_DAYS, or 14 days."""
    return dt.timedelta(days=getattr(settings, "CONFERENCE_INVITATION_DAYS", 14))


def hash_token(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def find(token: str) -> Invitation | None:
    """Return the invitation of a link's token, whatever has become of it."""
    return (
        Invitation.objects.filter(token_hash=hash_token(token))
        .select_related("party", "invited_by", "accepted_by")
        .first()
    )


def _record(verb: str, kept: Invitation, by: User | None, **data: Any) -> None:
    record_event(
        verb=f"conference.{verb}",
        subject=kept,
        by=by,
        capacity=capacity_of(by),
        data={"email": kept.email, "party": kept.party.code, "role": kept.role} | data,
    )


def _send(kept: Invitation) -> None:
    """Give the invitation a new link and mail it, in this transaction."""
    token = secrets.token_urlsafe(32)
    kept.token_hash = hash_token(token)
    kept.expires_at = moment.now() + lifetime()
    kept.asked_anew_at = None
    kept.save()
    invitation_mail.send(kept, token)


def _check_free(party: Party, email: str, role: str) -> None:
    waiting = Invitation.objects.waiting().filter(email=email, party=party, role=role)
    if waiting.exists():
        raise InvitationError(
            _(
                "%(email)s has been invited as %(role)s already. "
                "Send that invitation again, or withdraw it."
            )
            % {"email": email, "role": say_role(role, party)}
        )


def _address(email: str) -> str:
    try:
        validate_email(email.strip())
    except ValidationError as error:
        raise InvitationError(_("This is not an e-mail address.")) from error
    return email.strip().lower()


@transaction.atomic
def invite(
    *,
    email: str,
    first_name: str = "",
    last_name: str = "",
    language: str,
    party: Party,
    role: str,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    by: User | None,
) -> Invitation:
    """Invite somebody by mail, in their language, to join a party in a role.

    Raises NotEntitledError if ``by`` may not give the role; InvitationError if the
    address, the days or the language make no sense or the same invitation is open;
    AppointmentError if whoever has that address belongs to another party in that time.
    """
    check_role(party=party, role=role, by=by)
    # One after another: the same invitation is not made twice in one moment.
    Party.objects.select_for_update().get(pk=party.pk)
    email = _address(email)
    if language not in LANGUAGES:
        raise InvitationError(_("The portal does not speak this language."))
    if ends_on and ends_on < max(starts_on or today(), today()):
        raise InvitationError(_("The appointment would have ended already."))
    _check_free(party, email, role)
    person = User.objects.filter(email=email).first()
    if person:
        check_one_party(
            person=person, party=party, starts_on=starts_on or today(), ends_on=ends_on
        )
    kept = Invitation(
        email=email, first_name=first_name.strip(), last_name=last_name.strip(),
        language=language, party=party, role=role, starts_on=starts_on,
        ends_on=ends_on, invited_at=moment.now(), invited_by=by,
    )  # fmt: skip
    _send(kept)
    _record("invited", kept, by, expires_at=kept.expires_at.isoformat())
    return kept


def _locked(invitation: Invitation) -> Invitation:
    """Return the invitation, locked; InvitationError unless it is still waiting."""
    kept = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("party")
        .get(pk=invitation.pk)
    )
    if kept.accepted_at:
        raise InvitationError(_("This invitation has been accepted already."))
    if kept.withdrawn_at:
        raise InvitationError(_("This invitation has been withdrawn."))
    return kept


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: User | None) -> Invitation:
    """Send an invitation again with a new link; the old link is dead.

    Raises NotEntitledError, or InvitationError if it no longer waits.
    """
    kept = _locked(invitation)
    check_role(party=kept.party, role=kept.role, by=by)
    if kept.ends_on and kept.ends_on < today():
        raise InvitationError(_("The appointment would have ended already."))
    kept.invited_by = by or kept.invited_by
    _send(kept)
    _record("invitation_renewed", kept, by, expires_at=kept.expires_at.isoformat())
    return kept


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User | None) -> Invitation:
    """Take an invitation back; its link then says so.

    Raises NotEntitledError, or InvitationError if it no longer waits.
    """
    kept = _locked(invitation)
    check_role(party=kept.party, role=kept.role, by=by)
    kept.withdrawn_at, kept.withdrawn_by = moment.now(), by
    kept.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record("invitation_withdrawn", kept, by)
    return kept


@transaction.atomic
def ask_anew(*, invitation: Invitation) -> None:
    """Tell whoever invited that the link expired; once, until it is sent again.

    Raises InvitationError unless it waits and has expired.
    """
    kept = _locked(invitation)
    if not kept.has_expired:
        raise InvitationError(_("This invitation is still open."))
    if kept.asked_anew_at:
        return
    kept.asked_anew_at = moment.now()
    kept.save(update_fields=["asked_anew_at"])
    invitation_mail.tell_inviter(kept)
    _record("invitation_asked_anew", kept, None)


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User) -> Appointment:
    """Take an invitation up: the person is appointed as it says, from today at first.

    Raises InvitationError if it was accepted or withdrawn, has expired or is somebody
    else's; AppointmentError if the person belongs to another party in that time.
    """
    kept = _locked(invitation)
    if kept.has_expired:
        raise InvitationError(_("This invitation has expired."))
    if by.email != kept.email:
        raise InvitationError(_("This invitation was sent to somebody else."))
    if not by.is_active:
        raise InvitationError(_("This account is closed."))
    if kept.ends_on and kept.ends_on < today():
        raise InvitationError(_("The appointment would have ended already."))
    appointment = appoint(
        person=by, party=kept.party, role=kept.role,
        starts_on=max(kept.starts_on or today(), today()),
        ends_on=kept.ends_on, by=None,
    )  # fmt: skip
    prove(by)  # the link came to that address
    kept.accepted_at, kept.accepted_by = moment.now(), by
    kept.save(update_fields=["accepted_at", "accepted_by"])
    _record("invitation_accepted", kept, by, appointment=appointment.pk)
    return appointment


@transaction.atomic
def join(
    *, invitation: Invitation, first_name: str, last_name: str, password: str
) -> User:
    """Make the account of an invited person and take the invitation up, or neither.

    Raises InvitationError if the address has an account, or the invitation cannot be
    taken up.
    """
    kept = _locked(invitation)
    if User.objects.filter(email=kept.email).exists():
        raise InvitationError(
            _("This address has an account. Please sign in, and accept then.")
        )
    try:
        with transaction.atomic():
            person = make_account(
                invitation=kept,
                first_name=first_name,
                last_name=last_name,
                password=password,
            )
    except IntegrityError as error:  # by another invitation, in the same moment
        raise InvitationError(
            _("This address has an account. Please sign in, and accept then.")
        ) from error
    accept_invitation(invitation=kept, by=person)
    return person
