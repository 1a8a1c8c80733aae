"""An Action Plan stands below a meeting and has nothing below itself."""

from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.meetings.models import MeetingPage


def test_where_it_stands():
    assert ActionPlanPage.allowed_parent_page_models() == [MeetingPage]
    assert ActionPlanPage.allowed_subpage_models() == []
