"""The parties as readers find them: by their standing today, and each by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.catalogue.alphabet import sort_key
from cms.catalogue.listing import listed
from cms.conference.models import Meeting, Membership, Participation, Party
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from cms.catalogue.listing import Listing

_STANDING = Membership.Standing
GROUPS: dict[str, _StrPromise] = {
    _STANDING.MEMBER_STATE: _("Member states"),
    _STANDING.OBSERVER_STATE: _("Observer countries"),
    _STANDING.OBSERVER_ORGANIZATION: _("Observer organizations"),
    _STANDING.CIVIL_SOCIETY: _("Civil society"),
    _STANDING.SECRETARIAT: _("Secretariat"),
    _STANDING.SPECIAL_GUEST: _("Special guests"),
}
FORMER, UNKNOWN = "former", "unknown"
LATEST_PAPERS = 5
MOST_MEETINGS = 100


@dataclass(frozen=True)
class Standing:
    """A standing as it is today: certain, possible, or over."""

    membership: Membership
    today: dt.date

    @property
    def is_certain(self) -> bool:
        """Whether the party certainly has it today."""
        return self.membership.is_certain_on(self.today)

    @property
    def is_possible(self) -> bool:
        """Whether the party may have it today."""
        return self.membership.is_possible_on(self.today)


@dataclass(frozen=True)
class PartyRow:
    """A party of the index with the standing for which it is there."""

    party: Party
    standing: Standing | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Whether it is not certain that it has this standing today."""
        return bool(
            self.standing and self.standing.is_possible and not self.standing.is_certain
        )


@dataclass(frozen=True)
class Group:
    """Parties of one standing, by name in the reader's language."""

    code: str
    name: str
    rows: list[PartyRow]


def _standings(party: Party, today: dt.date) -> list[Standing]:
    return [Standing(each, today) for each in party.memberships.all()]


def _place(party: Party, today: dt.date) -> tuple[str, PartyRow]:
    """Return the group of a party: what is certain, then what is possible, then was."""
    standings = _standings(party, today)
    for wanted in ("is_certain", "is_possible"):
        for each in standings:
            if getattr(each, wanted):
                return each.membership.standing, PartyRow(party, each)
    if standings:
        return FORMER, PartyRow(party, standings[-1])
    return UNKNOWN, PartyRow(party)


def groups() -> list[Group]:
    """Return every party in the group of its standing today; empty groups are not."""
    today = timezone.localdate()
    placed: dict[str, list[PartyRow]] = {}
    for party in Party.objects.prefetch_related("memberships"):
        code, row = _place(party, today)
        placed.setdefault(code, []).append(row)
    names = {code: str(name) for code, name in GROUPS.items()} | {
        FORMER: str(_("Formerly")),
        UNKNOWN: str(_("Standing not known")),
    }
    return [
        Group(
            code, name, sorted(placed[code], key=lambda row: sort_key(row.party.name))
        )
        for code, name in names.items()
        if code in placed
    ]


@dataclass(frozen=True)
class Profile:
    """What is known of a party, as far as a reader may see it."""

    party: Party
    standings: list[Standing]
    papers: Listing
    hosted: list[Meeting]
    attended: list[Meeting]
    # How many more meetings it attended than are listed.
    more_attended: int
    terms: list[Any]
    former_names: list[Any] = field(default_factory=list)
    parts: list[Party] = field(default_factory=list)


def _meetings(user: Any) -> QuerySet[Meeting]:
    return (
        Meeting.objects.exclude(pk__in=hidden_meetings(tokens_for(user)))
        .select_related("body", "host")
        .prefetch_related("pages")
        .order_by("-starts_on", "-ordinal", "-pk")
    )


def _attended(party: Party, user: Any) -> QuerySet[Meeting]:
    """Return the meetings whose papers list it, and those it is accredited to."""
    listed_there = Participation.objects.filter(
        party=party, presence=Participation.Presence.LISTED
    )
    accredited = party.accreditations.filter(withdrawn_at=None)
    return _meetings(user).filter(
        Q(pk__in=listed_there.values("meeting"))
        | Q(pk__in=accredited.values("meeting"))
    )


def profile(party: Party, user: Any) -> Profile:
    """Return what a reader finds about a party, in a fixed number of questions."""
    today = timezone.localdate()
    attended = list(_attended(party, user)[: MOST_MEETINGS + 1])
    more = 0
    if len(attended) > MOST_MEETINGS:
        more = _attended(party, user).count() - MOST_MEETINGS
    present = (party.name_en, party.name_es)
    return Profile(
        party=party,
        standings=_standings(party, today),
        papers=listed(user=user, data={"party": party.code}),
        hosted=list(_meetings(user).filter(host=party)),
        attended=attended[:MOST_MEETINGS],
        more_attended=more,
        terms=list(party.presidency_terms.order_by("-ordinal")),
        former_names=[
            name
            for name in party.names.all()
            if (name.name_en, name.name_es) != present
        ],
        parts=sorted(party.parts.all(), key=lambda each: sort_key(each.name)),
    )


def find(code: str) -> Party | None:
    """Return the party of a code, however it is written."""
    found = Party.objects.select_related("part_of").prefetch_related(
        "memberships", "names"
    )
    return found.filter(code__iexact=code).first()


def say_kind(party: Party) -> str:
    """Say what a party is."""
    return capfirst(str(party.get_kind_display()))
