"""A page for each meeting, and the list of all, by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.conference.models import Meeting
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings, is_public, may_see
from cms.works.metadata import register_place
from cms.works.models import Work
from cms.works.page_policy import ReaderPermissionTester, register_hidden
from rcm_pages.base import PortalPage
from rcm_pages.meetings.filters import MeetingFilter
from rcm_pages.meetings.panels import PapersPanel

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest


@register_hidden
def hidden_pages(held: Collection[str]) -> models.Q:
    """Return the pages of the meetings that a holder of these tokens may not see."""
    pages = MeetingPage.objects.filter(meeting__in=hidden_meetings(held))
    return models.Q(pk__in=pages.values("pk"))


def _readable_papers(held: frozenset[str]) -> Coalesce:
    """Count the settled papers of a page's meeting that a reader may read."""
    papers = (
        Work.objects.settled()
        .open_to(held)
        .filter(meeting=models.OuterRef("meeting"))
        .order_by()
        .values("meeting")
        .annotate(number=models.Count("pk"))
        .values("number")
    )
    return Coalesce(models.Subquery(papers), 0)


def participants(meeting: Meeting) -> dict[str, list[str]]:
    """Return the parties that the meeting's papers list, and those left out, by name.

    A party is called as it was called on the first day of the meeting.
    """
    names: dict[str, list[str]] = {}
    rows = meeting.participations.select_related("party").prefetch_related(
        "party__names"
    )
    for row in rows:
        party = row.party
        day = meeting.starts_on
        names.setdefault(row.presence, []).append(
            party.name_on(day) if day else party.name
        )
    return {presence: sorted(some) for presence, some in names.items()}


class MeetingIndexPage(PortalPage):
    """All meetings, newest year first; those without a date at the end."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    parent_page_types = ("rcm_pages.HomePage",)
    subpage_types = ("rcm_pages.MeetingPage",)

    class Meta:
        verbose_name = _("list of meetings")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the meetings of this language's pages, grouped by year."""
        held = tokens_for(request.user)
        pages = (
            MeetingPage.objects.child_of(self)
            .live()
            .exclude(meeting__in=hidden_meetings(held))
            .select_related("meeting__body", "meeting__host")
            .annotate(paper_count=_readable_papers(held))
            .order_by(
                models.F("meeting__starts_on").desc(nulls_last=True),
                "-meeting__ordinal",
            )
        )
        query = MeetingFilter(request.GET, queryset=Meeting.objects.all())
        if request.GET and query.is_valid():
            pages = pages.filter(meeting__in=query.qs)
        years = [
            (year, list(group))
            for year, group in groupby(pages, key=lambda page: page.meeting.year)
        ]
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "years": years,
            "filter": query,
            "count": sum(len(group) for _year, group in years),
        }


class MeetingPage(PortalPage):
    """The face of one Meeting in one language."""

    procedure_code = "meeting"

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="pages",
        verbose_name=_("meeting"),
    )
    introduction = models.TextField(_("about this meeting"), blank=True)

    content_panels = [
        *Page.content_panels,
        PapersPanel(heading=_("Papers of the meeting")),
        FieldPanel("meeting"),
        FieldPanel("introduction"),
    ]
    parent_page_types = ("rcm_pages.MeetingIndexPage",)
    sitemap_prefetch = ("meeting__audience", "meeting__releases")

    class Meta:
        verbose_name = _("meeting page")
        verbose_name_plural = _("meeting pages")

    def permissions_for_user(self, user: Any) -> ReaderPermissionTester:
        """Return what a person may do with this page in Wagtail's admin."""
        return ReaderPermissionTester(user, self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show the meeting to those who may see it; others find no such page."""
        if not may_see(request.user, self.meeting):
            raise Http404
        response = super().serve(request, *args, **kwargs)
        if request.user.is_authenticated or not is_public(self.meeting):
            response["Cache-Control"] = "private, no-store"
        return response

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[Any]:
        """Name the address to search engines if everybody may see the meeting."""
        urls: list[Any] = super().get_sitemap_urls(request)
        return urls if is_public(self.meeting) else []

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the meeting's papers that this reader may read, and its neighbours."""
        held = tokens_for(request.user)
        works = (
            Work.objects.settled()
            .open_to(held)
            .with_faces()
            .filter(meeting=self.meeting)
            .prefetch_related("expressions__documents__versions")
        )
        siblings = (
            MeetingPage.objects.sibling_of(self, inclusive=False)
            .live()
            .filter(meeting__body=self.meeting.body, meeting__ordinal__isnull=False)
            .exclude(meeting__in=hidden_meetings(held))
        )
        ordinal = self.meeting.ordinal
        presences = participants(self.meeting)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "meeting": self.meeting,
            "works": works,
            "listed": presences.get("listed"),
            "not_listed": presences.get("not_listed"),
            "earlier": siblings.filter(meeting__ordinal=ordinal - 1).first()
            if ordinal
            else None,
            "later": siblings.filter(meeting__ordinal=ordinal + 1).first()
            if ordinal
            else None,
        }


@register_place
def place_of_texts(meeting: Meeting, locale_id: int) -> MeetingPage | None:
    """Return the page below which a meeting's texts in a language stand."""
    return MeetingPage.objects.filter(meeting=meeting, locale=locale_id).first()
