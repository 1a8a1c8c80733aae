"""The mails about an account, each in the language of the person who gets it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.accounts.sessions import say_device

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

TEMPLATE = "accounts/emails/message"


@dataclass(frozen=True)
class Wording:
    """What a mail says; ``button`` and the address come with a link."""

    subject: _StrPromise
    lead: _StrPromise
    button: _StrPromise | str = ""
    # Said below: what to do if it was not oneself.
    remark: _StrPromise | str = ""
    tells_where: bool = False


_NOT_YOU = _(
    "If this was not you, ask for a new password at once, on the sign-in page, and "
    "tell the Secretariat."
)
# django-allauth's names of the mails → what ours say.
WORDINGS = {
    "account/email/password_reset_key": Wording(
        subject=_("Choose a new password"),
        lead=_(
            "Somebody, probably you, asked for a new password for your account. The "
            "link works once, for one day."
        ),
        button=_("Choose a new password"),
        remark=_(
            "If you did not ask for it, leave this message alone: nothing has changed."
        ),
    ),
    "account/email/unknown_account": Wording(
        subject=_("No account under this address"),
        lead=_(
            "Somebody, probably you, asked for a new password for this address, but no "
            "account in use has it. Your account may be under another address, or not "
            "set up yet: your delegation's focal point or the Secretariat can invite "
            "you."
        ),
        remark=_("If you did not ask for it, leave this message alone."),
    ),
    "account/email/password_reset": Wording(
        subject=_("Your password is new"),
        lead=_("A new password was chosen for your account by a link sent to you."),
        remark=_NOT_YOU,
        tells_where=True,
    ),
    "account/email/password_changed": Wording(
        subject=_("Your password was changed"),
        lead=_("The password of your account was changed."),
        remark=_NOT_YOU,
        tells_where=True,
    ),
    "account/email/password_set": Wording(
        subject=_("Your account has a password"),
        lead=_("A password was set for your account."),
        remark=_NOT_YOU,
        tells_where=True,
    ),
    "mfa/email/totp_activated": Wording(
        subject=_("Second factor set up"),
        lead=_(
            "From now on, signing in to your account takes a code from your app beside "
            "your password."
        ),
        remark=_NOT_YOU,
        tells_where=True,
    ),
    "mfa/email/totp_deactivated": Wording(
        subject=_("Second factor removed"),
        lead=_("Signing in to your account takes your password alone again."),
        remark=_NOT_YOU,
        tells_where=True,
    ),
    "mfa/email/recovery_codes_generated": Wording(
        subject=_("New recovery codes"),
        lead=_("New recovery codes were made for your account; the old ones are void."),
        remark=_NOT_YOU,
        tells_where=True,
    ),
}


def language_of(person: Any, email: str) -> str:
    """Return the language of the person, of the address's owner, or of the page."""
    if person is None:
        person = User.objects.filter(email=email.strip().lower()).first()
    language = getattr(person, "language", "")
    return language or translation.get_language() or settings.LANGUAGE_CODE


def build(
    name: str, *, email: str, person: Any = None, url: str = "", context: dict[str, Any]
) -> EmailMultiAlternatives:
    """Write a mail in the language of its reader, as text and as HTML.

    Raises KeyError for a mail that has no wording.
    """
    wording = WORDINGS[name]
    with translation.override(language_of(person, email)):
        said = {
            "wording": wording,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "site_url": settings.WAGTAILADMIN_BASE_URL,
            "language": translation.get_language(),
            "person": person,
            "url": url,
        }
        if wording.tells_where:
            said |= {
                "at": context.get("timestamp"),
                "address": context.get("ip", ""),
                "device": say_device(context.get("user_agent", "")),
            }
        message = EmailMultiAlternatives(
            subject=str(wording.subject),
            body=render_to_string(f"{TEMPLATE}.txt", said),
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[email],
        )
        message.attach_alternative(
            render_to_string(f"{TEMPLATE}.html", said), "text/html"
        )
    return message
