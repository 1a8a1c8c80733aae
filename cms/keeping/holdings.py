"""Where this portal holds personal data, what for, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Holding:
    """Records of one kind that name people; ``ends`` says when they go, and how."""

    # The tables, by the labels of their models.
    models: tuple[str, ...]
    what: str | _StrPromise
    ends: str | _StrPromise
    # Nobody has decided how long it is kept.
    is_undecided: bool = False


_HOLDINGS = [
    Holding(
        ("accounts.User",),
        _("Accounts: name, address, language, last sign-in"),
        _(
            "Removed some years after the account was closed; the record of decisions "
            "stays, without the name."
        ),
        is_undecided=True,
    ),
    Holding(
        ("audit.Event",),
        _("Record of what was done: name at the time, capacity"),
        _(
            "Kept for ever: it proves who decided. Of a person whose data were removed "
            "it shows role and party, no longer the name."
        ),
    ),
    Holding(
        ("conference.Appointment", "conference.Deputy", "conference.Invitation"),
        _("Appointments, deputies and invitations: name, address, party, dates"),
        _(
            "Kept for ever with the record of decisions; names and addresses go with "
            "the account, and reasons of absences too."
        ),
        is_undecided=True,
    ),
    Holding(
        ("conference.AccreditedPerson", "conference.Accreditation"),
        _("People on the list of a delegation to a meeting"),
        _("Names are removed some years after the meeting; how many came stays."),
        is_undecided=True,
    ),
    Holding(
        ("usersessions.UserSession", "sessions.Session"),
        _("Sign-ins: network address, browser, last activity"),
        _("Removed when the session ends or expires."),
    ),
    Holding(
        ("mfa.Authenticator", "account.EmailAddress", "socialaccount.SocialAccount"),
        _("Second factors, confirmed addresses, identities of other providers"),
        _("Removed with the account, or by its holder."),
    ),
    Holding(
        ("distribution.Notice", "django_tasks_database.DBTaskResult"),
        _("Notices and mails: to whom, what about, whether it was delivered"),
        _("Rows of the queue go after 14 days; notices go with the account."),
        is_undecided=True,
    ),
    Holding(
        ("documents.Document", "documents.DocumentVersion"),
        _("Files: who brought them in, and what their text says of people"),
        _("By the class of the file, in the table above."),
    ),
]


def register(holding: Holding) -> Holding:
    """Let a room say where it holds personal data."""
    if holding not in _HOLDINGS:
        _HOLDINGS.append(holding)
    return holding


def all_holdings() -> list[Holding]:
    """Return everything that is known to hold personal data."""
    return list(_HOLDINGS)
