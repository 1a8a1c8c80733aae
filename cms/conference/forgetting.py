"""Names are taken out of the Conference's records of people; role and party stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from cms.accounts.erasing import address_of_nobody
from cms.conference.models import AccreditedPerson, Deputy, Invitation

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.conference.models import Meeting

# What stands in the place of a name, in every language.
NO_NAME = "—"


@transaction.atomic
def forget_person(*, person: User, email: str) -> int:
    """Take a person's name, address and reasons of absence out; return the rows."""
    nobody = {
        "email": address_of_nobody(person),
        "first_name": "",
        "last_name": "",
    }
    invited = Invitation.objects.filter(Q(accepted_by=person) | Q(email__iexact=email))
    ended = invited.exclude(accepted_at=None, withdrawn_at=None)
    waiting = invited.filter(accepted_at=None, withdrawn_at=None)
    changed = ended.update(**nobody)
    changed += waiting.delete()[0]
    # Why somebody was away may say that they were ill.
    changed += Deputy.objects.filter(person=person).exclude(reason="").update(reason="")
    listed = AccreditedPerson.objects.filter(person=person).exclude(name=NO_NAME)
    return changed + listed.update(name=NO_NAME, post="")


@transaction.atomic
def forget_listed(*, meeting: Meeting, most: int) -> int:
    """Take so many names at most off the delegations' lists of a meeting.

    How many came, as what and for whom stays. Returns how many; 0: none is left.
    """
    listed = AccreditedPerson.objects.filter(accreditation__meeting=meeting)
    found = listed.exclude(name=NO_NAME).order_by("pk").values_list("pk", flat=True)
    return AccreditedPerson.objects.filter(pk__in=list(found[:most])).update(
        name=NO_NAME, post="", person=None
    )
