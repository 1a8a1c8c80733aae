"""What a rule is about: one work or one meeting, and the event that led to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.documents.models import Document
from cms.works.meetings import may_see
from cms.works.models import Work
from cms.works.permissions import may_read
from cms.works.types import get as work_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.audit.models import Event
    from cms.conference.models import Meeting

WORK, MEETING = "work", "meeting"


@dataclass(frozen=True)
class Subject:
    """A work, or a meeting; ``event`` is None where a date led here."""

    work: Work | None = None
    of_meeting: Meeting | None = None
    event: Event | None = None

    @property
    def record(self) -> Work | Meeting:
        """The record itself."""
        found = self.work or self.of_meeting
        if found is None:
            msg = "A rule is about a work or a meeting"
            raise ValueError(msg)
        return found

    @property
    def kind(self) -> str:
        """``work`` or ``meeting``."""
        return WORK if self.work else MEETING

    @property
    def key(self) -> str:
        """The record in a firing's key."""
        return f"{self.kind}:{self.record.pk}"

    @property
    def meeting(self) -> Meeting | None:
        """The meeting itself, or that of the work."""
        return self.work.meeting if self.work else self.of_meeting

    def is_known_to(self, user: Any) -> bool:
        """Tell whether a person may know of the record at this moment."""
        if self.work:
            return may_read(user, self.work)
        return self.of_meeting is not None and may_see(user, self.of_meeting)


def title_of(work: Work) -> str:
    """Return the title of a work in the active language, or what it is called else."""
    shown = work.shown
    if shown:
        return shown.title
    return work.symbol or f"{type_name(work.type_code)} {work.pk}"


def type_name(code: str) -> str:
    """Return the name of a type; of one that is gone its code."""
    try:
        return str(work_type(code).name)
    except KeyError:
        return code


def _of_document(event: Event) -> Work | None:
    found = Document.objects.filter(pk=event.subject_id).select_related(
        "expression__work"
    )
    document = found.first()
    return document.expression.work if document and document.expression else None


def _of_work(event: Event) -> Work | None:
    return Work.objects.filter(pk=event.subject_id).first()


_FINDERS: dict[str, Callable[[Event], Work | None]] = {
    "works.work": _of_work,
    "documents.document": _of_document,
}


def subject_of(event: Event) -> Subject | None:
    """Return the work that an event happened to; None where it was something else."""
    finder = _FINDERS.get(event.subject_type)
    if finder is None or not event.subject_id.isdecimal():
        return None
    work = finder(event)
    return Subject(work=work, event=event) if work else None
