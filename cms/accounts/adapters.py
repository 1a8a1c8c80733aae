"""Where this portal differs from django-allauth's habits."""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import unstash_login
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from cms.accounts import mails
from cms.accounts.models import User
from cms.accounts.secrets import hide, reveal
from cms.accounts.throttling import say_too_many, seconds_to_wait

# What is said after a deed, by django-allauth's names; the rest goes without saying.
SAID = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "mfa/messages/totp_activated.txt": _("The second factor is set up."),
    "mfa/messages/totp_deactivated.txt": _("The second factor is removed."),
}
ERRORS = {
    "email_password_mismatch": _(
        "The address or the password is not right, or the account is no longer in use."
    ),
    "enter_current_password": _("This is not your present password."),
    "incorrect_code": _("This code is not right, or it has been used."),
    "incorrect_password": _("This password is not right."),
    "invalid_password_reset": _("This link has been used or has run out."),
}
TOO_MANY = frozenset({"too_many_login_attempts", "rate_limited"})
# So many seconds after signing in, nobody is asked for the password again.
FRESH_S = 300


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by invitation, in the person's language, with mails of our own."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up; people are invited."""
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Say how long to wait where django-allauth says "later"."""
        if code in TOO_MANY:
            return ValidationError(say_too_many(self._wait()), code=code)
        return super().validation_error(code, *args)

    def _wait(self) -> int:
        """Find the limit of failed attempts that stops the person in hand."""
        request = context.request
        login = request.POST.get("login", "").strip().lower()
        keys = [self._get_login_attempts_cache_key(request, email=login)]
        person = request.user
        if not person.is_authenticated:
            pending = unstash_login(request, peek=True)
            person = pending.user if pending else None
        if person:
            keys.append(f"mfa-auth-user-{person.pk}")
            keys.append(self._get_login_attempts_cache_key(request, email=person.email))
        waits = [seconds_to_wait(request, "login_failed", key=key) for key in keys]
        return max(waits)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Turn away whoever must wait by reading alone; count whoever may try."""
        key = self._get_login_attempts_cache_key(request, **credentials)
        if seconds_to_wait(request, "login_failed", key=key):
            raise self.validation_error("too_many_login_attempts")
        super().pre_authenticate(request, **credentials)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Say what is worth saying, in our words."""
        text = message or SAID.get(message_template or "")
        if text and request.user.is_authenticated:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Put a mail into the queue, in the language of its reader."""
        mails.build(
            template_prefix,
            email=email,
            person=context.get("user"),
            url=context.get("password_reset_url", ""),
            context=context,
        ).send()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person what was done to their account, at the address of today."""
        told = {
            "user": user,
            "timestamp": timezone.now(),
            "ip": self.get_client_ip(self.request),
            "user_agent": self.get_http_user_agent(self.request),
        }
        self.send_mail(template_prefix, user.email, told | (context or {}))

    def send_password_reset_mail(
        self, user: User, email: str, context: dict[str, Any]
    ) -> None:
        """Send the link to the page in the person's language, at the known address.

        Never at the host that the request named: whoever asks may have named theirs.
        """
        with translation.override(user.language):
            path = reverse(
                "account_reset_password_from_key",
                kwargs={"uidb36": context["uid"], "key": context["key"]},
            )
        url = urljoin(settings.WAGTAILADMIN_BASE_URL, path)
        self.send_mail(
            "account/email/password_reset_key",
            user.email,
            {**context, "password_reset_url": url},
        )

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the account."""
        return reverse("account_home")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before the account is changed, but not just after signing in."""
        request = context.request
        records = get_authentication_records(request, request.user)
        now = timezone.now().timestamp()
        if any(0 <= now - record["at"] < FRESH_S for record in records):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are hidden in the database; the app shows the portal's name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": ERRORS["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Hide a secret with the key of the installation."""
        return hide(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret."""
        return reveal(encrypted_text)

    def get_totp_issuer(self) -> str:
        """Name the portal in the person's app."""
        return str(settings.WAGTAIL_SITE_NAME)


class ExternalIdentityAdapter(DefaultSocialAccountAdapter):
    """An external identity signs in a person already known, and does nothing else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse to tie an identity to whoever happens to be signed in."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_away("socialaccount_login_error"))

    def authenticate_by_email(self, sociallogin: Any) -> tuple[User, str] | None:
        """Find the person whose proved address is the one that the provider proved."""
        for proved in sociallogin.email_addresses:
            email = (proved.email or "").strip().lower()
            # Some providers write it as a word.
            if proved.verified not in (True, "true") or not email:
                continue
            known = EmailAddress.objects.filter(
                email=email, verified=True, user__email=email, user__is_active=True
            ).select_related("user")
            address = known.first()
            if address:
                return address.user, email
        return None

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Tell somebody who is not known how people come here."""
        raise ImmediateHttpResponse(_away("external_identity_unknown"))

    def on_authentication_error(self, request: Any, *_a: Any, **_k: Any) -> None:
        """Lead to a page of our own when the provider fails or is not reached."""
        raise ImmediateHttpResponse(_away("socialaccount_login_error"))


def _away(name: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(name))
