"""Every page type, where Django looks for them."""

from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.home.models import HomePage
from rcm_pages.meetings.models import MeetingIndexPage, MeetingPage

__all__ = ["ActionPlanPage", "HomePage", "MeetingIndexPage", "MeetingPage"]
