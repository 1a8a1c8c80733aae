"""Standings, names and accreditations on their screens."""

import datetime as dt

import pytest
from django.urls import reverse

from cms.audit.models import Event
from cms.conference.models import (
    AccreditedPerson,
    Party,
)
from tests.factories.conference import MemberStateFactory, PartyFactory
from tests.factories.people import delegate
from tests.integration.conference.forms import errors, posted, vm

pytestmark = pytest.mark.django_db


def test_a_standing_begins_and_ends_on_the_screen(editor):
    party = PartyFactory(code="JM")
    begin = reverse("conference_parties:begin", args=[party.pk])
    data = {"standing": "observer_state", "starts_precision": "year",
            "starts_on": "2003-01-01", "certainty": "high"}  # fmt: skip
    assert editor.post(begin, data).status_code == 302
    standing = party.memberships.get()
    assert (str(standing.start), standing.certain_from) == (
        "2003",
        dt.date(2003, 12, 31),
    )
    end = reverse("conference_parties:end", args=[standing.pk])
    assert errors(editor.post(end, {}))["ends_precision"]
    assert errors(editor.post(end, {"ends_precision": "day"}))["ends_on"]
    early = {"ends_precision": "day", "ends_on": "1999-01-01"}
    assert "before the beginning" in errors(editor.post(end, early))["ends_on"][0]
    assert editor.post(end, early | {"ends_on": "2020-05-01"}).status_code == 302
    again = editor.post(end, early | {"ends_on": "2021-05-01"})
    assert "ended already" in errors(again)["__all__"][0]
    verbs = [e.verb for e in Event.objects.about(standing)]
    assert verbs == ["conference.standing_begun", "conference.standing_ended"]


def test_a_correction_needs_its_reason(editor):
    standing = MemberStateFactory(code="MX").memberships.get()
    address = reverse("conference_parties:correct", args=[standing.pk])
    assert errors(posted(editor, address, starts_on="1996-03-13"))["reason"]
    done = posted(editor, address, starts_on="1996-03-14", reason="Misread")
    assert done.status_code == 302
    assert "Misread" in editor.get(done.url).content.decode()


def test_a_party_is_renamed(editor):
    party = PartyFactory(code="TS", name_en="Technical Secretariat")
    address = reverse("conference_parties:rename", args=[party.pk])
    data = {"name_en": "Executive Secretariat", "name_es": "Secretaría Ejecutiva",
            "starts_precision": "unknown", "starts_on": "2015-11-12"}  # fmt: skip
    response = editor.post(address, data)
    party.refresh_from_db()
    assert party.name == "Executive Secretariat"
    assert party.name_on(dt.date(2015, 11, 11)) == "Technical Secretariat"
    shown = editor.get(response.url).content.decode()
    assert "on an unknown day, not before 12 November 2015" in shown


def test_accrediting_on_the_screen(editor):
    delegate("MX")
    costa_rica = Party.objects.get(code="CR")
    meeting = vm()
    members = reverse("conference_meetings:accredit_members", args=[meeting.pk])
    assert "Mexico" in editor.get(members).content.decode()
    shown = editor.get(editor.post(members).url).content.decode()
    assert "Member state" in shown
    assert meeting.accreditations.count() == 3
    found = meeting.accreditations.get(party=costa_rica)
    person = reverse("conference_meetings:add_person", args=[found.pk])
    assert errors(editor.post(person, {"function": "head"}))["name"]
    for name, refused in (("Ana Mora", False), ("Eva Solano", True)):
        response = editor.post(person, {"function": "head", "name": name})
        assert (response.status_code == 200) is refused
    remove = reverse(
        "conference_meetings:remove_person", args=[AccreditedPerson.objects.get().pk]
    )
    assert editor.get(remove).status_code == 200
    assert editor.post(remove).status_code == 302
    assert "removed already" in str(errors(editor.post(remove)))
    withdraw = reverse("conference_meetings:withdraw", args=[found.pk])
    assert errors(editor.post(withdraw, {}))["reason"]
    assert editor.post(withdraw, {"reason": "Not coming"}).status_code == 302
    assert "withdrawn already" in str(errors(editor.post(withdraw, {"reason": "x"})))
