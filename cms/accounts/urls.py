"""Addresses of the account; the names are django-allauth's, which leads to them."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from django.urls import URLPattern, include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from cms.accounts import views


def _form(view: Any, title: Any, button: Any, lead: Any = "", **more: Any) -> Any:
    """Return a view that shows its form on the page that all forms share."""
    return view.as_view(
        template_name="accounts/form.html",
        extra_context={"title": title, "button": button, "lead": lead, **more},
    )


def _message(title: Any, text: Any, **more: Any) -> Any:
    """Return a page that says one thing."""
    return TemplateView.as_view(
        template_name="accounts/message.html",
        extra_context={"title": title, "text": text, **more},
    )


PASSWORD: list[URLPattern] = [
    path(
        "password/",
        _form(
            account.PasswordChangeView,
            _("Change the password"),
            _("Change the password"),
            _("You stay signed in here and are signed out everywhere else."),
        ),
        name="account_change_password",
    ),
    path(
        "password/set/",
        _form(account.PasswordSetView, _("Set a password"), _("Set the password")),
        name="account_set_password",
    ),
    path(
        "password/reset/",
        _form(
            account.PasswordResetView,
            _("A new password"),
            _("Send me the link"),
            _("We send you a link by which you choose a new password."),
        ),
        name="account_reset_password",
    ),
    path(
        "password/reset/sent/",
        _message(
            _("Look into your mail"),
            _(
                "If an account has this address, a link is on its way; it works once, "
                "for one day. If nothing comes within some minutes, look among "
                "unwanted mail, or ask the Secretariat."
            ),
        ),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(
            template_name="accounts/password_reset_from_key.html"
        ),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        _message(
            _("Your password is new"),
            _("You were signed out everywhere. Sign in with the new password."),
            leads_to_sign_in=True,
        ),
        name="account_reset_password_from_key_done",
    ),
    path(
        "confirm/",
        _form(
            account.ReauthenticateView,
            _("Is it you?"),
            _("Go on"),
            _("Before the account is changed, please give your password once more."),
        ),
        name="account_reauthenticate",
    ),
]

SECOND_FACTOR: list[URLPattern] = [
    path(
        "second-factor/",
        factor.IndexView.as_view(template_name="accounts/second_factor.html"),
        name="mfa_index",
    ),
    path(
        "second-factor/sign-in/",
        _form(
            factor.AuthenticateView,
            _("Second factor"),
            _("Sign in"),
            _("Open the app on your telephone and type in the code that it shows."),
            has_lost=True,
        ),
        name="mfa_authenticate",
    ),
    path(
        "second-factor/confirm/",
        _form(
            factor.ReauthenticateView,
            _("Second factor"),
            _("Go on"),
            _("Open the app on your telephone and type in the code that it shows."),
            has_lost=True,
        ),
        name="mfa_reauthenticate",
    ),
    path(
        "second-factor/app/",
        views.ActivateAppView.as_view(),
        name="mfa_activate_totp",
    ),
    path(
        "second-factor/app/remove/",
        views.RemoveAppView.as_view(),
        name="mfa_deactivate_totp",
    ),
    path(
        "second-factor/codes/",
        views.RecoveryCodesView.as_view(),
        name="mfa_view_recovery_codes",
    ),
    path(
        "second-factor/codes/new/",
        _form(
            codes.GenerateRecoveryCodesView,
            _("New recovery codes"),
            _("Make new codes"),
            _("The codes that you have now become void."),
        ),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "second-factor/codes/file/",
        codes.DownloadRecoveryCodesView.as_view(
            template_name="accounts/recovery_codes.txt"
        ),
        name="mfa_download_recovery_codes",
    ),
]

_BY_INVITATION = _(
    "Accounts are for delegations, the Presidency and the Secretariat. Your "
    "delegation's focal point or the Secretariat invites you by e-mail. Published "
    "papers are open to everybody, without an account."
)

OTHER: list[URLPattern] = [
    path("", views.home, name="account_home"),
    path("sessions/", views.my_sessions, name="usersessions_list"),
    path(
        "closed/",
        _message(
            _("This account is closed"),
            _("Nobody signs in with it now. Ask the Secretariat if this is wrong."),
        ),
        name="account_inactive",
    ),
    path(
        "by-invitation/",
        _message(_("By invitation"), _BY_INVITATION),
        name="account_signup",
    ),
    path(
        "external/unknown/",
        _message(
            _("No account for this identity"),
            _(
                "Your identity was confirmed, but no account here has its e-mail "
                "address. Accept your invitation first, or sign in with your password."
            ),
            leads_to_sign_in=True,
        ),
        name="external_identity_unknown",
    ),
    path(
        "external/cancelled/",
        _message(
            _("Sign-in cancelled"),
            _("You came back without signing in."),
            leads_to_sign_in=True,
        ),
        name="socialaccount_login_cancelled",
    ),
    path(
        "external/error/",
        _message(
            _("Sign-in did not work"),
            _(
                "The identity provider gave no usable answer. Try again, or sign in "
                "with your password."
            ),
            leads_to_sign_in=True,
        ),
        name="socialaccount_login_error",
    ),
]

urlpatterns = [
    # The portal calls these two ``sign_in`` and ``sign_out``.
    path("sign-in/", views.SignInView.as_view(), name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", include([*PASSWORD, *SECOND_FACTOR, *OTHER])),
]
