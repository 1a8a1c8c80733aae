"""A meeting that is entered gets its pages; one that is changed, its titles."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cms.conference.models import Meeting
from cms.conference.signals import meeting_saved
from rcm_pages.site import add_meeting_pages


@receiver(meeting_saved)
def give_pages(sender: Any, meeting: Meeting, **_kwargs: Any) -> None:
    """Make the pages that are missing; where the site is not set up yet, none are."""
    add_meeting_pages(meeting)
