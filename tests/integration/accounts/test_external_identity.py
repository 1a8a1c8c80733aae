"""An external identity signs in a person already known, and does nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from cms.accounts.addresses import prove
from cms.accounts.models import User
from tests.factories.people import UserFactory
from tests.integration.accounts.provider import CLIENT, Provider, running
from tests.integration.accounts.signing import SECOND, signed_in, with_app

pytestmark = pytest.mark.django_db
START = "/oidc/external/login/"
BACK = "/oidc/external/login/callback/"
ERROR = "/en/account/external/error/"
UNKNOWN = "/en/account/external/unknown/"


@pytest.fixture
def provider(settings) -> Iterator[Provider]:
    with running() as provider:
        provider.claims = {
            "sub": "42", "email": "ada@example.org", "email_verified": True,
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "external",
                        "name": "Cancillería",
                        "client_id": CLIENT,
                        "secret": "s",
                        "settings": {"server_url": provider.base},
                    }
                ],
            }
        }
        yield provider


@pytest.fixture
def person() -> User:
    person = UserFactory(email="ada@example.org")
    prove(person)
    return person


def go(client: Client, path: str = START, **answer: str) -> Any:
    """Go to the provider and come back; return where that leads."""
    there = client.get(path).headers["Location"]
    asked = {key: value[0] for key, value in parse_qs(urlsplit(there).query).items()}
    given = {"code": "c", "state": asked.get("state", ""), **answer}
    return client.get(BACK, given)


def test_a_known_person_comes_in(provider, person):
    client = Client()
    response = go(client, f"{START}?next=/en/search/")
    assert response.headers["Location"] == "/en/search/"
    assert signed_in(client)
    [asked] = provider.token_requests
    assert asked["code_verifier"]  # a stolen code is worth nothing
    person.refresh_from_db()
    assert person.has_usable_password()
    assert not SocialAccount.objects.exists()


def test_the_button_is_there_when_a_provider_is(provider):
    text = Client().get("/en/sign-in/?next=/en/search/").content.decode()
    assert "Sign in with Cancillería" in text
    assert f"{START}?next=%2Fen%2Fsearch%2F" in text


def test_no_button_without_a_provider():
    text = Client().get("/en/sign-in/").content.decode()
    assert "institution" not in text
    assert Client().get(START, follow=True).status_code == 404


def test_the_second_factor_is_asked_all_the_same(provider, person):
    with_app(person)
    client = Client()
    assert go(client).headers["Location"] == SECOND
    assert not signed_in(client)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@example.org"},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email": None},
        {"email": ""},
        {"email": "ada@example.org.evil.example"},
        {"email": "аda@example.org"},  # a Cyrillic а
    ],
    ids=str,
)
def test_whoever_is_not_known_by_a_proved_address_stays_out(provider, person, claims):
    provider.claims |= claims
    client = Client()
    assert go(client).headers["Location"] == UNKNOWN
    assert not signed_in(client)
    assert User.objects.count() == 1
    page = client.get(UNKNOWN)
    assert "no account here has its e-mail address" in page.content.decode()


def test_an_address_that_is_not_proved_here_is_not_enough(provider):
    person = UserFactory(email="ada@example.org")
    client = Client()
    assert go(client).headers["Location"] == UNKNOWN
    person.refresh_from_db()
    assert person.has_usable_password()  # nobody takes it away from outside


def test_a_closed_account_stays_closed(provider, person):
    person.is_active = False
    person.save()
    client = Client()
    assert go(client).headers["Location"] == UNKNOWN
    assert not signed_in(client)


def test_a_word_for_true_is_true(provider, person):
    provider.claims |= {"email_verified": "true"}
    client = Client()
    go(client)
    assert signed_in(client)


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_elsewhere(provider, person, following):
    response = go(Client(), f"{START}?next={following}")
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("process", ["connect", "redirect"])
def test_an_identity_is_tied_to_nobody_signed_in(provider, person, process):
    client = Client()
    other = UserFactory(email="other@example.org")
    client.force_login(other)
    assert go(client, f"{START}?process={process}").headers["Location"] == ERROR
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "answer",
    [{"state": ""}, {"state": "forged"}, {"error": "server_error"}],
    ids=str,
)
def test_a_forged_or_failed_return_lets_nobody_in(provider, person, answer):
    client = Client()
    assert go(client, **answer).headers["Location"] == ERROR
    assert not signed_in(client)
    assert "did not work" in client.get(ERROR).content.decode()


def test_a_return_works_once(provider, person):
    client = Client()
    there = client.get(START).headers["Location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    client.get(BACK, {"code": "c", "state": state})
    client.post("/en/sign-out/")
    assert client.get(BACK, {"code": "c", "state": state}).headers["Location"] == ERROR
    assert not signed_in(client)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/.well-known/openid-configuration", (500, b"")),
        ("/.well-known/openid-configuration", (200, b"<html>")),
        ("/.well-known/openid-configuration", (200, b"{}")),
        ("/.well-known/openid-configuration", (200, b"[]")),
    ],
)
def test_a_provider_out_of_order_is_said_at_the_start(provider, path, answer):
    provider.raw[path] = answer
    assert Client().get(START).headers["Location"] == ERROR


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/token", (500, b"")),
        ("/token", (200, b"{}")),
        ("/token", (200, b"[]")),
        ("/token", (200, b'{"access_token": "x", "id_token": "not.a.jwt"}')),
        ("/token", (400, b'{"error": "invalid_grant"}')),
        ("/userinfo", (401, b"")),
        ("/userinfo", (200, b"nonsense")),
        ("/userinfo", (200, b"[1]")),
    ],
)
def test_a_provider_out_of_order_is_said_at_the_return(provider, person, path, answer):
    provider.raw[path] = answer
    client = Client()
    assert go(client).headers["Location"] == ERROR
    assert not signed_in(client)


def test_what_the_id_token_says_is_enough(provider, person):
    provider.raw["/userinfo"] = (200, b"{}")
    client = Client()
    go(client)
    assert signed_in(client)


def test_a_provider_that_is_not_reached_is_said(settings, provider):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    assert Client().get(START).headers["Location"] == ERROR
