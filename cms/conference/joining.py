"""The one door from an invitation to an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.accounts import actions as accounts
from cms.accounts.addresses import prove
from cms.accounts.models import User

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.conference.models import Invitation


def make_account(
    *, invitation: Invitation, first_name: str, last_name: str, password: str
) -> User:
    """Make the account of an invited person; by the link the address is theirs."""
    person = User.objects.create_user(
        invitation.email,
        password,
        first_name=first_name,
        last_name=last_name,
        language=invitation.language,
    )
    prove(person)
    return person


def sign_in(request: HttpRequest, person: User) -> None:
    """Sign a person in who has just made their account, as at the front door."""
    accounts.sign_in(request=request, person=person)
