"""Keeps people without a needed second factor out; notes when a session was seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cms.accounts import second_factor, sessions

Respond = Callable[[HttpRequest], HttpResponse]
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
# The way out, the way to the second factor, and the language in which it is explained.
OPEN_VIEWS = frozenset(
    {
        "sign_out",
        "account_logout",
        "wagtailadmin_logout",
        "account_reauthenticate",
        "account_set_password",
        "mfa_reauthenticate",
        "mfa_activate_totp",
        "set_language",
        "health",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "javascript-catalog",
    }
)


def _has_session(request: HttpRequest) -> bool:
    """Tell whether somebody may be signed in, without asking the database."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def _is_for_a_program(request: HttpRequest) -> bool:
    """Tell whether the answer is read by a program that cannot follow to a page."""
    headers = request.headers
    return (
        headers.get("X-Requested-With") == "XMLHttpRequest"
        or headers.get("HX-Request") == "true"
        or request.content_type == "application/json"
        or request.get_preferred_type(["text/html", "application/json"])
        == "application/json"
    )


class SessionActivityMiddleware:
    """Notes from time to time where and when a session was last seen."""

    def __init__(self, get_response: Respond) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note it before the request is answered, if the last note is old."""
        if _has_session(request) and request.user.is_authenticated:
            sessions.note_activity(request)
        return self.get_response(request)


class OwnLanguageMiddleware:
    """Speaks a person's own language where the address says none: in the admin.

    Who chose otherwise with the portal's switch or in Wagtail's settings is followed.
    """

    def __init__(self, get_response: Respond) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change the language before the request is answered."""
        if (
            request.path_info.startswith(reverse("wagtailadmin_home"))
            and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES
            and _has_session(request)
            and request.user.is_authenticated
        ):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language() or ""
        return self.get_response(request)


class SecondFactorMiddleware:
    """Lets nobody in who must have a second factor at this moment and has shown none.

    Asked at every request, so that whoever becomes a decider at the hand-over instant
    is asked at the next click. A session in which it was shown costs no query.
    """

    def __init__(self, get_response: Respond) -> None:
        """Keep what answers."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; the asking is done once the view is known."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Send a person to the second factor, or let the view answer."""
        if not _has_session(request) or self._is_open(request):
            return None
        if not request.user.is_authenticated:
            return None
        if second_factor.was_shown(request):
            self._arrive(request)
            return None
        if not second_factor.is_required(request.user):
            return None
        return self._ask(request)

    @staticmethod
    def _is_open(request: HttpRequest) -> bool:
        match = request.resolver_match
        if match is not None and match.url_name in OPEN_VIEWS:
            return True
        prefixes = (settings.STATIC_URL, settings.MEDIA_URL)
        return any(p not in ("", "/") and request.path.startswith(p) for p in prefixes)

    @staticmethod
    def _arrive(request: HttpRequest) -> None:
        """Forget where the person was going, once they went on from the codes."""
        match = request.resolver_match
        at_codes = match is not None and (match.url_name or "").startswith("mfa_")
        if second_factor.NEXT_KEY in request.session and not at_codes:
            del request.session[second_factor.NEXT_KEY]

    @staticmethod
    def _ask(request: HttpRequest) -> HttpResponse:
        has_factor = second_factor.has_factor(request.user)
        name = "mfa_reauthenticate" if has_factor else "mfa_activate_totp"
        if _is_for_a_program(request):
            message = _("A second factor is needed.")
            return JsonResponse({"detail": message, "code": name}, status=403)
        if request.method not in SAFE_METHODS:
            # What was typed is not lost: the browser's way back still holds it.
            context = {"set_up_url": reverse(name), "has_factor": has_factor}
            template = "accounts/second_factor_needed.html"
            return render(request, template, context, status=403)
        path = request.get_full_path()
        request.session[second_factor.NEXT_KEY] = path
        return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': path})}")
