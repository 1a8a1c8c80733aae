"""What follows from a sign-in, a second factor, a new password, a new address."""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account_signals
from allauth.account.models import EmailAddress
from allauth.mfa import signals as factor_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save, pre_delete

from cms.accounts import second_factor, sessions
from cms.accounts.addresses import prove
from cms.accounts.history import refuse_if_history
from cms.accounts.models import User
from cms.accounts.signals import person_changed


def _on_signed_in(request: Any = None, **_kwargs: Any) -> None:
    if getattr(request, "session", None) is not None:
        sessions.stamp(request)


def _on_factor_used(request: Any, user: User, **_kwargs: Any) -> None:
    second_factor.remember(request, user)


def _on_factor_added(user: User, authenticator: Any, **_kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _tell("accounts.second_factor_added", user)


def _on_factor_removed(user: User, authenticator: Any, **_kwargs: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        _tell("accounts.second_factor_removed", user)


def _on_password_reset(user: User, **_kwargs: Any) -> None:
    prove(user)  # the link came to the address
    _tell("accounts.password_changed", user)


def _on_password_changed(user: User, **_kwargs: Any) -> None:
    _tell("accounts.password_changed", user)


def _tell(verb: str, person: User) -> None:
    person_changed.send(sender=User, verb=verb, person=person, by=person, data={})


def _on_saved(
    instance: User, created: bool, update_fields: Any = None, **_kwargs: Any
) -> None:
    """An address that is no longer the person's must open nothing."""
    if created or (update_fields is not None and "email" not in update_fields):
        return
    former = EmailAddress.objects.filter(user=instance)
    former.exclude(email=instance.email).delete()


def _on_deletion(instance: User, **_kwargs: Any) -> None:
    """Stop whatever door leads here: bulk actions, cascades, commands."""
    refuse_if_history(instance)


def connect() -> None:
    """Connect them, once."""
    user_logged_in.connect(_on_signed_in, dispatch_uid="accounts.signed_in")
    factor_signals.authenticator_used.connect(_on_factor_used)
    factor_signals.authenticator_added.connect(_on_factor_added)
    factor_signals.authenticator_removed.connect(_on_factor_removed)
    account_signals.password_reset.connect(_on_password_reset)
    account_signals.password_changed.connect(_on_password_changed)
    account_signals.password_set.connect(_on_password_changed)
    post_save.connect(_on_saved, sender=User)
    pre_delete.connect(_on_deletion, sender=User)
