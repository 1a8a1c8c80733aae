"""What the Conference's pages have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.functional import cached_property

from cms.approval.pages import DecidedPage
from cms.audit.models import Event
from cms.catalogue.filters import themes
from cms.conference.capacities import say_capacity
from cms.documents.models import DocumentPage
from cms.documents.permissions import readable_documents
from cms.exchange.gathering import describe
from cms.exchange.naming import origin_of
from cms.works.cross_references import references_of
from cms.works.models import Expression, Relation, RelationKind
from cms.works.pages import READ_ONLY, AbstractTextPage
from cms.works.permissions import may_read
from cms.works.readers import say_audience
from rcm_pages.texts.languages import beside, chosen_sister, sisters_of
from rcm_pages.texts.neighbours import neighbours_of
from rcm_pages.texts.numbering import numbered
from rcm_pages.texts.outline import outline
from rcm_pages.texts.standing import standing_in_words

if TYPE_CHECKING:
    from django.http import HttpRequest


# The pictures of a file's pages are shown, never their texts, which may be long.
_PAGES_OF_FILES = Prefetch("versions__pages", DocumentPage.objects.defer("text"))


# Shows a text in two languages, paragraph beside paragraph.
BESIDE_TEMPLATE = "texts/beside.html"

# What ordinary pages may hold: no pictures of others' making, no embedded players.
PLAIN_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class PortalPage(DecidedPage):
    """An ordinary page of the portal; it is published by its procedure's last step."""

    allowed_http_methods = READ_ONLY

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


def _related(relations: Any, end: str, user: Any) -> list[dict[str, Any]]:
    """Return the settled works at one end of relations that a person may read."""
    found = []
    for relation in relations:
        work = getattr(relation, end)
        if work.is_settled and may_read(user, work) and work.shown:
            found.append({"kind": relation, "work": work, "face": work.shown})
    return found


def relations_of(work: Any, user: Any) -> dict[str, list[dict[str, Any]]]:
    """Return what corrects, adds to or supersedes a work, and what it is about."""
    texts = Expression.objects.select_related("page").prefetch_related("paragraphs")
    to_it = Relation.objects.filter(to=work).prefetch_related(
        Prefetch("work__expressions", texts)
    )
    of_it = Relation.objects.filter(work=work).prefetch_related(
        Prefetch("to__expressions", texts)
    )
    after = _related(to_it.select_related("work").order_by("pk"), "work", user)
    before = _related(of_it.select_related("to").order_by("pk"), "to", user)

    def only(rows: list[dict[str, Any]], *, replaces: bool) -> list[dict[str, Any]]:
        kind = RelationKind.SUPERSEDES
        return [row for row in rows if (row["kind"].kind == kind) == replaces]

    return {
        "corrections": only(after, replaces=False),
        "superseded_by": only(after, replaces=True),
        "about": only(before, replaces=False),
        "supersedes": only(before, replaces=True),
    }


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
                "siblings": self.sisters,
                "documents": readable_documents(
                    request.user, expression.documents.prefetch_related(_PAGES_OF_FILES)
                ),
                "audience": say_audience(work),
                "history": history_of(work),
                "relations": relations_of(work, request.user),
                "neighbours": neighbours_of(expression, user=request.user),
                "themes": list(themes().filter(works=work)),
            }
            context["standing"] = standing_in_words(work, context["history"])
        if work and work.is_settled:
            context["description"] = describe(
                work, reader=request.user, origin=origin_of(request)
            )
        return context | self._text(request, context)

    def _text(self, request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
        """Return the paragraphs, their contents, and what they refer to."""
        work, expression = context["work"], context["expression"]
        references = None
        if work and work.is_settled:
            references = references_of(expression, user=request.user)
        shown = numbered(self.paragraphs(), references.links if references else None)
        sister = self._asked_beside(request)
        found = {"paragraphs": shown, "parts": outline(shown), "references": references}
        if sister:
            found |= {"sister": sister, "beside": beside(self, sister)}
        return found

    @cached_property
    def sisters(self) -> list[Expression]:
        """The same text in other languages, as far as it stands on the site."""
        expression = self.own_expression
        return sisters_of(expression) if expression else []

    def _asked_beside(self, request: HttpRequest) -> Expression | None:
        """Return the language that is asked for beside this one (``?beside=es``)."""
        said = request.GET.get("beside", "")
        return chosen_sister(said, self.sisters) if said else None

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the template: one of its own where two languages are asked for."""
        if self._asked_beside(request):
            return BESIDE_TEMPLATE
        template: str = super().get_template(request, *args, **kwargs)
        return template


class MeetingTextPage(TextPage):
    """A text that is a paper of a meeting and stands below its page."""

    parent_page_types = ("rcm_pages.MeetingPage",)
    subpage_types = ()

    class Meta:
        abstract = True
