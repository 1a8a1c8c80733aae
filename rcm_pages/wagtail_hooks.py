"""What the Conference's pages add to Wagtail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail import hooks

from cms.works import actions
from rcm_pages.base import TextPage
from rcm_pages.meetings.models import MeetingPage

if TYPE_CHECKING:
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
