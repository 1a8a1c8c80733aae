"""Date, meeting and standing: who changes them, of which texts, and what stays."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.works.actions import create_work, enter_as_recorded
from cms.works.metadata import MetadataError, change_metadata
from cms.works.models import MeetingAudience
from cms.works.reservations import reserve
from cms.works.sharing import NotEntitledError
from tests.factories import people
from tests.factories.works import (
    draft_action_plan,
    page_of,
    recorded_action_plan,
    submitted_action_plan,
)

DAY = dt.date(2015, 11, 12)


@pytest.fixture
def by(site):
    return people.editor(is_superuser=True)


def other_meeting():
    return Meeting.objects.get(body__code="vm", ordinal=21)


def test_what_was_changed_is_written_down(by):
    work = draft_action_plan(by=by)
    said = {"es": "unofficial"}
    changed = change_metadata(work=work, dated_on=DAY, standings=said, by=by)
    assert changed == {"date": ("", "2015-11-12"), "es": ("official", "unofficial")}
    event = Event.objects.about(work).get(verb="works.metadata_changed")
    assert event.data["date"] == ["", "2015-11-12"]
    assert change_metadata(work=work, dated_on=DAY, standings=said, by=by) == {}
    verb = "works.metadata_changed"
    assert Event.objects.about(work).filter(verb=verb).count() == 1


def test_a_settled_text_is_the_coordinators(by):
    work = recorded_action_plan(by=by)
    with pytest.raises(NotEntitledError):
        change_metadata(work=work, dated_on=DAY, by=by)
    coordinator = people.coordinator()
    assert change_metadata(work=work, dated_on=DAY, by=coordinator)
    with pytest.raises(MetadataError, match="stays"):
        change_metadata(work=work, meeting=other_meeting(), by=coordinator)


def test_what_waits_for_a_decision_stays(by):
    with pytest.raises(MetadataError, match="in approval"):
        change_metadata(work=submitted_action_plan(by=by), dated_on=DAY, by=by)


def test_others_change_nothing(by):
    work = draft_action_plan(by=by)
    for person in (people.delegate("GT"), people.head_of_delegation("CR")):
        with pytest.raises(NotEntitledError):
            change_metadata(work=work, dated_on=DAY, by=person)


def test_a_draft_goes_with_its_pages(by):
    work = draft_action_plan(by=by)
    change_metadata(work=work, meeting=other_meeting(), by=by)
    work.refresh_from_db()
    assert work.meeting == other_meeting()
    for language in ("en", "es"):
        parent = page_of(work, language).get_parent().specific
        assert parent.meeting == other_meeting()
        assert parent.locale.language_code == language


def test_a_draft_that_holds_a_symbol_stays(by):
    work = draft_action_plan(by=by)
    reserve(meeting=work.meeting, type_code=work.type_code, why="Test", by=by)
    held = draft_action_plan(by=by)
    with pytest.raises(MetadataError, match="RCM/VM/XX/2015/AP"):
        change_metadata(work=held, meeting=other_meeting(), by=by)


def test_no_page_is_moved_onto_another(by):
    work = draft_action_plan(by=by)
    there = draft_action_plan(by=by, meeting=other_meeting())
    page = page_of(there)
    page.slug = page_of(work).slug
    page.save()
    with pytest.raises(MetadataError, match="same address"):
        change_metadata(work=work, meeting=other_meeting(), by=by)
    work.refresh_from_db()
    assert work.meeting != other_meeting()


def test_nothing_is_moved_to_a_meeting_without_pages_or_that_one_may_not_see(by):
    work = draft_action_plan(by=by)
    without = Meeting.objects.create(
        body=other_meeting().body, ordinal=40, precision="unknown"
    )
    with pytest.raises(MetadataError, match="no page"):
        change_metadata(work=work, meeting=without, by=by)
    guest = draft_action_plan(
        prepared_by=people.delegate("GT").appointments.get().party
    )
    MeetingAudience.objects.create(meeting=other_meeting(), sees="steering")
    writer = people.delegate("GT")
    with pytest.raises((NotEntitledError, PermissionDenied)):
        change_metadata(work=guest, meeting=other_meeting(), by=writer)


def test_a_symbol_that_names_the_year_keeps_it(by):
    work = create_work(type_code="action_plan", dated_on=DAY, by=by)
    work = enter_as_recorded(work=work, by=by)
    assert work.symbol == "RCM/2015/AP"
    coordinator = people.coordinator()
    assert change_metadata(work=work, dated_on=dt.date(2015, 3, 1), by=coordinator)
    with pytest.raises(MetadataError, match="year"):
        change_metadata(work=work, dated_on=dt.date(2016, 3, 1), by=coordinator)
