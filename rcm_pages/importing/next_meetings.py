"""Whose next meeting a paper means: of the body that met, or of one that it charges."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from cms.conference.models import Body, Meeting
from rcm_pages.importing.kept_days import known_days

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcm_pages.importing.models import Import

# The parser's names of bodies and the archive's codes of them.
BODIES = {"vice_ministerial": "vm", "rcgm": "rcgm"}
# Whoever is charged alone, and meets, means its own next meeting.
CHARGED = {"VICE_MINISTERS": "vm", "RCGM": "rcgm"}


class NextMeetings:
    """The next meetings that one paper may mean; each is asked for once."""

    def __init__(self, record: Import) -> None:
        self.record = record
        self._known: dict[str, str] = {}

    def say(self, segment: Mapping[str, Any]) -> str:
        """Say whose next meeting a paragraph means, and which that was; or nothing."""
        code = self._code(list(segment.get("charged", ())))
        if code and code not in self._known:
            self._known[code] = self._ask(code)
        return self._known.get(code, "")

    def _code(self, charged: list[str]) -> str:
        alone = CHARGED.get(charged[0], "") if len(charged) == 1 else ""
        return alone or self._of_the_paper

    @cached_property
    def _of_the_paper(self) -> str:
        meeting = self.record.meeting
        if meeting is not None:
            return meeting.body.code
        return BODIES.get(self.record.result.get("body", ""), "")

    @cached_property
    def _after(self) -> date | None:
        """The last day of the paper, else of its meeting."""
        meeting = self.record.meeting
        said = known_days(self.record.result)
        return said or (meeting and (meeting.ends_on or meeting.starts_on)) or None

    def _ask(self, code: str) -> str:
        body = Body.objects.filter(code=code).first()
        if body is None:
            return ""
        said = _("the next meeting of: %(body)s") % {"body": body.name}
        found = self._found(body) if self._after else None
        return f"{said} → {found.name}" if found else said

    def _found(self, body: Body) -> Meeting | None:
        later = Meeting.objects.filter(body=body, starts_on__gt=self._after)
        own = self.record.meeting_id
        later = later.exclude(status=Meeting.Status.CANCELLED).exclude(pk=own or 0)
        return later.select_related("body").order_by("starts_on", "pk").first()
