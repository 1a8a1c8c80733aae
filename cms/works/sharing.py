"""Every write to who may read a work: audiences, and releases at an instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import (
    appointments_of,
    capacity_of,
    is_coordinator,
    is_secretariat,
    may_decide,
)
from cms.works.audiences import DELEGATION_ROLES, refresh, term_ordinal_now
from cms.works.models import MeetingAudience, Release, Work, WorkAudience
from cms.works.openings import tell_search
from cms.works.permissions import may_read
from cms.works.states import SETTLED

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User
    from cms.conference.models import Meeting, Party


class SharingError(Exception):
    """Something that cannot be opened or closed so; ``str()`` is for the person."""


class NotEntitledError(SharingError, PermissionDenied):
    """The person may not say who reads this."""


def may_share(user: Any, work: Work) -> bool:
    """Tell whether a person says who reads a work.

    Of a settled text the Coordinator and the Presidency, of a draft every editor of
    the Secretariat and the Presidency, of a draft of a delegation those who write for
    that delegation. Nobody opens a settled text that they may not read themselves.
    """
    if work.state in SETTLED:
        return may_read(user, work) and (is_coordinator(user) or may_decide(user))
    if work.prepared_by_id and work.state in ("draft", "withdrawn"):
        return work.prepared_by_id in {
            a.party_id for a in appointments_of(user) if a.role in DELEGATION_ROLES
        }
    return is_secretariat(user) or may_decide(user)


def may_share_meeting(user: Any) -> bool:
    """Tell whether a person says who sees meetings: Coordinator and Presidency."""
    return is_coordinator(user) or may_decide(user)


def _check_may_share_meeting(user: Any) -> None:
    if not may_share_meeting(user):
        raise NotEntitledError(_("At this moment it is not yours to say who reads it."))


def check_may_share(user: Any, work: Work) -> None:
    """Raise NotEntitledError unless it is the person's to say who reads a work."""
    if not may_share(user, work):
        raise NotEntitledError(_("At this moment it is not yours to say who reads it."))


def write_down(subject: Any, verb: str, by: User | None, **data: Any) -> None:
    """Write down who said so, in which capacity."""
    record_event(verb=verb, subject=subject, by=by, capacity=capacity_of(by), data=data)


def _drop_releases(subject: Work | Meeting, *, only_past: bool) -> None:
    """Delete releases: what they opened is closed again by whoever narrows it."""
    releases = subject.releases.all()
    if only_past:
        releases = releases.filter(opens_at__lte=timezone.now())
    releases.delete()


@transaction.atomic
def set_audience(
    *, work: Work, audience: str, party: Party | None = None, by: User
) -> Work:
    """Say who reads a work: now if it is settled, else once it is.

    An empty audience follows the meeting. A release whose instant has come gives way
    to the new word; one still to come stays. Raises NotEntitledError, and SharingError
    where an audience of one delegation names none.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_may_share(by, work)
    if audience == WorkAudience.DELEGATION and party is None:
        raise SharingError(_("Please say which delegation."))
    before = work.audience
    work.audience = audience
    work.audience_party = party if audience == WorkAudience.DELEGATION else None
    _drop_releases(work, only_past=bool(audience))
    work.save()
    tell_search([work.pk])
    write_down(
        work,
        "works.audience_set",
        by,
        before=before,
        after=audience,
        party=party.code if party else "",
    )
    return work


@transaction.atomic
def schedule_release(
    *, work: Work, audience: str, opens_at: dt.datetime, by: User
) -> Release:
    """Open a work to a wider audience from an instant on.

    The same audience again moves its instant. A work that followed its meeting gets
    its meeting's audience as its own first. Raises NotEntitledError.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_may_share(by, work)
    if not work.audience:
        said = getattr(work.meeting, "audience", None) if work.meeting else None
        work.audience = said.reads if said else WorkAudience.PUBLIC
        work.save()
    release, _made = Release.objects.update_or_create(
        work=work,
        audience=audience,
        defaults={"opens_at": opens_at, "created_by": by},
    )
    refresh(work)
    tell_search([work.pk])
    write_down(
        work,
        "works.release_scheduled",
        by,
        audience=audience,
        opens_at=opens_at.isoformat(),
    )
    return release


@transaction.atomic
def cancel_release(*, release: Release, by: User) -> None:
    """Take a release back before its instant; after it SharingError, for it was read.

    Raises NotEntitledError if it is not the person's to say.
    """
    work, meeting = release.work, release.meeting
    if work:
        check_may_share(by, work)
    else:
        _check_may_share_meeting(by)
    if release.opens_at <= timezone.now():
        raise SharingError(_("It has been released. Change its audience instead."))
    data = {"audience": release.audience, "opens_at": release.opens_at.isoformat()}
    release.delete()
    write_down(work or meeting, "works.release_cancelled", by, **data)
    if work:
        refresh(work)
    elif meeting:
        refresh_papers_of(meeting)


@transaction.atomic
def set_meeting_audience(
    *, meeting: Meeting, sees: str, reads: str, by: User
) -> MeetingAudience:
    """Say who sees a meeting, and who reads those of its papers that follow it.

    A release whose instant has come gives way to the new word. The Presidency in whose
    term it was said first goes on seeing it, though a later one says it again.
    Raises NotEntitledError unless ``by`` coordinates the Secretariat or presides.
    """
    _check_may_share_meeting(by)
    said, _made = MeetingAudience.objects.update_or_create(
        meeting=meeting,
        defaults={"sees": sees, "reads": reads},
        create_defaults={
            "sees": sees,
            "reads": reads,
            "steering_since": term_ordinal_now(),
        },
    )
    _drop_releases(meeting, only_past=True)
    write_down(meeting, "works.meeting_audience_set", by, sees=sees, reads=reads)
    refresh_papers_of(meeting)
    return said


@transaction.atomic
def schedule_meeting_release(
    *, meeting: Meeting, audience: str, opens_at: dt.datetime, by: User
) -> Release:
    """Open a meeting and the papers that follow it to a wider audience later.

    Raises NotEntitledError unless ``by`` coordinates the Secretariat or presides.
    """
    _check_may_share_meeting(by)
    release, _made = Release.objects.update_or_create(
        meeting=meeting,
        audience=audience,
        defaults={"opens_at": opens_at, "created_by": by},
    )
    write_down(
        meeting,
        "works.release_scheduled",
        by,
        audience=audience,
        opens_at=opens_at.isoformat(),
    )
    refresh_papers_of(meeting)
    return release


@transaction.atomic
def refresh_papers_of(meeting: Meeting) -> None:
    """Let every paper of a meeting follow what the meeting says now."""
    # Read anew: a meeting in hand remembers what it said before.
    now = type(meeting)._default_manager.get(pk=meeting.pk)
    # Locked: what somebody else says of one of them meanwhile is not written over.
    works = list(now.works.select_for_update().order_by("pk"))
    for work in works:
        refresh(work)
    tell_search(work.pk for work in works)
