"""The one door from an invitation to an account: the accounts room does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.accounts.actions import activate
from cms.accounts.models import User

if TYPE_CHECKING:
    from cms.conference.models import Invitation


def make_account(
    *, invitation: Invitation, first_name: str, last_name: str, password: str
) -> User:
    """Make the account of an invited person; by the link the address is theirs.

    Raises ValidationError for a password that is too weak, and IntegrityError if the
    address has an account.
    """
    person = User.objects.create_user(
        invitation.email,
        first_name=first_name,
        last_name=last_name,
        language=invitation.language,
    )
    return activate(person=person, password=password, by=person)
