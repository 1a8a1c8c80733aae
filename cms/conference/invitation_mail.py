"""The mails of an invitation, each in the language of whom it goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.conference.delegations import say_role
from cms.conference.models import Appointment, Party, Role

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.conference.models import Invitation


def _address(name: str, *args: str) -> str:
    """Return a whole address, in the active language's tree."""
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse(name, args=args)


def _mail(template: str, subject: str, to: str, context: dict[str, object]) -> None:
    body = render_to_string(f"conference/mails/{template}.txt", context)
    send_mail(" ".join(subject.split()), body, None, [to])


def send(invitation: Invitation, token: str) -> None:
    """Mail the link to the invited person, in their language."""
    with translation.override(invitation.language):
        _mail(
            "invitation",
            _("Invitation to the document centre of the Conference"),
            invitation.email,
            {
                "invitation": invitation,
                "role": say_role(invitation.role, invitation.party),
                "address": _address("invitation", token),
            },
        )


def _inviters(invitation: Invitation) -> list[User]:
    """Return who invited; where nobody did, the Coordinators in office."""
    if invitation.invited_by and invitation.invited_by.is_active:
        return [invitation.invited_by]
    coordinators = Appointment.objects.filter(
        role=Role.COORDINATOR,
        party__kind=Party.Kind.SECRETARIAT,
        person__is_active=True,
    )
    return [a.person for a in coordinators.on().select_related("person")]


def tell_inviter(invitation: Invitation) -> None:
    """Mail whoever invited that a new link is asked for, in their language."""
    for person in _inviters(invitation):
        with translation.override(person.language):
            _mail(
                "asked_anew",
                _("A new invitation is asked for: %(who)s") % {"who": invitation},
                person.email,
                {
                    "invitation": invitation,
                    "address": _address("desk_party", invitation.party.code),
                },
            )
