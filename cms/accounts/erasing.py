"""What says who an account belonged to is taken from it; the row stays, without a name.

The rows that name it (decisions, appointments, versions of files) go on to say that one
and the same person did all that, in which role and for which party.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.actions import AccountError
from cms.accounts.history import OWN
from cms.accounts.models import User

if TYPE_CHECKING:
    from collections.abc import Iterator


def address_of_nobody(person: User) -> str:
    """Return the address of an account without one; no mail server has such a name."""
    return f"removed-{person.pk}@removed.invalid"


@transaction.atomic
def erase(*, person: User) -> User:
    """Take name, address, factors and sign-ins from a closed account, for good.

    Whether its time has come is asked by the room above, which writes the event. Raises
    AccountError for an account that is open. A second time changes nothing.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active:
        raise AccountError(_("This account is open. Close it first."))
    if person.personal_data_removed_at:
        return person
    for rows in _own_rows(person):
        _delete_files_of(rows)
        rows.delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.first_name = person.last_name = ""
    person.email = address_of_nobody(person)
    person.set_unusable_password()
    person.is_staff = person.is_superuser = False
    person.last_login = None
    person.sessions_ended += 1
    person.personal_data_removed_at = timezone.now()
    person.save()
    return person


def _delete_files_of(rows: models.QuerySet[Any]) -> None:
    """Delete the files that rows name (a picture of the person), on commit."""
    for field in rows.model._meta.concrete_fields:
        if not isinstance(field, models.FileField):
            continue
        for name in rows.exclude(**{field.name: ""}).values_list(field.name, flat=True):
            transaction.on_commit(partial(field.storage.delete, name))


def _own_rows(person: User) -> Iterator[models.QuerySet[Any]]:
    """Yield what belongs to the account itself, asked of the models."""
    for relation in person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.many_to_many:
            continue
        model: Any = relation.related_model
        if model._meta.label_lower in OWN:
            yield model._base_manager.filter(**{relation.field.name: person})
