"""Every address of the account: who is answered, and how the pages are made."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import URLPattern, reverse
from django.utils import translation

from cms.accounts import urls
from tests.factories import people
from tests.factories.people import UserFactory
from tests.integration.accounts.signing import come_in, give_password, with_app

pytestmark = pytest.mark.django_db

EVERYBODY = {"nobody", "half way", "member", "with app"}
PEOPLE = {"member", "with app"}
# Name → who is answered with a page of it; written by hand.
MATRIX = {
    "account_login": EVERYBODY,
    "account_logout": PEOPLE,
    "account_home": PEOPLE,
    "account_change_password": PEOPLE,
    "account_set_password": set(),  # for whoever has none
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_reauthenticate": PEOPLE,
    "account_inactive": EVERYBODY,
    "account_signup": EVERYBODY,
    "usersessions_list": PEOPLE,
    "mfa_index": PEOPLE,
    "mfa_authenticate": {"half way"},
    "mfa_reauthenticate": {"with app"},
    "mfa_activate_totp": {"member"},
    "mfa_deactivate_totp": {"with app"},
    "mfa_view_recovery_codes": {"with app"},
    "mfa_generate_recovery_codes": PEOPLE,
    "mfa_download_recovery_codes": {"with app"},
    "external_identity_unknown": EVERYBODY,
    "socialaccount_login_cancelled": EVERYBODY,
    "socialaccount_login_error": EVERYBODY,
}
ARGUMENTS = {"account_reset_password_from_key": {"uidb36": "1", "key": "x-y"}}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
# Words of django-allauth's own English, which no page of ours shows.
FOREIGN = re.compile(r"Remember Me|Authenticator code|Two-Factor|Third-Party|Sign Up")


def names() -> set[str | None]:
    found = set()
    for entry in urls.urlpatterns:
        inner = [entry] if isinstance(entry, URLPattern) else entry.url_patterns
        found |= {pattern.name for pattern in inner}
    return found


def address(name: str) -> str:
    return reverse(name, kwargs=ARGUMENTS.get(name))


@pytest.fixture
def browsers(site) -> dict[str, Client]:
    member, owner = people.delegate("MX"), people.delegate("GT")
    secret = with_app(owner)
    half_way = Client()
    give_password(half_way, owner)
    return {
        "nobody": Client(),
        "half way": half_way,
        "member": come_in(member),
        "with app": come_in(owner, secret),
    }


def test_every_address_is_in_the_matrix():
    assert names() == set(MATRIX)


@pytest.mark.parametrize("name", MATRIX)
def test_who_is_answered(browsers, name):
    answered = {
        who
        for who, browser in browsers.items()
        if browser.get(address(name)).status_code == 200
    }
    assert answered == MATRIX[name]


@pytest.mark.parametrize("language", ["en", "es"])
def test_pages_keep_to_our_rules(browsers, language):
    """Nothing inline, nothing for robots, in the language of the address."""
    pages = 0
    with translation.override(language):
        for name in MATRIX:
            for browser in browsers.values():
                response = browser.get(address(name))
                if (
                    response.status_code != 200
                    or "html" not in response["Content-Type"]
                ):
                    continue
                text = response.content.decode()
                assert not INLINE.search(text), name
                assert not FOREIGN.search(text), name
                assert f'<html lang="{language}">' in text
                assert 'name="robots" content="noindex"' in text, name
                assert text.count("<h1") == 1, name
                assert "Content-Security-Policy" in response.headers
                pages += 1
    assert pages > 40


@pytest.mark.parametrize("name", sorted(MATRIX))
def test_a_post_of_nonsense_is_never_an_error(browsers, name):
    fields = {"code": "\0", "email": "x" * 500, "password": "", "password1": "ñ",
              "login": [], "session": "x"}  # fmt: skip
    for browser in browsers.values():
        response = browser.post(address(name), fields)
        assert response.status_code in (200, 302, 404, 405, 429)


def test_the_other_language_is_the_same_page(site):
    response = Client().get("/en/account/password/reset/")
    assert "/es/account/password/reset/" in response.content.decode()


def test_a_person_without_a_password_sets_one(site):
    person = UserFactory()
    client = Client()
    person.set_unusable_password()
    person.save()
    client.force_login(person)
    assert client.get(reverse("account_change_password")).status_code == 302
    page = client.get(reverse("account_set_password"))
    assert page.status_code == 200
    fields = {"password1": "a-good-password-9", "password2": "a-good-password-9"}
    assert client.post(reverse("account_set_password"), fields).status_code == 302
    person.refresh_from_db()
    assert person.check_password("a-good-password-9")
