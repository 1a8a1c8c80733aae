"""The notices of a person who has left are deleted, a piece at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cms.distribution.models import Digest, MailPreference, Notice

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def forget_notices(*, person: User, most: int) -> int:
    """Delete so many notices of a person at most, then what hangs on them.

    Returns how many rows went; 0 says that there are none left. Notices refuse to be
    deleted one by one: this is the only door, and its event is written by who calls.
    """
    for model in (Notice, Digest, MailPreference):
        rows: Any = model._base_manager  # past the managers that refuse
        name = "person" if model is MailPreference else "recipient"
        own = rows.filter(**{name: person})
        found = list(own.values_list("pk", flat=True)[:most])
        if found:
            rows.filter(pk__in=found).delete()
            return len(found)
    return 0
