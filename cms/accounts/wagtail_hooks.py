"""What the accounts add to Wagtail: an account's own page, and why a person stays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from cms.accounts.admin_views import account
from cms.accounts.history import has_history, keeps_its_people
from cms.accounts.models import User
from cms.accounts.permissions import may_administer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@hooks.register("register_admin_urls")
def account_urls() -> list[Any]:
    """Put the account's page under the admin's address."""
    return [path("accounts/<int:pk>/", account, name="accounts_person")]


@hooks.register("register_user_listing_buttons")
def account_button(user: User, request_user: User) -> Iterator[Button]:
    """Lead from the list of people to an account."""
    if may_administer(request_user, user):
        yield Button(
            _("Account and sessions"),
            reverse("accounts_person", args=[user.pk]),
            icon_name="lock",
            priority=15,
        )


def _keep(request: HttpRequest, people: list[User]) -> HttpResponse | None:
    if not any(has_history(person) for person in people):
        return None
    messages.error(request, keeps_its_people())
    if len(people) == 1:
        return redirect("accounts_person", people[0].pk)
    return redirect("wagtailusers_users:index")


@hooks.register("before_delete_user")
def keep_person(request: HttpRequest, user: User) -> HttpResponse | None:
    """Lead to the deactivation of somebody who has left a trace."""
    return _keep(request, [user])


@hooks.register("before_bulk_action")
def keep_people(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Many at once are no other case."""
    if action_type == "delete" and issubclass(action.model, User):
        return _keep(request, objects)
    return None
