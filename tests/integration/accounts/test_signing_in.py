"""Address and password at the door."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

from cms.accounts.models import User
from tests.factories.people import PASSWORD, UserFactory
from tests.integration.accounts.signing import SIGN_IN, give_password, signed_in

pytestmark = pytest.mark.django_db
REFUSED = "The address or the password is not right"


@pytest.fixture
def person() -> User:
    return UserFactory(email="ada@example.org")


@pytest.mark.parametrize("typed", ["ada@example.org", " ADA@Example.org "])
def test_address_and_password_let_in_whatever_the_case(person, typed):
    client = Client()
    response = client.post(SIGN_IN, {"login": typed, "password": PASSWORD})
    assert response.status_code == 302
    assert signed_in(client)


@pytest.mark.parametrize(
    ("address", "password"),
    [
        ("ada@example.org", "not-the-password"),
        ("nobody@example.org", PASSWORD),
        ("closed@example.org", PASSWORD),
        ("invited@example.org", PASSWORD),
    ],
)
def test_all_who_are_refused_read_the_same(person, address, password):
    """Whether there is an account is nobody's to learn."""
    UserFactory(email="closed@example.org", is_active=False)
    User.objects.create_user("invited@example.org")
    client = Client()
    response = client.post(SIGN_IN, {"login": address, "password": password})
    assert response.status_code == 200
    assert REFUSED in response.content.decode()
    assert not signed_in(client)
    assert response.context["form"]["login"].value() == address


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"login": "", "password": ""},
        {"login": "not an address", "password": "x"},
        {"login": "a" * 400 + "@example.org", "password": "x"},
        {"login": "ada@example.org", "password": "x" * 100_000},
        {"login": "ada\0@example.org", "password": "\0"},
        {"login": "ådä@example.org", "password": "é"},
    ],
)
def test_nonsense_is_answered_with_the_form(person, fields):
    client = Client()
    response = client.post(SIGN_IN, fields)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("following", "leads_to"),
    [
        ("/en/search/?q=plan", "/en/search/?q=plan"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("https:evil.example", "/"),
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(person, following, leads_to):
    response = give_password(Client(), person, next=following)
    assert response.headers["Location"] == leads_to


def test_somebody_signed_in_reads_who_they_are_and_is_not_sent_around(site, delegate):
    """A delegate who asks for the admin must not go in circles."""
    response = delegate.get("/admin/", follow=True)
    assert response.status_code == 200
    text = response.content.decode()
    assert "this account may not enter there" in text
    assert str(delegate.user) in text


def test_another_person_takes_the_session_over_cleanly(person):
    other = UserFactory(email="grace@example.org")
    client = Client()
    give_password(client, person)
    client.session["basket"] = "of ada"
    give_password(client, other)
    assert client.session["_auth_user_id"] == str(other.pk)


def test_signing_out_takes_a_post(person):
    client = Client()
    give_password(client, person)
    assert client.get("/en/sign-out/").status_code == 200
    assert signed_in(client)
    assert client.post("/en/sign-out/").status_code == 302
    assert not signed_in(client)


def test_staying_signed_in_is_a_choice(person):
    short, long = Client(), Client()
    give_password(short, person)
    give_password(long, person, remember="on")
    assert short.session.get_expire_at_browser_close()
    assert not long.session.get_expire_at_browser_close()


def test_nobody_signs_up(person):
    client = Client()
    fields = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    for path in ("/en/account/by-invitation/", "/en/accounts/signup/"):
        assert client.post(path, fields).status_code in (404, 405)
    assert "by e-mail" in client.get("/en/account/by-invitation/").content.decode()
    assert User.objects.count() == 1


def test_the_old_address_without_a_language_leads_here(person):
    response = Client().get("/sign-in/?next=/en/search/", follow=True)
    assert response.status_code == 200
    assert response.redirect_chain[-1][0].startswith("/en/sign-in/")


def test_the_session_gets_a_new_key(person):
    """A key planted in the browser beforehand is worth nothing afterwards."""
    client = Client()
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    give_password(client, person)
    assert client.session.session_key != session.session_key


def test_the_page_speaks_the_language_of_its_address(person):
    with translation.override("es"):
        response = Client().get("/es/sign-in/")
    assert '<html lang="es">' in response.content.decode()
