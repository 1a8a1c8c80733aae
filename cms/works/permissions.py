"""What a person may do with a Work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from cms.conference.permissions import appointments_of, is_secretariat, may_decide
from cms.conference.presidency import presiding_party
from cms.works import tokens, types
from cms.works.audiences import DELEGATION_ROLES, tokens_for, tokens_of
from cms.works.memory import is_on, remember
from cms.works.models import Grant, Work
from cms.works.states import WorkState

if TYPE_CHECKING:
    from cms.works.models import WorkQuerySet


def may_read(user: Any, work: Work) -> bool:
    """Tell whether a person, signed in or not, may read a work as it stands."""
    needed = tokens_of(work)
    return tokens.PUBLIC in needed or not needed.isdisjoint(tokens_for(user))


def may_edit(user: Any, work: Work) -> bool:
    """Tell whether a person may change the text of a work: while it is a draft.

    The Secretariat may, or the delegation that prepares it; the Presidency of the day
    where it writes such texts; and whoever the draft was opened to for editing.
    """
    if is_on():
        return work.pk in _editable(user)
    return editable_by(user).filter(pk=work.pk).exists()


def _editable(user: Any) -> set[int]:
    return remember(
        ("editable", getattr(user, "pk", None)),
        lambda: set(editable_by(user).values_list("pk", flat=True)),
    )


def has_draft_to_write(user: Any) -> bool:
    """Tell whether a person has a draft to write, for which they enter the admin."""
    if is_on():
        return bool(_editable(user))
    return editable_by(user).exists()


def is_guest(user: Any) -> bool:
    """Tell whether a person is in the admin for a draft of theirs and nothing else."""
    return not (user.is_superuser or is_secretariat(user) or may_decide(user))


def editable_by(user: Any) -> WorkQuerySet:
    """Return the drafts that a person may change at this moment."""
    drafts = Work.objects.filter(state=WorkState.DRAFT)
    appointments = appointments_of(user)
    if not appointments:
        return Work.objects.none()
    theirs = {a.party_id for a in appointments if a.role in DELEGATION_ROLES}
    mine = Q(prepared_by__in=theirs)
    if is_secretariat(user):
        mine |= Q(prepared_by__isnull=True)
    presiding = presiding_party()
    if presiding and presiding.pk in theirs:
        codes = [t.code for t in types.all_types() if t.drafted_with_presidency]
        mine |= Q(type_code__in=codes, prepared_by__isnull=True)
    grants = Grant.objects.in_force().filter(right=Grant.Right.EDIT)
    named = grants.filter(person=user) | grants.filter(
        party__in={a.party_id for a in appointments}
    )
    return drafts.filter(mine | Q(pk__in=named.values("work")))
