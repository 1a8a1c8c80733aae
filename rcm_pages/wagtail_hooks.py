"""What the Conference's pages add to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button

from cms.works import actions
from rcm_pages.base import TextPage
from rcm_pages.financial_reports import hooks as _figures  # noqa: F401
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.workbench.panels import arrange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest


@hooks.register("after_create_page")
def give_work(request: HttpRequest, page: Any) -> None:
    """A text typed under a meeting, not imported, is a paper of that meeting."""
    if not isinstance(page, TextPage) or page.own_expression is not None:
        return
    parent = page.get_parent().specific
    meeting = parent.meeting if isinstance(parent, MeetingPage) else None
    user: Any = request.user
    work = actions.create_work(type_code=page.work_type, meeting=meeting, by=user)
    actions.add_expression(work=work, page=page, by=user)


@hooks.register("construct_homepage_panels", order=100)
def editors_home(request: HttpRequest, panels: list[Any]) -> None:
    """Show what waits, what lacks and what is due; after the rooms' own panels."""
    arrange(request, panels)


@hooks.register("register_page_header_buttons")
def who_can_see_this(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Lead from the page of a meeting to its audience."""
    specific = page.specific
    if isinstance(specific, MeetingPage):
        yield Button(
            _("Who can see this?"),
            reverse("meeting_audience", args=[specific.meeting_id]),
            icon_name="view",
            priority=6,
        )
