"""The language that a person chooses: of their mails, and of the admin."""

from __future__ import annotations

import pytest

from cms.accounts import actions
from cms.audit.models import Event
from tests.factories import people
from tests.integration.accounts.signing import come_in

pytestmark = pytest.mark.django_db
ACCOUNT = "/en/account/"


@pytest.fixture
def person(site, settings):
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = False
    return people.coordinator()


def chosen(person, language):
    actions.choose_language(person=person, language=language, by=person)


def admin_language(client):
    response = client.get("/admin/approvals/")
    return "es" if "Aprobaciones" in response.content.decode() else "en"


def test_it_is_chosen_on_the_account_page_and_recorded_once(person):
    client = come_in(person)
    response = client.post(ACCOUNT, {"language": "es"}, follow=True)
    assert response.redirect_chain[-1][0] == "/es/account/"
    assert 'value="es" selected' in response.content.decode()
    person.refresh_from_db()
    assert person.language == "es"
    client.post(ACCOUNT, {"language": "es"})
    events = Event.objects.filter(verb="accounts.language_chosen")
    assert [(e.actor, e.data["language"]) for e in events] == [(person, "es")]


def test_an_unknown_language_is_refused_in_words(person):
    response = come_in(person).post(ACCOUNT, {"language": "tlh"}, follow=True)
    assert "does not speak this language" in response.content.decode()
    person.refresh_from_db()
    assert person.language == "en"


def test_the_admin_speaks_it_whatever_the_browser_asks_for(person):
    client = come_in(person)
    assert admin_language(client) == "en"
    chosen(person, "es")
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert admin_language(client) == "es"


def test_the_switch_of_the_portal_goes_before_it(person, settings):
    chosen(person, "es")
    client = come_in(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert admin_language(client) == "en"


def test_an_address_with_a_language_keeps_it(person):
    chosen(person, "es")
    assert '<html lang="en"' in come_in(person).get(ACCOUNT).content.decode()


def test_nobodys_language_stays_behind_for_the_next_request(person, client):
    chosen(person, "es")
    assert admin_language(come_in(person)) == "es"
    response = client.get("/admin/approvals/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/en/")
