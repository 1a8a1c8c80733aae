"""The link of an invitation, opened by whoever opens it, in whatever state it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts.models import User
from cms.conference.actions import invite, withdraw_invitation
from cms.conference.models import Appointment, Invitation, Role
from tests.conftest import _client
from tests.factories import people
from tests.factories.conference import MemberStateFactory
from tests.factories.mails import link_in, sent
from tests.factories.people import PASSWORD, UserFactory

MAIL = "nora@example.org"
JOIN = {
    "first_name": "Nora", "last_name": "Paz",
    "password": "un-buen-secreto-9", "again": "un-buen-secreto-9",
}  # fmt: skip


@pytest.fixture
def invitation(site) -> Invitation:
    return invite(
        email=MAIL, first_name="Nora", language="en",
        party=MemberStateFactory(code="MX"), role=Role.DELEGATE,
        by=people.focal_point("MX"),
    )  # fmt: skip


@pytest.fixture
def link(invitation) -> str:
    return link_in(sent()[0])


def text(response) -> str:
    return response.content.decode()


def test_opening_the_link_consumes_nothing(link, invitation):
    for _scanner in range(3):
        response = Client().get(link)
        assert response.status_code == 200
        assert response.context["standing"] == "join"
        assert Client().head(link).status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not User.objects.filter(email=MAIL).exists()


def test_the_form_makes_the_account_and_signs_in(link):
    browser = Client()
    response = browser.post(link, JOIN)
    assert response.status_code == 302
    page = browser.get(response.headers["Location"])
    assert page.status_code == 200
    assert "Nora Paz" in text(page)
    assert Client().login(username=MAIL, password=JOIN["password"])


@pytest.mark.parametrize(
    "changes",
    [
        {"password": "short", "again": "short"},
        {"password": "password", "again": "password"},
        {"again": "another"},
        {"again": ""},
        {"first_name": ""},
        {"last_name": "\0"},
        {"password": "x" * 5000, "again": "x" * 5000},
    ],
)
def test_a_form_that_cannot_stand_is_explained(link, changes):
    response = Client().post(link, JOIN | changes)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert not User.objects.filter(email=MAIL).exists()


def test_opened_twice_it_says_so(link):
    browser = Client()
    browser.post(link, JOIN)
    for other in (browser, Client()):
        for response in (other.get(link), other.post(link, JOIN)):
            assert response.status_code == 410
            assert "was accepted on" in text(response)
    assert Appointment.objects.filter(person__email=MAIL).count() == 1


def test_somebody_else_who_is_signed_in_is_told_why_not(link, delegate, invitation):
    for response in (delegate.get(link), delegate.post(link, JOIN)):
        assert response.status_code == 403
        assert "for another address" in text(response)
        assert MAIL not in text(response)
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_after_its_time_a_new_one_is_asked_for(link, clock, invitation):
    clock.pass_by(days=15)
    page = Client().get(link)
    assert page.status_code == 410
    assert "expired on" in text(page)
    assert "Ask for a new one" in text(page)
    assert len(sent()) == 1
    asked = Client().post(link, JOIN)
    assert "will come by mail" in text(asked)
    assert "Ask for a new one" not in text(Client().get(link))
    assert [mail.to for mail in sent()[1:]] == [[invitation.invited_by.email]]
    assert not User.objects.filter(email=MAIL).exists()


def test_withdrawn_it_says_so(link, invitation):
    withdraw_invitation(invitation=invitation, by=invitation.invited_by)
    for response in (Client().get(link), Client().post(link, JOIN)):
        assert response.status_code == 410
        assert "has been withdrawn" in text(response)
    assert not User.objects.filter(email=MAIL).exists()


def test_an_address_with_an_account_signs_in_first(link):
    person = UserFactory(email=MAIL)
    browser = Client()
    page = browser.get(link)
    assert page.context["standing"] == "sign_in"
    assert reverse("sign_in") in text(page)
    assert browser.post(link, JOIN).status_code == 422
    assert not person.appointments.exists()
    browser.login(username=MAIL, password=PASSWORD)
    assert browser.get(link).context["standing"] == "yours"
    assert not person.appointments.exists()
    assert browser.post(link).status_code == 302
    assert person.appointments.get().party.code == "MX"


def test_two_delegations_are_one_too_many(link):
    person = UserFactory(email=MAIL)
    Appointment.objects.create(
        person=person, party=MemberStateFactory(code="GT"), role=Role.DELEGATE
    )
    response = _client(person).post(link)
    assert response.status_code == 422
    assert "belongs to Guatemala" in text(response)


@pytest.mark.parametrize("token", ["x", "%00", "ñ" * 40, "a" * 2000])
def test_an_unknown_link_leads_nowhere(site, token):
    address = reverse("invitation", args=("t",)).replace("/t/", f"/{token}/")
    assert Client().get(address).status_code == 404
    assert Client().post(address, JOIN).status_code == 404


def test_it_speaks_spanish(link):
    page = Client().get(link.replace("/en/", "/es/"))
    assert 'lang="es"' in text(page)
