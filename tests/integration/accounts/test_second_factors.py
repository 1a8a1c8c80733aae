"""Who must have a second factor has shown it before any page."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.accounts import second_factor
from tests.factories import people
from tests.factories.conference import MemberStateFactory, presidency_of
from tests.factories.people import UserFactory
from tests.integration.accounts.signing import (
    SECOND,
    SET_UP,
    came_to,
    code_of,
    come_in,
    give_password,
    recovery_codes_of,
    signed_in,
    with_app,
    wrong_code_of,
)

pytestmark = pytest.mark.django_db
AGAIN = "/en/account/second-factor/confirm/"


@pytest.mark.parametrize(
    "make",
    [
        lambda: UserFactory(is_superuser=True),
        people.editor,
        people.coordinator,
        lambda: people.head_of_delegation("CR"),
    ],
    ids=["administrator", "editor", "coordinator", "decider"],
)
def test_who_must_have_one_is_led_to_set_it_up(site, make):
    client = come_in(make())
    for path in ("/admin/", "/en/", "/en/search/", "/en/account/sessions/"):
        assert came_to(client, path) == SET_UP
    assert client.get(SET_UP).status_code == 200


@pytest.mark.parametrize(
    "make",
    [lambda: people.delegate("MX"), lambda: people.head_of_delegation("GT"),
     UserFactory],
    ids=["delegate", "former decider", "nobody's"],
)  # fmt: skip
def test_who_need_not_have_one_comes_in_without(site, make):
    client = come_in(make())
    assert came_to(client, "/en/search/") == "/en/search/"


def test_the_way_out_and_the_language_stay_open(site, administrator):
    client = come_in(administrator)
    response = client.post("/language/", {"language": "es", "next": SET_UP})
    assert response.status_code == 302
    assert client.get("/health/").status_code == 200
    assert client.post("/en/sign-out/").headers["Location"] == "/"
    assert not signed_in(client)


def test_a_password_alone_does_not_let_in(administrator):
    with_app(administrator)
    client = Client()
    response = give_password(client, administrator, next="/admin/")
    assert response.headers["Location"] == SECOND
    assert not signed_in(client)
    for path in ("/admin/", "/en/account/", SET_UP, AGAIN):
        assert "sign-in" in came_to(client, path)


def test_password_and_code_let_in_and_lead_on(administrator):
    secret = with_app(administrator)
    client = Client()
    give_password(client, administrator, next="/en/search/")
    assert client.get(SECOND).status_code == 200
    response = client.post(SECOND, {"code": code_of(secret)})
    assert response.headers["Location"] == "/en/search/"
    assert signed_in(client)


@pytest.mark.parametrize(
    "code", ["", "12345", "abcdef", "0" * 5000, "１２３４５６", "\0"]
)
def test_a_wrong_code_lets_nobody_in(administrator, code):
    with_app(administrator)
    client = Client()
    give_password(client, administrator)
    response = client.post(SECOND, {"code": code})
    assert response.status_code == 200
    assert response.context["form"].errors["code"]
    assert not signed_in(client)


def test_a_code_works_once(administrator):
    """Whoever looked over the shoulder has half a minute, and no use of it."""
    secret = with_app(administrator)
    code = code_of(secret)
    come_in(administrator, secret)
    thief = Client()
    give_password(thief, administrator)
    response = thief.post(SECOND, {"code": code})
    assert "has been used" in response.content.decode()
    assert not signed_in(thief)


@pytest.mark.parametrize(("steps", "enters"), [(-2, False), (-1, True), (1, True),
                                               (2, False)])  # fmt: skip
def test_the_neighbouring_half_minutes_pass(administrator, steps, enters):
    secret = with_app(administrator)
    client = Client()
    give_password(client, administrator)
    client.post(SECOND, {"code": code_of(secret, steps)})
    assert signed_in(client) is enters


def test_a_recovery_code_works_once(administrator):
    with_app(administrator)
    code = recovery_codes_of(administrator)[0]
    first, second = Client(), Client()
    for client in (first, second):
        give_password(client, administrator)
        client.post(SECOND, {"code": code})
    assert signed_in(first)
    assert not signed_in(second)
    assert code not in recovery_codes_of(administrator)


def test_one_persons_code_opens_nothing_of_anothers(administrator):
    with_app(administrator)
    mine = with_app(UserFactory(email="other@example.org"))
    client = Client()
    give_password(client, administrator)
    client.post(SECOND, {"code": code_of(mine)})
    assert not signed_in(client)


def test_the_second_step_is_not_reached_without_the_first(administrator):
    secret = with_app(administrator)
    client = Client()
    response = client.post(SECOND, {"code": code_of(secret)})
    assert "/sign-in/" in response.headers["Location"]
    assert not signed_in(client)


def test_a_session_from_before_the_second_factor_is_asked_too(site, administrator):
    """Setting one up on one computer does not leave another with the password alone."""
    old = come_in(administrator)
    secret = with_app(administrator)
    assert came_to(old, "/en/search/") == AGAIN
    old.post(f"{AGAIN}?next=/en/search/", {"code": wrong_code_of(secret)})
    assert came_to(old, "/en/search/") == AGAIN
    response = old.post(f"{AGAIN}?next=/en/search/", {"code": code_of(secret)})
    assert response.headers["Location"] == "/en/search/"
    assert came_to(old, "/en/search/") == "/en/search/"


def test_a_session_made_elsewhere_is_asked_too(site, administrator):
    """As by another way of signing in that knows no second factor."""
    client = Client()
    client.force_login(administrator)
    assert came_to(client, "/admin/") == SET_UP


def test_what_one_person_showed_counts_for_no_other(site, administrator):
    client = come_in(UserFactory(), None)
    session = client.session
    session[second_factor.SESSION_KEY] = str(administrator.pk)
    session.save()
    client.force_login(administrator)
    client.session[second_factor.SESSION_KEY] = "0"
    other = people.editor()
    client.force_login(other)
    assert came_to(client, "/en/search/") == SET_UP


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "application/json"},
        {"X-Requested-With": "XMLHttpRequest"},
        {"HX-Request": "true"},
    ],
)
def test_a_program_is_told_no(site, administrator, headers):
    client = come_in(administrator)
    response = client.get("/admin/api/main/pages/", headers=headers)
    assert response.status_code == 403
    assert response.json()["code"] == "mfa_activate_totp"


def test_a_form_that_was_sent_is_not_lost(site, administrator):
    client = come_in(administrator)
    response = client.post("/admin/account/", {"x": "typed"})
    assert response.status_code == 403
    assert SET_UP in response.content.decode()


def test_at_the_hand_over_instant_the_next_request_is_asked(site):
    """Nobody signs in anew: the right comes with the clock, and so does the duty."""
    head = people.head_of_delegation("GT")
    client = come_in(head)
    assert came_to(client, "/en/search/") == "/en/search/"
    guatemala = MemberStateFactory(code="GT")
    presidency_of(guatemala, ordinal=32, days_ago=0)
    assert came_to(client, "/en/search/") == SET_UP


def queries_of(client: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get("/robots.txt")
    return len(asked)


def test_it_costs_two_queries_at_most_and_none_once_shown(
    site, administrator, settings
):
    delegate = come_in(people.delegate("MX"))
    decider = come_in(people.head_of_delegation("GT"))
    shown = come_in(administrator, with_app(administrator))
    for client, most in ((delegate, 2), (decider, 2), (shown, 0), (Client(), 0)):
        client.get("/robots.txt")
        asked = queries_of(client)
        settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = False
        assert asked - queries_of(client) <= most
        settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = True
    assert queries_of(Client()) == 0


def test_where_it_is_switched_off_nobody_is_asked(site, administrator, settings):
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = False
    assert came_to(come_in(administrator), "/en/search/") == "/en/search/"
