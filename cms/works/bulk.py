"""One change for many works: each by its own rights, all or nothing for each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from cms.conference.models import Meeting, Party
from cms.works import collecting, metadata, sharing
from cms.works.audiences import tokens_for
from cms.works.listing import audience_name
from cms.works.many import Trade, say_change
from cms.works.models import BulkChange, CuratedCollection, Expression, Work

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.accounts.models import User


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
    # A curated collection that it is put into, and one that it is taken out of.
    into: int | None = None
    out_of: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether it would change nothing whatever the work."""
        return self == Wanted()


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
        say_change(_name(name), _value(before), _value(after))
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
    return statuses.get(value, value)


def _audience(work: Work, wanted: Wanted, by: User) -> list[str]:
    """Set the audience by its own action, which judges who may widen what."""
    if wanted.audience is None:
        return []
    if (work.audience, work.audience_party_id) == (wanted.audience, wanted.party):
        return []
    party = Party.objects.filter(pk=wanted.party or 0).first()
    before = audience_name(work)
    work = sharing.set_audience(work=work, audience=wanted.audience, party=party, by=by)
    return [say_change(_("Audience"), before, audience_name(work))]


def _collections(work: Work, wanted: Wanted, by: User) -> list[str]:
    """Put it into a collection, or take it out of one; both stay what they are."""
    said = []
    held = set(work.collection_entries.values_list("collection_id", flat=True))
    if wanted.into and wanted.into not in held:
        collection = CuratedCollection.objects.filter(pk=wanted.into).first()
        if collection is None:
            raise sharing.SharingError(_("There is no such collection any more."))
        collecting.add_to_collection(collection=collection, work=work, by=by)
        said.append(_("Put into the collection “%(name)s”") % {"name": collection.name})
    entries = work.collection_entries.select_related("collection", "work")
    entry = entries.filter(collection=wanted.out_of or 0).first()
    if entry:
        collecting.remove_from_collection(entry=entry, by=by)
        said.append(
            _("Taken out of the collection “%(name)s”")
            % {"name": entry.collection.name}
        )
    return said


def apply(work: Work, wanted: Wanted, by: User) -> list[str]:
    """Change one work; return what was changed, in words.

    Raises what the actions raise, ``many.REFUSALS``.
    """
    if not Work.objects.open_to(tokens_for(by)).filter(pk=work.pk).exists():
        raise sharing.NotEntitledError(_("You may not read this text."))
    said = _metadata(work, wanted, by) + _collections(work, wanted, by)
    return said + _audience(Work.objects.get(pk=work.pk), wanted, by)


def _worker() -> Any:
    from cms.works.tasks import change_many

    return change_many


TEXTS = Trade(
    changes=BulkChange,
    field="work",
    wanted=Wanted,
    apply=apply,
    worker=_worker,
    refused=lambda: _("You may not change this text."),
)
