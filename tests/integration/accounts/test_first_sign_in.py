"""What the invitations call: a first password, and in."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from cms import urls as portal
from cms.accounts import actions
from cms.accounts.addresses import is_proved
from cms.accounts.forms import FirstPasswordForm
from cms.accounts.models import User
from cms.audit.models import Event
from tests.factories.people import PASSWORD, UserFactory
from tests.integration.accounts.signing import SECOND, signed_in, with_app

pytestmark = pytest.mark.django_db


def accept(request, pk: int) -> HttpResponse:
    """Accept an invitation, as the room of invitations will."""
    return actions.sign_in(
        request=request,
        person=User.objects.get(pk=pk),
        next_url=request.POST.get("next", ""),
    )


urlpatterns = [path("accept/<int:pk>/", accept), *portal.urlpatterns]


@pytest.fixture(autouse=True)
def with_invitations(settings):
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def invited() -> User:
    return User.objects.create_user("ada@example.org", language="es")


def test_the_first_password_opens_the_account_and_proves_the_address(invited):
    person = actions.activate(person=invited, password=PASSWORD, by=None)
    assert person.check_password(PASSWORD)
    assert is_proved(person)
    assert Event.objects.about(person).last().verb == "accounts.activated"


def test_a_second_time_is_refused(invited):
    actions.activate(person=invited, password=PASSWORD, by=None)
    with pytest.raises(actions.AccountError, match="already"):
        actions.activate(person=invited, password="another-password-1", by=None)
    invited.refresh_from_db()
    assert invited.check_password(PASSWORD)


def test_a_closed_account_is_not_opened(invited):
    invited.is_active = False
    invited.save()
    with pytest.raises(actions.AccountError, match="closed"):
        actions.activate(person=invited, password=PASSWORD, by=None)


@pytest.mark.parametrize("password", ["", "short", "12345678", "ada@example.org"])
def test_a_weak_password_is_refused(invited, password):
    with pytest.raises(ValidationError):
        actions.activate(person=invited, password=password, by=None)
    invited.refresh_from_db()
    assert not invited.has_usable_password()
    assert not is_proved(invited)


def test_the_person_is_signed_in_and_led_on(invited):
    client = Client()
    response = client.post(f"/accept/{invited.pk}/", {"next": "/en/search/"})
    assert response.headers["Location"] == "/en/search/"
    assert signed_in(client)
    assert client.get("/en/account/sessions/").context["places"]


@pytest.mark.parametrize("following", ["https://evil.example/", "//evil.example"])
def test_nobody_is_led_elsewhere(invited, following):
    response = Client().post(f"/accept/{invited.pk}/", {"next": following})
    assert response.headers["Location"] == "/"


def test_an_invitation_passes_no_second_factor(invited):
    """Somebody with one who accepts a further invitation still shows it."""
    with_app(invited)
    client = Client()
    response = client.post(f"/accept/{invited.pk}/")
    assert response.headers["Location"].endswith(SECOND.removeprefix("/en"))
    assert not signed_in(client)


def test_whoever_was_signed_in_here_is_signed_out(invited):
    client = Client()
    client.force_login(UserFactory())
    client.post(f"/accept/{invited.pk}/")
    assert client.session["_auth_user_id"] == str(invited.pk)


def test_the_form_asks_twice_and_says_why_not(invited):
    RequestFactory().get("/")
    form = FirstPasswordForm(
        user=invited, data={"password1": PASSWORD, "password2": "x"}
    )
    assert form.errors["password2"]
    form = FirstPasswordForm(
        user=invited, data={"password1": PASSWORD, "password2": PASSWORD}
    )
    assert form.is_valid()
