"""Signing in by an external identity (OpenID Connect): there, and back.

django-allauth speaks the protocol. Whatever a provider answers that it should not, a
page says that signing in did not work.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from jwt import PyJWTError
from requests import RequestException

logger = logging.getLogger("cms.accounts")

# Not reached; not the protocol; answers without what the protocol promises.
FAULTS = (
    RequestException,
    OAuth2Error,
    PyJWTError,
    AttributeError,
    KeyError,
    TypeError,
    ValueError,
)
View = Callable[..., HttpResponse]


def _guarded(view: View) -> View:
    """Say that it did not work, where a provider's fault would be an error of ours."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, **kwargs)
        except FAULTS:
            logger.exception("The identity provider gave no usable answer")
            return redirect("socialaccount_login_error")

    return guarded


# One address for every language: the provider knows the way back by heart.
urlpatterns = [
    path(
        "<str:provider_id>/login/",
        _guarded(views.login),
        name="openid_connect_login",
    ),
    path(
        "<str:provider_id>/login/callback/",
        _guarded(views.callback),
        name="openid_connect_callback",
    ),
]
