"""One change for many works: each by its own rights, all or nothing for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cms.conference.models import Meeting, Party
from cms.works import metadata, sharing
from cms.works.audiences import tokens_for
from cms.works.listing import audience_name
from cms.works.models import BulkChange, BulkItem, Expression, Work
from cms.works.states import WrongStateError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cms.accounts.models import User

# As many are looked through in one preview; more go in several turns.
MOST_AT_ONCE = 200
# Up to here the person waits for the answer; above it a worker does it.
MOST_WHILE_WAITING = 20
REFUSALS = (sharing.SharingError, PermissionDenied, ValidationError, WrongStateError)


@dataclass(frozen=True)
class Wanted:
    """What is to be changed; None and empty leave it as it is.

    ``audience`` may be empty: then the work follows its meeting.
    """

    audience: str | None = None
    party: int | None = None
    dated_on: str | None = None
    meeting: int | None = None
    standings: dict[str, str] = field(default_factory=dict)

    @property
    def is_nothing(self) -> bool:
        """Whether it would change nothing whatever the work."""
        return self == Wanted()


@dataclass(frozen=True)
class Outcome:
    """What became, or would become, of one work."""

    work: Work
    state: str
    said: str


class _Rehearsed(Exception):  # noqa: N818 (no error: it takes the rehearsal back)
    """Raised to take back what was only tried."""


def readable(user: Any, numbers: Collection[int]) -> list[Work]:
    """Return those of the works that a person may read, in their order."""
    works = Work.objects.open_to(tokens_for(user)).filter(pk__in=numbers)
    return list(works.with_faces().order_by("-dated_on", "-pk"))


def _metadata(work: Work, wanted: Wanted, by: User) -> list[str]:
    if not (wanted.dated_on or wanted.meeting or wanted.standings):
        return []
    meeting = Meeting.objects.filter(pk=wanted.meeting or 0).first()
    if wanted.meeting and meeting is None:
        raise sharing.SharingError(_("There is no such meeting any more."))
    changed = metadata.change_metadata(
        work=work,
        dated_on=dt.date.fromisoformat(wanted.dated_on) if wanted.dated_on else None,
        meeting=meeting,
        standings=wanted.standings,
        by=by,
    )
    return [
        f"{_name(name)}: {_value(before)} → {_value(after)}"
        for name, (before, after) in changed.items()
    ]


def _name(name: str) -> str:
    names = {
        "date": _("Date"), "meeting": _("Meeting"),
        "en": _("English text"), "es": _("Spanish text"),
    }  # fmt: skip
    return names.get(name, name)


def _value(value: str) -> str:
    statuses = {code: str(label) for code, label in Expression.Status.choices}
    return statuses.get(value, value) or "–"


def _audience(work: Work, wanted: Wanted, by: User) -> list[str]:
    """Set the audience by its own action, which judges who may widen what."""
    if wanted.audience is None:
        return []
    if (work.audience, work.audience_party_id) == (wanted.audience, wanted.party):
        return []
    party = Party.objects.filter(pk=wanted.party or 0).first()
    before = audience_name(work)
    work = sharing.set_audience(work=work, audience=wanted.audience, party=party, by=by)
    return [f"{_('Audience')}: {before} → {audience_name(work)}"]


def apply(*, work: Work, wanted: Wanted, by: User) -> list[str]:
    """Change one work wholly or not at all; return what was changed, in words.

    Raises what the actions raise, ``REFUSALS``.
    """
    with transaction.atomic():
        if not Work.objects.open_to(tokens_for(by)).filter(pk=work.pk).exists():
            raise sharing.NotEntitledError(_("You may not read this text."))
        said = _metadata(work, wanted, by)
        return said + _audience(Work.objects.get(pk=work.pk), wanted, by)


def _try(work: Work, wanted: Wanted, by: User) -> tuple[str, str]:
    state = BulkItem.State
    try:
        said = apply(work=work, wanted=wanted, by=by)
    except ValidationError as refusal:
        return state.REFUSED, " ".join(refusal.messages)
    except REFUSALS as refusal:
        return state.REFUSED, str(refusal) or _("You may not change this text.")
    return (state.CHANGED, "; ".join(said)) if said else (state.UNCHANGED, "")


def rehearse(*, works: Iterable[Work], wanted: Wanted, by: User) -> list[Outcome]:
    """Say of each work what would become of it: done, and taken back."""
    found = []
    for work in works:
        try:
            with transaction.atomic():
                state, said = _try(work, wanted, by)
                raise _Rehearsed
        except _Rehearsed:
            found.append(Outcome(work, state, said))
    return found


@transaction.atomic
def ask_for(*, works: Collection[Work], wanted: Wanted, by: User) -> BulkChange:
    """Write down what is to be done; a worker does it, unless ``run`` was quicker."""
    from cms.works.tasks import change_many

    made = BulkChange.objects.create(wanted=asdict(wanted), asked_by=by)
    BulkItem.objects.bulk_create(BulkItem(change=made, work=work) for work in works)
    change_many.enqueue(made.pk)
    return made


def run(change: BulkChange) -> int:
    """Do what is still to do, one work after the other; return how many.

    Each is judged by the rights of this moment. Interrupted, it goes on where it was:
    what was done and that it was done are one transaction.
    """
    wanted, by = Wanted(**change.wanted), change.asked_by
    waiting = change.items.filter(state=BulkItem.State.WAITING)
    done = 0
    with translation.override(by.language or translation.get_language()):
        for pk in list(waiting.values_list("pk", flat=True)):
            done += _do(pk, wanted, by)
    return done


@transaction.atomic
def _do(pk: int, wanted: Wanted, by: User) -> bool:
    item = BulkItem.objects.select_for_update().get(pk=pk)
    if item.state != BulkItem.State.WAITING:
        return False
    item.state, item.said = _try(item.work, wanted, by)
    item.save(update_fields=["state", "said"])
    return True
