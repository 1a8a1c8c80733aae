"""The Conference's types of Work are known to the plugin and have a page."""

import pytest
from django.utils import translation

from cms.approval.procedures import procedure_for
from cms.works import types
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.meetings.models import MeetingPage

# Written by hand: type → letters of the symbol, whether only the Presidency adopts it.
TYPES = {
    "declaration": ("DEC", True),
    "action_plan": ("AP", True),
    "decisions": ("DCN", True),
    "executive_summary": ("ES", True),
    "financial_report": ("FR", True),
    "partner_report": ("REP", False),
    "joint_communique": ("JC", False),
    "conclusions": ("CON", False),
    "older_paper": ("OP", False),
}


@pytest.mark.parametrize("code", TYPES)
def test_each_type_has_its_letters_page_and_procedure(db, code):
    work_type = types.get(code)
    assert (work_type.symbol, work_type.needs_presidency) == TYPES[code]
    page_type = PAGE_TYPES[code]
    assert page_type.work_type == code
    assert page_type.allowed_parent_page_models() == [MeetingPage]
    assert page_type.allowed_subpage_models() == []
    assert procedure_for(code).steps


def test_there_are_no_others():
    assert set(PAGE_TYPES) == set(TYPES)
    symbols = [symbol for symbol, _needed in TYPES.values()]
    assert len(set(symbols)) == len(symbols)


def test_the_action_plan_has_a_name_in_both_languages():
    plan = types.get("action_plan")
    names = []
    for language in ("en", "es"):
        with translation.override(language):
            names.append((str(plan.name), str(plan.name_plural)))
    assert names == [
        ("Action Plan", "Action Plans"),
        ("Plan de Acción", "Planes de Acción"),
    ]
