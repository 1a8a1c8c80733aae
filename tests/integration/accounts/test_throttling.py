"""Whoever guesses waits, and reads how long."""

from __future__ import annotations

import pytest
from django.core.cache import cache, caches
from django.test import Client

from cms.accounts.models import SharedEntry
from tests.factories.people import PASSWORD, UserFactory
from tests.integration.accounts.signing import (
    SECOND,
    SIGN_IN,
    code_of,
    come_in,
    give_password,
    signed_in,
    with_app,
    wrong_code_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    return UserFactory(email="ada@example.org")


def fail(times: int, address: str = "ada@example.org", **extra: str) -> str:
    """Guess wrongly some times; return what the last page says."""
    for _ in range(times):
        fields = {"login": address, "password": "a wrong guess"}
        response = Client(**extra).post(SIGN_IN, fields)
    return response.content.decode()


def test_after_five_guesses_the_account_waits_even_for_the_right_password(person):
    assert "Too many attempts" not in fail(5)
    said = fail(1, REMOTE_ADDR="203.0.113.5")  # another machine, the same account
    assert "Too many attempts. Please wait 5 minutes and try again." in said
    client = Client()
    assert "wait" in give_password(client, person).content.decode()
    assert not signed_in(client)


def test_it_is_said_in_the_readers_language(person, settings):
    fail(5)
    response = give_password(Client(), person, path="/es/sign-in/")
    assert response.status_code == 200
    assert response.context["form"].errors


def test_an_unknown_address_waits_as_well(person):
    """The waiting tells nothing about who has an account."""
    assert "Too many attempts" in fail(6, "nobody@example.org")


def test_another_account_does_not_wait(person):
    fail(6, "nobody@example.org")
    client = Client()
    give_password(client, person)
    assert signed_in(client)


def test_one_machine_that_tries_many_accounts_waits(person):
    for n in range(20):
        fail(1, f"person{n}@example.org")
    assert "Too many attempts" in fail(1, "one-more@example.org")


def test_signing_in_rightly_counts_for_nothing(person):
    for _ in range(12):
        assert signed_in(come_in(person))


def test_many_posts_are_answered_429_with_when_to_come_back(settings, person):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "3/m/ip"}
    fail(3)
    response = Client().post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 60
    assert "Please wait" in response.content.decode()
    assert Client().get(SIGN_IN).status_code == 200


def test_who_is_kept_out_costs_the_database_no_write(
    settings, person, django_assert_max_num_queries
):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "3/m/ip"}
    fail(3)
    with django_assert_max_num_queries(30) as asked:
        Client().post(SIGN_IN, {"login": person.email, "password": PASSWORD})
    written = [
        query["sql"] for query in asked.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]  # fmt: skip
    assert written == []


def test_codes_are_guessed_five_times_at_most(administrator):
    secret = with_app(administrator)
    client = Client()
    give_password(client, administrator)
    for _ in range(5):
        client.post(SECOND, {"code": wrong_code_of(secret)})
    response = client.post(SECOND, {"code": code_of(secret)})
    assert "Please wait 5 minutes" in response.content.decode()
    assert not signed_in(client)


def test_another_browser_with_the_password_guesses_no_further(administrator):
    secret = with_app(administrator)
    for _ in range(5):
        client = Client()
        give_password(client, administrator)
        client.post(SECOND, {"code": wrong_code_of(secret)})
    client = Client()
    give_password(client, administrator)
    client.post(SECOND, {"code": code_of(secret)})
    assert not signed_in(client)


def test_links_for_a_password_are_not_sent_without_end(person):
    path = "/en/account/password/reset/"
    for _ in range(3):
        assert Client().post(path, {"email": person.email}).status_code == 302
    response = Client().post(path, {"email": person.email.upper()})
    assert response.status_code == 429
    assert "Please wait 5 minutes" in response.content.decode()


def test_attempts_are_counted_for_all_processes_together(person):
    """In a table; what each process remembers for itself is not enough."""
    fail(1)
    keys = list(SharedEntry.objects.values_list("cache_key", flat=True))
    assert any("login_failed" in key for key in keys)
    cache.set("pages", 1)
    assert caches["shared"].get("pages") is None


def test_behind_proxies_the_visitors_own_address_counts(settings, person):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for n in range(20):
        fail(1, f"p{n}@example.org", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.5")
    elsewhere = fail(1, "x@example.org", HTTP_X_FORWARDED_FOR="203.0.113.6")
    forged = fail(1, "x@example.org", HTTP_X_FORWARDED_FOR="9.9.9.9, 203.0.113.5")
    assert "Too many" not in elsewhere
    assert "Too many" in forged
