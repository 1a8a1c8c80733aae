"""A page for each meeting, and the list of all, by year."""

from __future__ import annotations

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
from rcm_pages.meetings.attending import accredited, participants
from rcm_pages.meetings.filters import MeetingFilter
from rcm_pages.meetings.panels import PapersPanel
from rcm_pages.meetings.papers import papers_of
from rcm_pages.meetings.years import (
    by_decade,
    by_year,
    count_bodies,
    listed_meetings,
)

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


def _in_order(pages: Any, held: frozenset[str]) -> Any:
    """Return pages with all that a row shows, the newest meeting first."""
    return (
        pages.select_related("meeting__body", "meeting__host")
        .annotate(paper_count=_readable_papers(held))
        .order_by(
            models.F("meeting__starts_on").desc(nulls_last=True),
            "-meeting__ordinal",
        )
    )


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
        seen = (
            MeetingPage.objects.child_of(self)
            .live()
            .exclude(meeting__in=hidden_meetings(held))
        )
        query = MeetingFilter(request.GET, queryset=Meeting.objects.all())
        pages = seen
        if request.GET and query.is_valid():
            pages = pages.filter(meeting__in=query.qs)
        years = by_year(_in_order(pages, held))
        body = query.form["body"].value()
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "years": years,
            "decades": by_decade(year for year, _group in years),
            "undated": sum(len(group) for year, group in years if year is None),
            "bodies": count_bodies(listed_meetings(seen), {body}),
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
        presences = participants(self.meeting)
        earlier, later = self._neighbours(held)
        sections = papers_of(self.meeting, held)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "meeting": self.meeting,
            "sections": sections,
            "paper_count": sum(section.count for section in sections),
            "listed": presences.get("listed"),
            "not_listed": presences.get("not_listed"),
            "accredited": accredited(self.meeting),
            "earlier": earlier,
            "later": later,
        }

    def _neighbours(self, held: Collection[str]) -> tuple[Any, Any]:
        """Return the pages of the meetings of this body before and after this one.

        By number where it has one, else by date; one without either has none.
        """
        siblings = (
            MeetingPage.objects.sibling_of(self, inclusive=False)
            .live()
            .filter(meeting__body=self.meeting.body)
            .exclude(meeting__in=hidden_meetings(held))
        )
        ordinal, day = self.meeting.ordinal, self.meeting.starts_on
        if ordinal:
            return (
                siblings.filter(meeting__ordinal=ordinal - 1).first(),
                siblings.filter(meeting__ordinal=ordinal + 1).first(),
            )
        if day is None:
            return None, None
        dated = siblings.filter(meeting__ordinal=None)
        before = dated.filter(meeting__starts_on__lt=day)
        after = dated.filter(meeting__starts_on__gt=day)
        return (
            before.order_by("-meeting__starts_on", "-meeting").first(),
            after.order_by("meeting__starts_on", "meeting").first(),
        )


@register_place
def place_of_texts(meeting: Meeting, locale_id: int) -> MeetingPage | None:
    """Return the page below which a meeting's texts in a language stand."""
    return MeetingPage.objects.filter(meeting=meeting, locale=locale_id).first()
