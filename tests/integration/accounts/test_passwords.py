"""A forgotten password, a new one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from cms.accounts.models import User
from cms.jobs.worker import drain
from tests.factories.people import PASSWORD, UserFactory
from tests.integration.accounts.signing import (
    come_in,
    give_password,
    signed_in,
    with_app,
)

pytestmark = pytest.mark.django_db
NEW = "another-password-under-test"
RESET = "/en/account/password/reset/"
CHANGE = "/en/account/password/"


@pytest.fixture
def person() -> User:
    return UserFactory(email="ada@example.org", language="es")


def ask(email: str = "ada@example.org", **extra: str) -> None:
    response = Client(**extra).post(RESET, {"email": email})
    assert response.status_code == 302
    drain()


def link() -> str:
    """Return the path of the link in the last mail."""
    [url] = re.findall(r"http\S+/password/reset/\S+", mail.outbox[-1].body)
    return urlsplit(url).path


def open_link(client: Client, path: str) -> str:
    """Follow the link to the form; return the form's address, or nothing."""
    response = client.get(path, follow=True)
    return response.context["action_url"] if "form" in response.context else ""


def choose(client: Client, form: str, password: str = NEW) -> object:
    return client.post(form, {"password1": password, "password2": password})


def test_a_forgotten_password_is_chosen_anew(person):
    there = come_in(person)
    ask()
    client = Client()
    form = open_link(client, link())
    assert choose(client, form).status_code == 302
    assert not signed_in(client)  # the sign-in page still asks for everything
    assert not signed_in(there) or there.get(CHANGE).status_code == 302
    assert give_password(Client(), person, NEW).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_the_mail_is_in_the_language_of_its_reader_and_goes_by_the_queue(person):
    Client().post(RESET, {"email": person.email})
    assert mail.outbox == []
    drain()
    [message] = mail.outbox
    assert message.to == [person.email]
    assert "/es/account/password/reset/" in message.body
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert '<html lang="es">' in html
    assert link() in html


def test_the_link_leads_to_the_portal_whatever_host_was_named(person, settings):
    settings.ALLOWED_HOSTS = ["*"]
    ask(HTTP_HOST="evil.example")
    assert "evil.example" not in mail.outbox[-1].body
    assert settings.WAGTAILADMIN_BASE_URL in mail.outbox[-1].body


def test_a_scanner_that_opens_the_link_does_not_use_it_up(person):
    ask()
    path = link()
    for _ in range(3):
        Client().get(path, follow=True)
        Client().head(path)
    client = Client()
    assert choose(client, open_link(client, path)).status_code == 302
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_the_link_works_once(person):
    ask()
    path = link()
    first, second = Client(), Client()
    form = open_link(first, path)
    late = open_link(second, path)  # opened before the first was done
    choose(first, form)
    response = choose(second, late, "a-third-password-under-test")
    assert "ya no funciona" in response.content.decode()
    assert "ya no funciona" in Client().get(path).content.decode()
    person.refresh_from_db()
    assert person.check_password(NEW)


def test_the_link_runs_out(person, settings):
    ask()
    settings.PASSWORD_RESET_TIMEOUT = -1
    assert "ya no funciona" in Client().get(link(), follow=True).content.decode()


@pytest.mark.parametrize("path", ["1-x", "zzzzzzzzzzzzzzzz-abc", "0-set-password"])
def test_a_broken_link_is_told_as_such(person, path):
    response = Client().get(f"{RESET}{path}/", follow=True)
    assert response.status_code == 200
    assert "no longer works" in response.content.decode()


def test_a_link_follows_no_change_of_address(person):
    ask()
    path = link()
    person.email = "ada@elsewhere.example"
    person.save()
    assert "ya no funciona" in Client().get(path, follow=True).content.decode()


@pytest.mark.parametrize(
    "make",
    [
        lambda: "nobody@example.org",
        lambda: UserFactory(is_active=False).email,
        lambda: User.objects.create_user("invited@example.org").email,
    ],
    ids=["unknown", "closed", "never accepted"],
)
def test_who_has_no_account_in_use_sees_the_same_page_and_gets_no_link(person, make):
    email = make()
    known = Client().post(RESET, {"email": person.email}, follow=True)
    unknown = Client().post(RESET, {"email": email}, follow=True)
    assert known.content == unknown.content
    drain()
    [message] = [m for m in mail.outbox if m.to == [email]]
    assert "password/reset" not in message.body


def test_the_second_factor_stays_before_the_door_after_a_reset(person):
    with_app(person)
    ask()
    client = Client()
    choose(client, open_link(client, link()))
    give_password(client, person, NEW)
    assert not signed_in(client)


@pytest.mark.parametrize("password", ["short", "1234567890123", "ada@example.org"])
def test_a_weak_password_is_refused_and_the_link_stays(person, password):
    ask()
    client = Client()
    form = open_link(client, link())
    response = choose(client, form, password)
    assert response.status_code == 200
    assert response.context["form"].errors["password1"]
    assert choose(client, form).status_code == 302


def test_a_change_asks_for_the_present_password_and_ends_other_sessions(person):
    here, there = come_in(person), come_in(person)
    fields = {"password1": NEW, "password2": NEW}
    wrong = here.post(CHANGE, {"oldpassword": "wrong", **fields})
    assert "not your present password" in wrong.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    done = here.post(CHANGE, {"oldpassword": PASSWORD, **fields}, follow=True)
    assert "Your password is changed" in done.content.decode()
    assert here.get(CHANGE).status_code == 200
    assert there.get(CHANGE).status_code == 302  # to the sign-in page
    drain()
    assert person.email in mail.outbox[-1].to


def test_two_different_passwords_are_told(person):
    client = come_in(person)
    fields = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW + "!"}
    response = client.post(CHANGE, fields)
    assert response.context["form"].errors["password2"]
