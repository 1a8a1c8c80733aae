"""Symbols keep their meetings; the search hears when a meeting changes."""

import pytest
from django.core.exceptions import ValidationError

from cms.conference import records
from cms.conference.models import Meeting
from search.models import OutboxEntry
from tests.factories.conference import ConsultationGroupMeetingFactory
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db


def change(meeting, **changes):
    return records.change(record=meeting, changes=changes, by=None)


def vm():
    return Meeting.objects.get(body__code="vm", ordinal=20)


def test_a_symbol_keeps_its_meeting(site):
    work = recorded_action_plan()
    with pytest.raises(ValidationError, match=work.symbol):
        change(vm(), ordinal=19)
    with pytest.raises(ValidationError, match=work.symbol):
        change(vm(), body=ConsultationGroupMeetingFactory().body)


def test_a_draft_has_no_symbol_to_keep(site):
    draft_action_plan()
    assert change(vm(), ordinal=19).ordinal == 19


def test_the_search_hears_of_new_dates(site):
    recorded_action_plan()
    OutboxEntry.objects.all().delete()
    change(vm(), city_en="Texcoco")
    assert OutboxEntry.objects.count() == 2
