"""The forms of an account, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp_forms
from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _


def _say(form: forms.BaseForm, labels: dict[str, Any]) -> None:
    """Put labels onto fields; what a label says needs no placeholder."""
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name in labels:
            field.label = labels[name]


class SignInForm(account_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our labels."""
        super().__init__(*args, **kwargs)
        labels = {
            "login": _("E-mail address"),
            "password": _("Password"),
            "remember": _("Stay signed in on this device for two weeks"),
        }
        _say(self, labels)
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"].help_text = ""


class ResetForm(account_forms.ResetPasswordForm):
    """The address whose password is forgotten."""

    users: list[Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our label."""
        super().__init__(*args, **kwargs)
        _say(self, {"email": _("E-mail address")})

    def clean_email(self) -> str:
        """Leave out who never accepted an invitation: it would outlive its expiry."""
        email: str = super().clean_email()
        self.users = [u for u in self.users if u.has_usable_password() or u.last_login]
        return email


_NEW = {"password1": _("New password"), "password2": _("New password again")}


class NewPasswordForm(account_forms.ResetPasswordKeyForm):
    """A new password, after the link in the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our labels."""
        super().__init__(*args, **kwargs)
        _say(self, _NEW)


class FirstPasswordForm(account_forms.SetPasswordForm):
    """A first password; also for whoever accepts an invitation (``user=``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our labels."""
        super().__init__(*args, **kwargs)
        _say(self, {"password1": _("Password"), "password2": _("Password again")})


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our labels."""
        super().__init__(*args, **kwargs)
        _say(self, {"oldpassword": _("Present password"), **_NEW})
        self.fields["oldpassword"].help_text = ""


class ConfirmPasswordForm(account_forms.ReauthenticateForm):
    """The password once more, before the account is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our label."""
        super().__init__(*args, **kwargs)
        _say(self, {"password": _("Password")})
        self.fields["password"].help_text = ""


class _CodeMixin(forms.Form):
    """A code from the app or a recovery code; each is taken once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our label, and ask a telephone for its number pad."""
        super().__init__(*args, **kwargs)
        _say(self, {"code": _("Code from your app, or a recovery code")})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        """Take no code of the app twice, as long as it could pass."""
        code: str = super().clean_code()  # type: ignore[misc]
        authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP:
            steps = 2 * mfa_settings.TOTP_TOLERANCE + 1
            digits = "".join(filter(str.isdigit, code))
            key = f"accounts:code:{authenticator.user_id}:{digits}"
            if not cache.add(key, 1, timeout=steps * mfa_settings.TOTP_PERIOD):
                raise get_adapter().validation_error("incorrect_code")
        return code


class SecondFactorForm(_CodeMixin, mfa_forms.AuthenticateForm):
    """The second factor, at sign-in."""


class SecondFactorAgainForm(_CodeMixin, mfa_forms.ReauthenticateForm):
    """The second factor, within a session."""


class RemoveAppForm(_CodeMixin, mfa_forms.ReauthenticateForm):
    """The second factor, before it is removed: a password alone does not remove it."""


class ActivateAppForm(totp_forms.ActivateTOTPForm):
    """The first code of an app, which proves that it knows the secret."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our label."""
        super().__init__(*args, **kwargs)
        _say(self, {"code": _("Code that the app shows")})
        self.fields["code"].widget.attrs["inputmode"] = "numeric"
