"""The Conference's types of Work are known to the plugin and have a page."""

from django.utils import translation

from cms.works import types
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.importing.builder import PAGE_TYPES


def test_the_action_plan():
    plan = types.get("action_plan")
    assert (plan.symbol, plan.needs_presidency) == ("AP", True)
    names = []
    for language in ("en", "es"):
        with translation.override(language):
            names.append((str(plan.name), str(plan.name_plural)))
    assert names == [
        ("Action Plan", "Action Plans"),
        ("Plan de Acción", "Planes de Acción"),
    ]


def test_its_page_is_the_one_that_imports_make():
    assert {ActionPlanPage.work_type: ActionPlanPage} == PAGE_TYPES
