"""Parties, bodies and meetings in the admin: who gets in, what saving does."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from cms.audit.models import Event
from cms.conference.accreditation import accredit
from cms.conference.models import (
    Accreditation,
    Body,
    Meeting,
    Membership,
    Party,
)
from rcm_pages.meetings.models import MeetingPage
from tests.conftest import PersonClient
from tests.factories.conference import BodyFactory, MemberStateFactory, PartyFactory
from tests.factories.people import UserFactory
from tests.integration.conference.forms import errors, posted, vm

pytestmark = pytest.mark.django_db
LISTS = ("conference_parties", "conference_bodies", "conference_meetings")


def every_address():
    """Give each address of the registry with the record it needs."""
    mexico = Party.objects.get(code="MX")
    body, meeting = Body.objects.get(code="vm"), vm()
    found = Accreditation.objects.filter(party=mexico).first()
    accreditation = found or accredit(meeting=meeting, party=mexico, by=None)
    standing = mexico.memberships.get()
    parties = {"edit": mexico, "inspect": mexico, "rename": mexico, "add_name": mexico,
               "begin": mexico, "end": standing, "correct": standing}  # fmt: skip
    bodies = dict.fromkeys(("edit", "inspect", "rename", "add_name"), body)
    meetings = dict.fromkeys(
        ("edit", "inspect", "accredit", "accredit_members", "participants"), meeting
    ) | dict.fromkeys(("withdraw", "add_person"), accreditation)
    addresses = []
    for name, rows in zip(LISTS, (parties, bodies, meetings), strict=True):
        addresses += [reverse(f"{name}:{x}") for x in ("index", "index_results", "add")]
        addresses += [reverse(f"{name}:{x}", args=[row.pk]) for x, row in rows.items()]
    return addresses


@pytest.fixture
def administrator(site):
    user = UserFactory(is_superuser=True, is_staff=True)
    client = PersonClient()
    client.force_login(user)
    client.user = user
    return client


@pytest.mark.parametrize("who", ["editor", "coordinator", "administrator"])
def test_the_secretariat_and_the_administrator_keep_the_registry(request, who):
    client = request.getfixturevalue(who)
    for address in every_address():
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("who", ["approver", "delegate", "member_of_public"])
def test_nobody_else_gets_in(request, who):
    client = request.getfixturevalue(who)
    addresses = every_address()
    events = Event.objects.count()
    for address in addresses:
        for response in (client.get(address), client.post(address, {"reason": "x"})):
            assert response.status_code in (302, 403), address
    assert Event.objects.count() == events


def test_nothing_is_deleted_or_copied(coordinator):
    for name in LISTS:
        for doing in ("delete", "copy", "usage", "history"):
            address = reverse(f"{name}:index") + f"{doing}/1/"
            assert coordinator.get(address, follow=True).status_code == 404


def test_the_secretariat_finds_it_in_the_menu(editor, approver):
    shown = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("conference_parties:index") in shown
    hidden = approver.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("conference_parties:index") not in hidden


def test_a_party_is_entered_with_its_event(editor):
    response = editor.post(
        reverse("conference_parties:add"),
        {"kind": "state", "code": "JM", "name_en": "Jamaica", "name_es": "Jamaica"},
    )
    party = Party.objects.get(code="JM")
    assert response.url == reverse("conference_parties:inspect", args=[party.pk])
    event = Event.objects.about(party).get()
    assert (event.verb, event.actor) == ("conference.entered", editor.user)
    assert event.capacity == "secretariat:TS"
    assert event.data["given"]["name_en"] == "Jamaica"


def test_a_changed_party_names_the_fields(editor):
    party = MemberStateFactory(code="MX")
    address = reverse("conference_parties:edit", args=[party.pk])
    response = posted(editor, address, official_en="United Mexican States")
    assert response.status_code == 302
    event = Event.objects.about(party).last()
    assert event.data == {"changes": {"official_en": ["", "United Mexican States"]}}
    shown = editor.get(response.url).content.decode()
    assert "Long-form name (English): – → United Mexican States" in shown


def test_a_save_that_changes_nothing_leaves_no_event(editor):
    party = MemberStateFactory(code="MX")
    before = Event.objects.count()
    posted(editor, reverse("conference_parties:edit", args=[party.pk]))
    assert Event.objects.count() == before


def test_what_another_person_wrote_is_not_lost(editor, coordinator):
    address = reverse("conference_parties:edit", args=[Party.objects.get(code="MX").pk])
    form = editor.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if said is None else said for name, said in data.items()}
    posted(coordinator, address, official_en="United Mexican States")
    response = editor.post(address, data | {"acronym_en": "MEX"})
    assert "Somebody else has changed this record" in errors(response)["__all__"][0]
    assert Party.objects.get(code="MX").official_en == "United Mexican States"
    assert response.context["form"]["acronym_en"].value() == "MEX"


def test_a_meeting_made_here_gets_its_pages(editor):
    body = Body.objects.get(code="vm")
    data = {"body": body.pk, "kind": "ordinary", "ordinal": 22, "status": "announced",
            "precision": "month", "starts_on": "2017-11-01"}  # fmt: skip
    assert editor.post(reverse("conference_meetings:add"), data).status_code == 302
    pages = MeetingPage.objects.filter(meeting__ordinal=22)
    assert {page.locale.language_code for page in pages} == {"en", "es"}
    address = reverse("conference_meetings:edit", args=[vm(22).pk])
    posted(editor, address, title_en="Women", title_es="Mujeres")
    assert {page.title for page in pages.all()} == {"Women", "Mujeres"}


def test_participants_are_entered(editor):
    address = reverse("conference_meetings:participants", args=[vm().pk])
    mexico, costa_rica = (Party.objects.get(code=code) for code in ("MX", "CR"))
    both = {"listed": [mexico.pk], "not_listed": [mexico.pk]}
    assert mexico.name in errors(editor.post(address, both))["not_listed"][0]
    said = {"listed": [mexico.pk], "not_listed": [costa_rica.pk]}
    assert editor.post(address, said).status_code == 302
    for language, title in (("en", "Not listed"), ("es", "Costa Rica")):
        page = MeetingPage.objects.get(meeting=vm(), locale__language_code=language)
        assert title in editor.get(page.url).content.decode()


def queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_ask_as_often_for_many_as_for_few(editor, name):
    address = reverse(f"{name}:index")
    few = queries(editor, address)
    for number in range(15):
        MemberStateFactory(code=f"X{number}")
        body = BodyFactory(code=f"b{number}", parent=Body.objects.get(code="vm"))
        Meeting.objects.create(body=body, starts_on=dt.date(2001, 1, 1))
    assert queries(editor, address) <= few


def test_the_list_of_parties_says_the_standing_of_a_day(editor):
    Membership.objects.filter(party__code="MX").update(certain_from="1996-03-13")
    address = reverse("conference_parties:index")
    for day, found in (("1996-03-12", 0), ("1996-03-13", 1)):
        asked = f"{address}?standing=member_state&day={day}"
        parties = editor.get(asked).context["object_list"]
        assert [p.code for p in parties].count("MX") == found
    for nonsense in ("day=x", "day=%00", "day=9999-99-99", "standing=x", "q=%00"):
        assert editor.get(f"{address}?{nonsense}").status_code == 200


def test_names_are_sorted_as_their_language_writes_them(editor):
    PartyFactory(code="A", name_en="Germany", name_es="Alemania")
    PartyFactory(code="B", name_en="Belgium", name_es="Bélgica")
    profile = UserProfile.get_for_user(editor.user)
    for language, first in (("en", "B"), ("es", "A")):
        profile.preferred_language = language
        profile.save()
        for order in ("", "?ordering=name_en"):
            found = editor.get(reverse("conference_parties:index") + order)
            codes = [p.code for p in found.context["object_list"]]
            assert next(code for code in codes if code in "AB") == first


def test_parties_are_found_by_name_and_acronym(editor):
    PartyFactory(code="IOM", name_en="Migration", acronym_es="OIM")
    found = editor.get(reverse("conference_parties:index") + "?q=oim")
    assert [p.code for p in found.context["object_list"]] == ["IOM"]


@pytest.mark.parametrize(
    "query", ["year=2015", "status=held", "kind=ordinary", "q=Mex"]
)
def test_meetings_are_filtered(editor, query):
    address = reverse("conference_meetings:index")
    assert vm() in editor.get(f"{address}?{query}").context["object_list"]
    assert editor.get(f"{address}?year=9").status_code == 200


def test_a_record_that_is_not_there_is_not_found(editor):
    for name in ("rename", "begin", "end"):
        address = reverse(f"conference_parties:{name}", args=[999_999])
        assert editor.get(address, follow=True).status_code == 404
