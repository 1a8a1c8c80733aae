"""A page for each meeting, and the list of all, by year."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.conference.models import Meeting
from cms.works.models import Work, WorkAudience
from cms.works.states import SETTLED
from rcm_pages.base import PortalPage
from rcm_pages.meetings.filters import MeetingFilter
from rcm_pages.meetings.panels import PapersPanel

if TYPE_CHECKING:
    from django.http import HttpRequest


def _public_papers() -> models.Count:
    """Count the papers of a page's meeting that everybody may read."""
    return models.Count(
        "meeting__works",
        filter=models.Q(
            meeting__works__state__in=SETTLED,
            meeting__works__audience=WorkAudience.PUBLIC,
        ),
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
        pages = (
            MeetingPage.objects.child_of(self)
            .live()
            .select_related("meeting__body", "meeting__host")
            .annotate(paper_count=_public_papers())
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

    class Meta:
        verbose_name = _("meeting page")
        verbose_name_plural = _("meeting pages")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add the meeting's papers that everybody may read, and its neighbours."""
        works = (
            Work.objects.public()
            .with_faces()
            .filter(meeting=self.meeting)
            .prefetch_related("expressions__documents__versions")
        )
        siblings = (
            MeetingPage.objects.sibling_of(self, inclusive=False)
            .live()
            .filter(meeting__body=self.meeting.body, meeting__ordinal__isnull=False)
        )
        ordinal = self.meeting.ordinal
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "meeting": self.meeting,
            "works": works,
            "earlier": siblings.filter(meeting__ordinal=ordinal - 1).first()
            if ordinal
            else None,
            "later": siblings.filter(meeting__ordinal=ordinal + 1).first()
            if ordinal
            else None,
        }
