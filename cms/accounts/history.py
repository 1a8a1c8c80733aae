"""Whether a person has left a trace; whoever has is deactivated, never deleted."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

# What belongs to the account itself and goes with it.
OWN = frozenset(
    {
        "account.emailaddress",
        "accounts.user_groups",
        "accounts.user_user_permissions",
        "mfa.authenticator",
        "socialaccount.socialaccount",
        "usersessions.usersession",
        "wagtailadmin.editingsession",
        "wagtailadmin.formstate",
        "wagtailcore.apitoken",
        "wagtailcore.pagesubscription",
        "wagtailusers.userprofile",
    }
)


class PersonHasHistoryError(ProtectedError):
    """A person whose name stands in the record is not deleted; deactivate them."""


def keeps_its_people() -> str:
    """Say why a person stays, in the active language."""
    return _(
        "This person's name stands in the archive's record, so the account cannot be "
        "deleted. Close it instead: nobody signs in with it, and the history stays."
    )


def has_history(person: Any) -> bool:
    """Tell whether a person has signed in, or anything in the database names them."""
    people = type(person)._base_manager.filter(pk=person.pk)
    if people.filter(last_login__isnull=False).exists():
        return True
    fields = person._meta.get_fields(include_hidden=True)
    relations = [f for f in fields if isinstance(f, models.ForeignObjectRel)]
    return any(_names(relation, person) for relation in relations)


def _names(relation: models.ForeignObjectRel, person: Any) -> bool:
    model: Any = relation.related_model
    if relation.many_to_many or model._meta.label_lower in OWN:
        return False
    return model._base_manager.filter(**{relation.field.name: person}).exists()


def refuse_if_history(person: Any) -> None:
    """Raise PersonHasHistoryError if the person has left a trace."""
    if person.pk is not None and has_history(person):
        raise PersonHasHistoryError(keeps_its_people(), {person})
