"""Wagtail's and django-allauth's other doors lead past no second factor."""

from __future__ import annotations

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from cms.accounts.models import User
from cms.jobs.worker import drain
from tests.factories.people import PASSWORD
from tests.integration.accounts.signing import come_in, signed_in, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(site, administrator) -> Client:
    """An administrator who has shown the second factor."""
    return come_in(administrator, with_app(administrator))


@pytest.mark.parametrize("method", ["get", "post"])
def test_wagtails_own_sign_in_signs_nobody_in(administrator, method):
    with_app(administrator)
    client = Client()
    fields = {"username": administrator.email, "password": PASSWORD, "next": "/admin/"}
    response = getattr(client, method)("/admin/login/?next=/admin/", fields)
    assert response.status_code == 302
    assert "/en/sign-in/?next=%2Fadmin%2F" in response.headers["Location"]
    assert not signed_in(client)


def test_the_admin_asks_at_our_door(anonymous, site):
    response = anonymous.get("/admin/")
    assert response.headers["Location"] == "/en/sign-in/?next=/admin/"


def test_wagtails_password_reset_sends_and_sets_nothing(administrator):
    client = Client()
    response = client.post("/admin/password_reset/", {"email": administrator.email})
    assert response.headers["Location"] == "/en/account/password/reset/"
    drain()
    assert mail.outbox == []
    uid = urlsafe_base64_encode(force_bytes(administrator.pk))
    token = default_token_generator.make_token(administrator)
    path = f"/admin/password_reset/confirm/{uid}/{token}/"
    new = {"new_password1": "thieves-password-1", "new_password2": "thieves-password-1"}
    for address in (path, path.replace(token, "set-password")):
        client.get(address)
        response = client.post(address, new)
        assert response.headers["Location"] == "/en/account/password/reset/"
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


def test_wagtails_account_page_changes_neither_password_nor_address(
    inside, administrator
):
    path = reverse("wagtailadmin_account")
    page = inside.get(path).content.decode()
    assert "old_password" not in page
    assert 'name="name_email-email"' not in page
    inside.post(
        path,
        {
            "name_email-first_name": "Ada",
            "name_email-last_name": "Lovelace",
            "name_email-email": "thief@example.org",
            "password-old_password": PASSWORD,
            "password-new_password1": "thieves-password-1",
            "password-new_password2": "thieves-password-1",
            "locale-preferred_language": "en",
            "locale-current_time_zone": "UTC",
            "theme-theme": "system",
            "theme-contrast": "system",
            "theme-density": "default",
        },
    )
    administrator.refresh_from_db()
    assert administrator.email == "root@example.org"
    assert administrator.check_password(PASSWORD)


def test_an_administrator_sets_nobodys_password_in_wagtail(inside, administrator):
    other = User.objects.create_user("ada@example.org", PASSWORD)
    path = reverse("wagtailusers_users:edit", args=[other.pk])
    assert 'name="password1"' not in inside.get(path).content.decode()
    inside.post(
        path,
        {"email": other.email, "first_name": "A", "last_name": "B", "is_active": "on",
         "password1": "thieves-password-1", "password2": "thieves-password-1"},
    )  # fmt: skip
    other.refresh_from_db()
    assert other.check_password(PASSWORD)


def test_an_address_changed_by_an_administrator_closes_the_old_one(administrator):
    from cms.accounts.addresses import is_proved, prove

    other = User.objects.create_user("ada@example.org", PASSWORD)
    prove(other)
    other.email = "grace@example.org"
    other.save()
    assert not other.emailaddress_set.filter(email="ada@example.org").exists()
    assert not is_proved(other)
    client = Client()
    client.post("/en/sign-in/", {"login": "ada@example.org", "password": PASSWORD})
    assert not signed_in(client)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/", "/accounts/signup/", "/accounts/email/",
        "/en/accounts/login/", "/en/account/email/", "/en/account/login/code/",
        "/oidc/external/login/", "/oidc/nobody/login/callback/?code=x&state=y",
        "/oidc/external/login/callback/", "/3rdparty/", "/en/account/external/",
    ],
)  # fmt: skip
def test_packages_own_addresses_are_not_here(site, anonymous, path):
    assert anonymous.get(path, follow=True).status_code == 404


def test_no_name_leads_to_changing_ones_own_address(anonymous):
    from django.urls import NoReverseMatch

    with pytest.raises(NoReverseMatch):
        reverse("account_email")
