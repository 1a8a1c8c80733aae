"""Setting a second factor up, replacing it, removing it."""

from __future__ import annotations

import json

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from cms.accounts import second_factor
from cms.audit.models import Event
from tests.factories import people
from tests.factories.people import PASSWORD
from tests.integration.accounts.signing import (
    SET_UP,
    came_to,
    code_of,
    come_in,
    recovery_codes_of,
    signed_in,
    with_app,
    wrong_code_of,
)

pytestmark = pytest.mark.django_db


def test_setting_it_up_leads_on_to_where_one_was_going(
    site, administrator, django_capture_on_commit_callbacks
):
    client = come_in(administrator)
    client.get("/en/search/?q=plan")
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    wrong = client.post(SET_UP, {"code": wrong_code_of(secret)})
    assert "This code is not right" in wrong.content.decode()
    assert wrong.context["form"].secret == secret  # the app need not be set up anew
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post(SET_UP, {"code": code_of(secret)})
    done = client.get(done.headers["Location"])  # shown: nobody asks for it here
    text = done.content.decode()
    assert all(code in text for code in recovery_codes_of(administrator))
    assert 'href="/en/search/?q=plan"' in text
    assert came_to(client, "/en/search/") == "/en/search/"
    assert Event.objects.about(administrator).last().verb == (
        "accounts.second_factor_added"
    )


def test_the_secret_lies_encrypted(administrator):
    secret = with_app(administrator)
    stored = json.dumps(list(administrator.authenticator_set.values_list("data")))
    assert secret not in stored


def test_who_must_have_it_replaces_it_and_goes_nowhere_meanwhile(site, administrator):
    """A new telephone: the old app's code, or a recovery code, makes room for it."""
    secret = with_app(administrator)
    client = come_in(administrator, secret)
    path = reverse("mfa_deactivate_totp")
    assert "next you set up the new one" in client.get(path).content.decode()
    for code in ("", wrong_code_of(secret)):
        assert client.post(path, {"code": code}).status_code == 200
    assert second_factor.has_factor(administrator)
    code = recovery_codes_of(administrator)[0]
    assert client.post(path, {"code": code}).headers["Location"] == SET_UP
    assert came_to(client, "/en/search/") == SET_UP
    new = client.get(SET_UP).context["form"].secret
    client.post(SET_UP, {"code": code_of(new)})
    assert came_to(client, "/en/search/") == "/en/search/"


def test_who_need_not_have_it_may_remove_it_with_a_code(site):
    person = people.delegate("MX")
    secret = with_app(person)
    client = come_in(person, secret)
    path = reverse("mfa_deactivate_totp")
    response = client.post(path, {"code": code_of(secret, 1)}, follow=True)
    assert response.request["PATH_INFO"] == reverse("mfa_index")
    assert not person.authenticator_set.exists()
    assert signed_in(come_in(person))
    assert client.get(path).headers["Location"] == reverse("mfa_index")


def test_the_password_is_asked_again_when_the_sign_in_is_long_ago(site):
    person = people.delegate("MX")
    client = come_in(person)
    assert client.get(SET_UP).status_code == 200
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    response = client.get(SET_UP)
    assert "/en/account/confirm/" in response.headers["Location"]
    confirm = response.headers["Location"]
    assert client.post(confirm, {"password": "wrong"}).status_code == 200
    response = client.post(confirm, {"password": PASSWORD, "next": SET_UP})
    assert response.headers["Location"] == SET_UP
    assert client.get(SET_UP).status_code == 200


def test_new_recovery_codes_make_the_old_ones_void(site, administrator):
    secret = with_app(administrator)
    old = recovery_codes_of(administrator)
    client = come_in(administrator, secret)
    client.post(reverse("mfa_generate_recovery_codes"))
    new = recovery_codes_of(administrator)
    assert not set(old) & set(new)
    assert Session.objects.exists()
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file.content.decode().split() == new
