"""Pages of the account that django-allauth has not, or has otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.internal.flows.logout import logout
from allauth.account.views import LoginView, LogoutView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.internal.flows import deactivate_totp
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.socialaccount.adapter import get_adapter as get_external_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.generic.edit import FormView

from cms.accounts import second_factor, sessions
from cms.accounts.actions import AccountError, choose_language
from cms.accounts.forms import RemoveAppForm
from cms.accounts.throttling import say_too_many, seconds_before, seconds_to_wait

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


# No number of a session is longer; Python refuses to read thousands of digits.
MOST_DIGITS = 19


def too_many(request: HttpRequest, seconds: int | None = None) -> HttpResponse:
    """Say how long to wait; django-allauth calls this for every limit of a page."""
    seconds = seconds_before(request) if seconds is None else seconds
    context = {"text": say_too_many(seconds)}
    response = render(request, "accounts/too_many.html", context, status=429)
    response["Retry-After"] = str(max(1, seconds))
    return response


class SignInView(LoginView):
    """Address and password; then the second factor, if there is one."""

    template_name = "accounts/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Turn away whoever must wait without a write to the database."""
        if request.method == "POST":
            seconds = seconds_to_wait(request, "login")
            if seconds:
                return too_many(request, seconds)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign somebody else in only after signing out who was there."""
        if self.request.user.is_authenticated:
            logout(self.request, show_message=False)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the external providers that are set up."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        following = context["redirect_field_value"]
        query = {REDIRECT_FIELD_NAME: following} if following else {}
        context["providers"] = [
            (provider.name, provider.get_login_url(self.request, **query))
            for provider in get_external_adapter().list_providers(self.request)
        ]
        return context


sign_out = LogoutView.as_view(template_name="accounts/sign_out.html")


@method_decorator(never_cache, name="dispatch")
class ActivateAppView(ActivateTOTPView):
    """Set up an app; whose first code is right has shown the second factor."""

    template_name = "accounts/totp_activate.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Note that it was shown in this session."""
        response: HttpResponse = super().form_valid(form)
        second_factor.remember(self.request, self.request.user)
        return response


@method_decorator([login_required, never_cache], name="dispatch")
class RemoveAppView(FormView):
    """Remove the app, or make room for another telephone, with a code of the present.

    Whoever must have a second factor sets up the new one before anything else.
    """

    template_name = "accounts/form.html"
    form_class = RemoveAppForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Without an app there is nothing to remove."""
        self.app = Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.TOTP
        ).first()
        if self.app is None:
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose code it asks for."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what follows."""
        lead = (
            _("Your role needs a second factor: next you set up the new one.")
            if second_factor.is_required(self.request.user)
            else _("Signing in will take your password alone.")
        )
        return super().get_context_data(
            title=_("Remove or replace the second factor"),
            lead=lead,
            button=_("Remove it"),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it, with its recovery codes, and go on to the next one."""
        form.save()
        deactivate_totp(self.request, self.app)
        second_factor.forget(self.request)
        must = second_factor.is_required(self.request.user)
        return redirect("mfa_activate_totp" if must else "mfa_index")


@method_decorator(never_cache, name="dispatch")
class RecoveryCodesView(ViewRecoveryCodesView):
    """The recovery codes, and the way on to what the person came for."""

    template_name = "accounts/recovery_codes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the person was going when the second factor was asked for."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        following = self.request.session.get(second_factor.NEXT_KEY)
        context["following"] = following or reverse("account_home")
        return context


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Show the account: password, second factor, sessions; take a language."""
    person: Any = request.user
    if request.method == "POST":
        return _choose_language(request, person)
    factors = Authenticator.objects.filter(user_id=person.pk)
    types = {each.type for each in factors}
    context = {
        "has_factor": bool(types & set(second_factor.FACTORS)),
        "is_required": second_factor.is_required(person),
        "has_password": person.has_usable_password(),
        "languages": settings.LANGUAGES,
    }
    return render(request, "accounts/home.html", context)


def _choose_language(request: HttpRequest, person: Any) -> HttpResponse:
    """Set the language, and show the account in it."""
    language = request.POST.get("language", "")
    try:
        choose_language(person=person, language=language, by=person)
    except AccountError as error:
        messages.error(request, str(error))
        return redirect("account_home")
    with override(language):
        messages.success(request, _("The language is set."))
        return redirect("account_home")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def my_sessions(request: HttpRequest) -> HttpResponse:
    """Show where the person is signed in; end one session, or all others."""
    key = request.session.session_key
    if request.method == "POST":
        return _end_sessions(request, key)
    places = sessions.places_of(request.user, current_key=key)
    return render(request, "accounts/sessions.html", {"places": places})


def _end_sessions(request: HttpRequest, key: str | None) -> HttpResponse:
    if "others" in request.POST:
        sessions.end_others(current_key=key, by=request.user)
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
    given = request.POST.get("session", "")
    is_number = given.isascii() and given.isdigit() and len(given) < MOST_DIGITS
    number = int(given) if is_number else 0
    if not number or not sessions.end_one(session_id=number, by=request.user):
        messages.error(request, _("This session had ended already."))
    else:
        messages.success(request, _("The session is ended."))
    return redirect("usersessions_list")


def own_door(request: HttpRequest, *, name: str, **_rest: Any) -> HttpResponse:
    """Lead from one of Wagtail's doors, which know no second factor, to ours."""
    following = request.GET.get(REDIRECT_FIELD_NAME)
    query = f"?{urlencode({REDIRECT_FIELD_NAME: following})}" if following else ""
    return HttpResponseRedirect(reverse(name) + query)
