"""Who may read what, as tokens: one rule for pages, files, listings and search.

A work may be read when one of its tokens is among the reader's. What a work's tokens
are follows from its state, its audience and its meeting (``access_rows``, written out
in ``Access``); a reader's follow from dated facts and are asked for at each request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils import timezone

from cms.conference.accreditation import accredited_meeting_ids
from cms.conference.models import Appointment, Membership, Party, PresidencyTerm, Role
from cms.conference.permissions import SECRETARIAT_ROLES, appointments_of
from cms.conference.presidency import current_term
from cms.works import tokens, types
from cms.works.memory import remember
from cms.works.models import (
    Access,
    Grant,
    MeetingAudience,
    Release,
    Work,
    WorkAudience,
)
from cms.works.states import SETTLED, WorkState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from cms.conference.models import Meeting

# Who of a delegation stands for it before others: experts advise, and do not.
DELEGATION_ROLES = frozenset({Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.FOCAL_POINT})
# How narrow an audience is. Two of one rank are narrowed to those who are in both.
_RANKS: dict[str, int] = {
    WorkAudience.PUBLIC: 0,
    WorkAudience.PARTICIPANTS: 1,
    WorkAudience.MEMBERS: 1,
    WorkAudience.DELEGATION: 2,
    WorkAudience.STEERING: 3,
}


class Stage(NamedTuple):
    """An audience, and the instant from which it reads (None: at once)."""

    audience: str
    opens_at: dt.datetime | None = None


def _meeting_stages(meeting: Meeting | None, what: str) -> list[Stage]:
    """Return the stages of a meeting (``sees``) or of its papers (``reads``)."""
    if meeting is None:
        return [Stage(WorkAudience.PUBLIC)]
    said: MeetingAudience | None = getattr(meeting, "audience", None)
    first = Stage(getattr(said, what) if said else WorkAudience.PUBLIC)
    return [first, *(Stage(r.audience, r.opens_at) for r in meeting.releases.all())]


def stages_of(work: Work) -> list[Stage]:
    """Return who reads a work once it is settled; its own word, or its meeting's."""
    if not work.audience:
        return _meeting_stages(work.meeting, "reads")
    own = work.releases.all() if work.pk else Release.objects.none()
    return [Stage(work.audience), *(Stage(r.audience, r.opens_at) for r in own)]


def _token(audience: str, work: Work) -> str | None:
    """Return the token of an audience; the Presidency and Secretariat have their own.

    A paper of no meeting has no participants: its participants are the members.
    """
    if audience == WorkAudience.PUBLIC:
        return tokens.PUBLIC
    if audience == WorkAudience.PARTICIPANTS and work.meeting_id:
        return tokens.meeting(work.meeting_id)
    if audience in (WorkAudience.MEMBERS, WorkAudience.PARTICIPANTS):
        return tokens.MEMBERS
    if audience == WorkAudience.DELEGATION and work.audience_party_id:
        return tokens.party(work.audience_party_id)
    return None


def _narrowed(first: str, second: str, work: Work) -> str | None:
    """Return the token of those who are in both audiences."""
    if _RANKS[first] != _RANKS[second]:
        return _token(max(first, second, key=_RANKS.__getitem__), work)
    one, other = _token(first, work), _token(second, work)
    return one if one == other or not one or not other else tokens.both(one, other)


def _later(first: dt.datetime | None, second: dt.datetime | None) -> dt.datetime | None:
    known = [instant for instant in (first, second) if instant]
    return max(known, default=None)


def _earlier(
    first: dt.datetime | None, second: dt.datetime | None
) -> dt.datetime | None:
    return None if first is None or second is None else min(first, second)


def _settled_rows(work: Work) -> dict[str, dt.datetime | None]:
    """Return token → instant for a settled work: its audience within its meeting's."""
    rows: dict[str, dt.datetime | None] = {}
    for own in stages_of(work):
        for of_meeting in _meeting_stages(work.meeting, "sees"):
            token = _narrowed(own.audience, of_meeting.audience, work)
            opens_at = _later(own.opens_at, of_meeting.opens_at)
            if token is None:
                continue
            rows[token] = _earlier(rows.get(token, opens_at), opens_at)
    return rows


def presidency_reads(work: Work) -> bool:
    """Tell whether the Presidency may read a work in its state."""
    if work.state == WorkState.IN_APPROVAL:
        return True
    if work.state in SETTLED:
        return work.audience != WorkAudience.DELEGATION
    return work.state == WorkState.DRAFT and is_drafted_with_presidency(work)


def is_drafted_with_presidency(work: Work) -> bool:
    """Tell whether the Presidency writes texts of this type with the Secretariat."""
    try:
        return types.get(work.type_code).drafted_with_presidency
    except KeyError:
        return False


