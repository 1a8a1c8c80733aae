"""What the conditions ask about a record, looked up once; judging is then pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.documents.models import Document

if TYPE_CHECKING:
    from cms.content_rules.subjects import Subject


@dataclass(frozen=True)
class Facts:
    """A record as the conditions see it; what it has not is empty."""

    type: str = ""
    body: str = ""
    meeting: str = ""
    state: str = ""
    audience: str = ""
    author: str = ""
    author_kind: str = ""
    languages_missing: frozenset[str] = frozenset()
    has_file: bool = False
    # "presidency", "secretariat", "delegation", "rule", or empty: nobody by name.
    capacity: str = ""

    def values(self, name: str) -> frozenset[str]:
        """Return what a condition compares with its own values."""
        found = getattr(self, name)
        return found if isinstance(found, frozenset) else frozenset({str(found)})


def facts_of(subject: Subject) -> Facts:
    """Look up a record as it stands."""
    meeting, work = subject.meeting, subject.work
    capacity = subject.event.capacity.partition(":")[0] if subject.event else ""
    about_meeting: dict[str, Any] = {
        "body": meeting.body.code if meeting else "",
        "meeting": str(meeting.pk) if meeting else "",
        "capacity": capacity,
    }
    if work is None:
        return Facts(**about_meeting)
    languages = {expression.language for expression in work.expressions.all()}
    return Facts(
        **about_meeting,
        type=work.type_code,
        state=work.state,
        audience=work.audience or "meeting",
        author=work.author.code if work.author else "",
        author_kind=work.author.kind if work.author else "",
        languages_missing=frozenset(dict(settings.LANGUAGES)) - languages,
        has_file=Document.objects.filter(expression__work=work).exists(),
    )
