"""Works opened to one party or person by name: Plone's Sharing, done for parties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference.models import Membership, Party
from cms.conference.permissions import appointments_of, may_decide
from cms.works.models import Grant, Work
from cms.works.sharing import (
    NotEntitledError,
    SharingError,
    check_may_share,
    write_down,
)
from cms.works.states import SETTLED

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User


def _is_member(party: Party) -> bool:
    return (
        Membership.objects.filter(
            party=party, standing=Membership.Standing.MEMBER_STATE
        )
        .on()
        .exists()
    )


def _check_may_open(by: User, work: Work, parties: list[Party]) -> None:
    """Observers have no part in drafts unless the Presidency opens one."""
    if work.state in SETTLED or may_decide(by):
        return
    for party in parties:
        if party.kind != Party.Kind.SECRETARIAT and not _is_member(party):
            raise NotEntitledError(
                _("Only the Presidency opens a draft to %(party)s, which is no member.")
                % {"party": party.name}
            )


@transaction.atomic
def open_to(
    *,
    work: Work,
    party: Party | None = None,
    person: User | None = None,
    right: str = Grant.Right.READ,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
    note: str = "",
    by: User,
) -> Grant:
    """Open one work to one party or one person, for a time.

    Raises SharingError if it is neither or both, or dated wrongly; NotEntitledError
    unless it is ``by``'s to say, or a draft goes to an observer without the Presidency.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_may_share(by, work)
    if (party is None) == (person is None):
        raise SharingError(_("Please name one party or one person."))
    parties = [party] if party else [a.party for a in appointments_of(person)]
    if not parties:
        raise SharingError(
            _("%(person)s belongs to no party at this moment.") % {"person": person}
        )
    _check_may_open(by, work, parties)
    starts_at = starts_at or timezone.now()
    if ends_at and ends_at <= starts_at:
        raise SharingError(_("The end comes before the beginning."))
    grant = Grant(work=work, party=party, person=person, right=right, note=note)
    grant.starts_at, grant.ends_at, grant.given_by = starts_at, ends_at, by
    grant.save()
    until = ends_at.isoformat() if ends_at else ""
    name = party.code if party else str(person)
    write_down(work, "works.opened", by, to=name, right=right, ends_at=until)
    return grant


@transaction.atomic
def close_to(*, grant: Grant, by: User) -> Grant:
    """End what was opened by name, now; what has ended stays ended.

    Raises NotEntitledError if it is not the person's to say.
    """
    check_may_share(by, grant.work)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    now = timezone.now()
    if grant.ends_at and grant.ends_at <= now:
        return grant
    # What was to begin later never does.
    grant.starts_at = min(grant.starts_at, now)
    grant.ends_at = now
    grant.save(update_fields=["starts_at", "ends_at"])
    write_down(
        grant.work,
        "works.closed",
        by,
        to=grant.party.code if grant.party else str(grant.person),
    )
    return grant
