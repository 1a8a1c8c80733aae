"""Theme and participants of a paper are offered to its meeting; a person confirms."""

import pytest
from django.urls import reverse

from cms.audit.models import Event
from cms.conference import attendance
from cms.conference.models import Party
from rcm_pages.importing.offers import offers_of, take_up
from tests.factories.conference import MemberStateFactory

from .imports import said, under_review, vm

pytestmark = pytest.mark.django_db
THEME = "Shared Responsibility"


def paper(editor, **changes):
    rows = said()["result"]["segments"]
    rows[0] |= {"text": "With the participation of Mexico and Panama, we agree:"}
    told = {"theme": THEME, "participants": ["MX", "PA"], "segments": rows}
    return under_review(by=editor.user, **(told | changes))


@pytest.fixture
def meeting(site):
    """A meeting of which the registry knows neither theme nor participants."""
    for code, name in (("MX", "Mexico"), ("PA", "Panama")):
        MemberStateFactory(code=code, name_en=name, name_es=name)
    found = vm(20)
    found.participations.all().delete()
    type(found).objects.filter(pk=found.pk).update(theme_en="", theme_es="")
    return vm(20)


def take(person, record, *keys):
    address = reverse("importing_offers", args=[record.pk])
    return person.post(address, {"take": keys}, follow=True)


def listed():
    return sorted(
        vm(20).participations.values_list("party__code", "presence").order_by("pk")
    )


def test_they_are_shown_with_the_reason_and_nothing_is_entered(editor, meeting):
    record = paper(editor)
    address = reverse("importing_review", args=[record.pk])
    page = editor.get(address).content.decode()
    assert 'value="party-MX"' in page
    assert 'value="theme"' in page
    assert "“With the participation of Mexico and Panama, we agree:”" in page
    assert (vm(20).theme_en, listed()) == ("", [])


def test_only_what_is_ticked_is_entered_and_written_down(editor, meeting):
    record = paper(editor)
    answer = take(editor, record, "theme", "party-MX", "party-XX")
    assert "2 facts were entered for the meeting." in answer.content.decode()
    assert (vm(20).theme_en, vm(20).theme_es) == (THEME, "")
    assert listed() == [("MX", "listed")]
    row = vm(20).participations.get()
    assert row.source == record.document.title
    event = Event.objects.filter(verb="importing.offer_taken").get()
    assert (event.actor, event.subject_id) == (editor.user, str(meeting.pk))
    assert event.data["taken"] == {"theme": THEME, "party-MX": "Mexico"}
    assert [o.key for o in offers_of(fresh(record)).all] == ["party-PA"]


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_what_the_registry_says_stays(editor, meeting):
    attendance.list_participants(
        meeting=meeting,
        listed=Party.objects.filter(code="GT"),
        not_listed=Party.objects.filter(code="MX"),
        by=editor.user,
        source="The minutes",
    )
    type(meeting).objects.filter(pk=meeting.pk).update(theme_en="Another")
    record = paper(editor)
    found = offers_of(record)
    assert [offer.key for offer in found.all] == ["party-PA"]
    assert found.other_theme == "Another"
    assert [party.code for party in found.not_listed] == ["MX"]
    take(editor, record, "theme", "party-MX", "party-PA")
    assert vm(20).theme_en == "Another"
    assert listed() == [("GT", "listed"), ("MX", "not_listed"), ("PA", "listed")]
    assert vm(20).participations.get(party__code="GT").source == "The minutes"


def test_what_was_entered_between_looking_and_ticking_stays(editor, meeting):
    record = paper(editor)
    offers_of(record)
    type(meeting).objects.filter(pk=meeting.pk).update(theme_en="Entered meanwhile")
    assert not take_up(record=record, keys={"theme"}, by=editor.user)
    assert vm(20).theme_en == "Entered meanwhile"


@pytest.mark.parametrize("keys", [(), ("",), ("theme\0",), ("party-",)])
def test_other_words_enter_nothing(editor, meeting, keys):
    record = paper(editor)
    assert "Nothing was entered" in take(editor, record, *keys).content.decode()
    assert (vm(20).theme_en, listed()) == ("", [])


def test_a_paper_that_tells_nothing_offers_nothing(editor, meeting):
    assert not offers_of(paper(editor, theme="", participants=[]))


def test_others_may_not(approver, meeting, editor):
    record = paper(editor)
    take(approver, record, "theme")
    assert vm(20).theme_en == ""
