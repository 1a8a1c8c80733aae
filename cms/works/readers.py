"""Who can see this? Answered in words and by name of party."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.conference.accreditation import accredited_parties
from cms.conference.models import Meeting, Membership, Party, PresidencyTerm
from cms.conference.presidency import current_term
from cms.works import tokens
from cms.works.audiences import stages_of
from cms.works.models import Grant, WorkAudience
from cms.works.models.access import is_within

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User
    from cms.works.models import Work


@dataclass(frozen=True)
class Readers:
    """One row of the answer: who, by what right, which parties, from and until when."""

    label: str
    parties: list[Party] = field(default_factory=list)
    person: User | None = None
    right: str = ""
    opens_at: dt.datetime | None = None
    closes_at: dt.datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it lets them in at this moment."""
        return is_within(self.opens_at, self.closes_at)


def _members() -> list[Party]:
    standing = Membership.Standing.MEMBER_STATE
    rows = Membership.objects.filter(standing=standing).on().select_related("party")
    return sorted((row.party for row in rows), key=lambda party: party.name)


def _presided_since(ordinal: int) -> list[Party]:
    now = current_term()
    if now is None:
        return []
    terms = PresidencyTerm.objects.filter(
        ordinal__gte=ordinal, ordinal__lte=now.ordinal
    ).select_related("party")
    return list(dict.fromkeys(term.party for term in terms))


def _of_meeting(pk: int) -> list[Party]:
    return list(accredited_parties(Meeting.objects.get(pk=pk)))


def _read(token: str) -> tuple[str, list[Party]]:
    """Say one token in words, with the parties that hold it today."""
    kind, _colon, rest = token.partition(":")
    if "&" in token:
        members = {party.pk for party in _members()}
        here = _of_meeting(int(token.rpartition(":")[2]))
        return _("Member states accredited to the meeting"), [
            party for party in here if party.pk in members
        ]
    said = {
        tokens.PUBLIC: lambda: (_("Everybody"), []),
        tokens.MEMBERS: lambda: (_("Member states"), _members()),
        tokens.SECRETARIAT: lambda: (
            _("The Secretariat"),
            list(Party.objects.filter(kind=Party.Kind.SECRETARIAT)),
        ),
        "meeting": lambda: (
            _("Parties accredited to the meeting"),
            _of_meeting(int(rest)),
        ),
        "term": lambda: (_("The Presidency"), _presided_since(int(rest))),
        "party": lambda: (
            _("The delegation or partner itself"),
            list(Party.objects.filter(pk=int(rest))),
        ),
    }
    return said[kind]()


_ORDER = (tokens.PUBLIC, "meeting", tokens.MEMBERS, "party", "term", tokens.SECRETARIAT)


def _place(token: str) -> int:
    kind = token.partition(":")[0].partition("&")[0]
    return _ORDER.index(kind)


def _first(*instants: dt.datetime | None) -> dt.datetime | None:
    """Return the first of the instants that there are."""
    return min((instant for instant in instants if instant), default=None)


def who_can_see(work: Work) -> list[Readers]:
    """Return everybody who may read a work now or will later, widest first."""
    rows = [
        Readers(*_read(row.token), opens_at=row.opens_at, closes_at=row.closes_at)
        for row in sorted(work.access.all(), key=lambda row: _place(row.token))
    ]
    now = timezone.now()
    grants = work.grants.exclude(ends_at__lte=now).select_related("party", "person")
    rows += [
        Readers(
            label=_("Opened by name"),
            parties=[grant.party] if grant.party else [],
            person=grant.person,
            right=str(Grant.Right(grant.right).label),
            opens_at=grant.starts_at,
            closes_at=_first(grant.ends_at, work.expires_at),
        )
        for grant in grants
    ]
    return rows


def say_audience(work: Work) -> str:
    """Say in a few words who reads a work now; empty if everybody does."""
    held = {row.token for row in work.access.all() if row.is_open}
    if tokens.PUBLIC in held:
        return ""
    if any(token.startswith(tokens.MEETING) for token in held):
        return str(WorkAudience.PARTICIPANTS.label)
    if any(token.startswith(tokens.MEMBERS) for token in held):
        return str(WorkAudience.MEMBERS.label)
    if work.audience_party:
        return work.audience_party.name
    if any(token.startswith(tokens.TERM) for token in held):
        return str(WorkAudience.STEERING.label)
    return _("Those who prepare it")


def say_audience_to_be(work: Work) -> str:
    """Say who will read a work once it is settled, and at once."""
    audience = stages_of(work)[0].audience
    if audience == WorkAudience.DELEGATION and work.audience_party:
        return work.audience_party.name
    return str(WorkAudience(audience).label)