def access_rows(work: Work) -> dict[str, dt.datetime | None]:
    """Return who may read a work as it stands: token → from when (None: at once).

    The Secretariat reads whatever it prepares and whatever has come to it; a draft of
    a delegation or partner is theirs alone until they hand it in.
    """
    rows = _settled_rows(work) if work.state in SETTLED else {}
    if work.prepared_by_id:
        rows[tokens.party(work.prepared_by_id)] = None
    if work.prepared_by_id is None or work.state not in (
        WorkState.DRAFT,
        WorkState.WITHDRAWN,
    ):
        rows[tokens.SECRETARIAT] = None
    if presidency_reads(work):
        rows[tokens.term(work.steering_since or 0)] = None
    return rows


def term_ordinal_now() -> int:
    """Return the ordinal of the term in force, 0 where nobody presides."""
    term = current_term()
    return term.ordinal if term else 0


def _never_expire(work: Work) -> set[str]:
    own = {tokens.SECRETARIAT}
    if work.prepared_by_id:
        own.add(tokens.party(work.prepared_by_id))
    return own


Span = tuple["dt.datetime | None", "dt.datetime | None"]


def wanted_access(work: Work) -> dict[str, Span]:
    """Return who may read a work as it stands: token → from when and until when."""
    stay = _never_expire(work)
    return {
        token: (opens_at, None if token in stay else work.expires_at)
        for token, opens_at in access_rows(work).items()
    }


@transaction.atomic
def refresh(work: Work) -> None:
    """Write down anew who may read a work; nothing is written where nothing changed."""
    now = timezone.now()
    wanted = wanted_access(work)
    known = {row.token: row for row in Access.objects.filter(work=work)}
    gone = [row.pk for token, row in known.items() if token not in wanted]
    if gone:
        Access.objects.filter(pk__in=gone).delete()
    for token, (opens_at, closes_at) in wanted.items():
        row = known.get(token)
        if row and (row.opens_at, row.closes_at) == (opens_at, closes_at):
            continue
        row = row or Access(work=work, token=token)
        row.opens_at, row.closes_at = opens_at, closes_at
        row.tell_at = row.next_change(now)
        row.save()
    getattr(work, "_prefetched_objects_cache", {}).pop("access", None)


def tokens_of(work: Work) -> frozenset[str]:
    """Return the tokens of those who may read a work at this moment."""
    rows = {row.token for row in work.access.all() if row.is_open}
    if work.has_expired:
        return frozenset(rows)
    return frozenset(rows | {tokens.granted(work.pk)})


def _standings(parties: Collection[Party]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Membership.objects.filter(party__in=parties).on()
    for party_id, standing in rows.values_list("party_id", "standing"):
        found.setdefault(party_id, set()).add(standing)
    return found


def _term_tokens(appointments: Iterable[Appointment], members: set[int]) -> set[str]:
    """Return the tokens of the Presidency for those whose party presides or did.

    Every term up to the party's latest: a Presidency reads what those before it read,
    keeps reading it after the hand-over, and nothing that came later.
    """
    parties = {
        a.party_id
        for a in appointments
        if a.role in DELEGATION_ROLES and a.party_id in members
    }
    term = current_term() if parties else None
    if term is None:
        return set()
    latest = (
        PresidencyTerm.objects.filter(party__in=parties, ordinal__lte=term.ordinal)
        .order_by("-ordinal")
        .values_list("ordinal", flat=True)
        .first()
    )
    return {tokens.term(n) for n in range(latest + 1)} if latest is not None else set()


def _granted_tokens(user: Any, parties: Collection[Party]) -> set[str]:
    grants = Grant.objects.in_force()
    rows = grants.filter(person=user) | grants.filter(party__in=parties)
    return {tokens.granted(pk) for pk in rows.values_list("work_id", flat=True)}


def tokens_for(user: Any) -> frozenset[str]:
    """Return the tokens that a reader holds now; everybody holds ``public``.

    A person without an appointment in force holds nothing else, superusers included.
    """
    return remember(("tokens", getattr(user, "pk", None)), lambda: _held_by(user))


def _held_by(user: Any) -> frozenset[str]:
    found = {tokens.PUBLIC}
    appointments = appointments_of(user)
    if not appointments:
        return frozenset(found)
    parties = {a.party for a in appointments}
    standings = _standings(parties)
    members = {
        pk for pk, said in standings.items() if Membership.Standing.MEMBER_STATE in said
    }
    found |= {tokens.party(p.pk) for p in parties}
    meetings = {tokens.meeting(pk) for pk in accredited_meeting_ids(parties)}
    found |= meetings
    if members:
        found.add(tokens.MEMBERS)
        found |= {tokens.both(tokens.MEMBERS, meeting) for meeting in meetings}
    if any(
        a.party.kind == Party.Kind.SECRETARIAT and a.role in SECRETARIAT_ROLES
        for a in appointments
    ):
        found.add(tokens.SECRETARIAT)
    found |= _term_tokens(appointments, members)
    return frozenset(found | _granted_tokens(user, parties))
