"""What the Conference's pages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch

from cms.approval.pages import DecidedPage
from cms.audit.models import Event
from cms.conference.capacities import say_capacity
from cms.documents.models import DocumentPage
from cms.documents.permissions import readable_documents
from cms.works.pages import AbstractTextPage
from cms.works.readers import say_audience

if TYPE_CHECKING:
    from django.http import HttpRequest


# The pictures of a file's pages are shown, never their texts, which may be long.
_PAGES_OF_FILES = Prefetch("versions__pages", DocumentPage.objects.defer("text"))


# What ordinary pages may hold: no pictures of others' making, no embedded players.
PLAIN_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PortalPage(DecidedPage):
    """An ordinary page of the portal; it is published by its procedure's last step."""

    class Meta:
        abstract = True


def history_of(work: Any) -> list[dict[str, Any]]:
    """Return what happened to a work, with capacities in words, oldest first."""
    said: dict[str, str] = {}
    rows = []
    events = list(Event.objects.about(work))
    adopted = any(event.verb == "works.adopted" for event in events)
    for event in events:
        # The last approval is the adoption: readers are told of it once.
        if adopted and event.verb == "approval.decided":
            continue
        if event.capacity not in said:
            said[event.capacity] = say_capacity(event.capacity)
        rows.append({"event": event, "capacity": said[event.capacity]})
    return rows


class TextPage(AbstractTextPage):
    """A text of the Conference, shown with its files, history and sister languages."""

    class Meta:
        abstract = True

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the work, its other languages, its files and its history."""
        context = super().get_context(request, *args, **kwargs)
        expression = self.own_expression
        work = expression.work if expression else None
        context |= {"expression": expression, "work": work}
        if work and expression:
            context |= {
                "meeting": work.meeting,
                "siblings": [
                    e
                    for e in work.expressions.select_related("page")
                    if e.pk != expression.pk and e.page and e.page.live
                ],
                "documents": readable_documents(
                    request.user, expression.documents.prefetch_related(_PAGES_OF_FILES)
                ),
                "audience": say_audience(work),
                "history": history_of(work),
            }
        return context


class MeetingTextPage(TextPage):
    """A text that is a paper of a meeting and stands below its page."""

    parent_page_types = ("rcm_pages.MeetingPage",)
    subpage_types = ()

    class Meta:
        abstract = True
