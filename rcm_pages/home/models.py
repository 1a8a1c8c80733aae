"""The home page of each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.conference.models import Meeting
from cms.conference.presidency import current_term, troika
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings
from cms.works.models import Work
from rcm_pages.base import PortalPage
from rcm_pages.meetings.coming import next_meeting

if TYPE_CHECKING:
    from django.http import HttpRequest


class HomePage(PortalPage):
    """Search, the latest papers, the next meeting, who presides."""

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("introduction")]
    max_count_per_parent = 2
    parent_page_types = ("wagtailcore.Page",)

    class Meta:
        verbose_name = _("home page")

    def get_context(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        """Add what is new, what is next, and the Presidency of today."""
        today = timezone.localdate()
        held = tokens_for(request.user)
        meetings = (
            Meeting.objects.exclude(pk__in=hidden_meetings(held))
            .select_related("body", "host")
            .prefetch_related("pages")
        )
        coming = next_meeting(held)
        past = meetings.filter(starts_on__lt=today)
        if coming:
            past = past.exclude(pk=coming.meeting.pk)
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "term": current_term(),
            "troika": troika(),
            "coming": coming,
            "recent_meetings": past[:5],
            "latest_works": Work.objects.settled()
            .open_to(held)
            .with_faces()
            .order_by("-settled_at")[:6],
        }
