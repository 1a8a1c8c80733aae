"""Every write to an account by somebody who is not its person, and the first one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts import mails
from cms.accounts.addresses import prove
from cms.accounts.models import User
from cms.accounts.signals import person_changed

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AccountError(ValueError):
    """What was asked for cannot be done to this account; says why in its words."""


@transaction.atomic
def activate(*, person: User, password: str, by: User | None) -> User:
    """Give an invited person their first password; their address counts as proved.

    Raises AccountError for an account that is closed or has a password already, and
    ValidationError for a password that is too weak.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active:
        raise AccountError(_("This account is closed."))
    if person.has_usable_password():
        raise AccountError(_("This account has a password already: sign in with it."))
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    prove(person)
    _tell("accounts.activated", person, by)
    return person


def sign_in(*, request: HttpRequest, person: User, next_url: str = "") -> HttpResponse:
    """Sign a person in who has just proved who they are; return where they go next.

    Passes through the second factor if they have one. An address outside the portal is
    not followed. Whoever was signed in with this browser is signed out.
    """
    if request.user.is_authenticated:
        logout(request, show_message=False)
    safe = next_url if next_url and get_adapter().is_safe_url(next_url) else None
    record_authentication(request, person, method="invitation", email=person.email)
    login = Login(user=person, email=person.email, redirect_url=safe)
    response: HttpResponse = perform_login(request, login)
    return response


@transaction.atomic
def deactivate(*, person: User, reason: str, by: User | None) -> None:
    """Close an account and end its sessions; all that bears its name stays.

    The second factor stays too, so that reopening the account opens no weaker door.
    Appointments are ended by their own action. Raises AccountError without a reason,
    or for one's own account.
    """
    reason = _stated(reason)
    if by is not None and by.pk == person.pk:
        raise AccountError(_("Nobody closes their own account."))
    if not User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        return
    person.is_active = False
    _end_all(person)
    _tell("accounts.deactivated", person, by, reason=reason)


@transaction.atomic
def reactivate(*, person: User, reason: str, by: User | None) -> None:
    """Open a closed account again.

    Raises AccountError without a reason, or if nothing says any more whose it was.
    """
    reason = _stated(reason)
    if User.objects.filter(pk=person.pk, personal_data_removed_at__isnull=False):
        raise AccountError(
            _("The personal data of this account were removed: it is not opened again.")
        )
    if not User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        return
    person.is_active = True
    _tell("accounts.reactivated", person, by, reason=reason)


@transaction.atomic
def end_sessions(*, person: User, by: User | None) -> None:
    """Sign a person out everywhere, at once."""
    _end_all(person)
    _tell("accounts.sessions_ended", person, by)


@transaction.atomic
def remove_second_factor(*, person: User, reason: str, by: User | None) -> None:
    """Remove a lost second factor with its recovery codes, and end all sessions.

    The person is told by mail. Raises AccountError without a reason, or for one's own
    account: a stolen session must not be able to.
    """
    reason = _stated(reason)
    if by is not None and by.pk == person.pk:
        raise AccountError(_("Nobody removes their own second factor here."))
    if not Authenticator.objects.filter(user=person).delete()[0]:
        return
    _end_all(person)
    mails.build(
        "mfa/email/totp_deactivated",
        email=person.email,
        person=person,
        context={"timestamp": timezone.now()},
    ).send()
    _tell("accounts.second_factor_removed", person, by, reason=reason)


@transaction.atomic
def choose_language(*, person: User, language: str, by: User | None) -> None:
    """Set the language of a person's mails and of their screens behind the sign-in.

    Raises AccountError for a language that the portal does not speak.
    """
    if language not in dict(settings.LANGUAGES):
        raise AccountError(_("The portal does not speak this language."))
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.language == language:
        return
    person.language = language
    person.save(update_fields=["language"])
    _tell("accounts.language_chosen", person, by, language=language)


def _end_all(person: User) -> None:
    """Make every session's hash wrong, wherever it is kept; forget the known ones."""
    User.objects.filter(pk=person.pk).update(sessions_ended=F("sessions_ended") + 1)
    person.refresh_from_db(fields=["sessions_ended"])
    for session in UserSession.objects.filter(user=person):
        session.end()


def _stated(reason: str) -> str:
    reason = reason.strip()
    if not reason:
        raise AccountError(_("Please give a reason."))
    return reason


def _tell(verb: str, person: User, by: User | None, **data: Any) -> None:
    data = {"person": str(person), **data}
    person_changed.send(
        sender=User,
        verb=verb,
        person=person,
        by=by,
        data=data,
    )
