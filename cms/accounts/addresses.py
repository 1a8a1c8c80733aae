"""The address of a person as one that they have proved to be theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def prove(person: User) -> None:
    """Note that the person has read a mail at their address."""
    of_address = EmailAddress.objects.filter(email=person.email)
    of_address.exclude(user=person).exclude(user__email=F("email")).delete()
    EmailAddress.objects.filter(user=person).exclude(email=person.email).delete()
    EmailAddress.objects.update_or_create(
        user=person,
        email=person.email,
        defaults={"verified": True, "primary": True},
    )


def is_proved(person: User) -> bool:
    """Tell whether the person has read a mail at their present address."""
    return EmailAddress.objects.filter(
        user=person, email=person.email, verified=True
    ).exists()
