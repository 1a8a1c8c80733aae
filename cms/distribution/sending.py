"""The mails of notices: composed when they are sent, by the worker, one by one."""

from __future__ import annotations

import logging
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import TYPE_CHECKING

from django.core.mail import EmailMessage
from django.db import DatabaseError
from django.utils import timezone, translation

from cms.distribution.guards import seen_by
from cms.distribution.letters import digest_letter, letter
from cms.distribution.models import Digest, Mail, Notice
from cms.distribution.wording import words_of
from cms.jobs.mail import send_now
from cms.jobs.queue import GiveUp, job

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

logger = logging.getLogger("cms.distribution")

# Notices that one job mails: few enough that it does not keep the worker for long.
BATCH = 50
# Said of one message by a server that is there; another message may well pass.
_OF_ONE_MESSAGE = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)


def queue_mail(numbers: Iterable[int]) -> None:
    """Order the mails of notices, in the caller's transaction."""
    ordered = list(numbers)
    for start in range(0, len(ordered), BATCH):
        mail_notices.enqueue(ordered[start : start + BATCH])


# As long as any mail of the queue: about six hours in all.
@job(queue="mail", priority=10, retries=12, backoff_s=30)
def mail_notices(numbers: list[int]) -> None:
    """Mail those of these notices that have not been mailed yet.

    What a server refuses for one message does not keep the others back; they are
    tried again together.
    """
    later: Exception | None = None
    waiting = Notice.objects.to_be_mailed().filter(pk__in=numbers, digest=None)
    for notice in waiting.select_related("recipient").order_by("pk"):
        try:
            _mail([notice], lambda seen: letter(seen[0]))
        except _OF_ONE_MESSAGE as error:
            later = error
    if later is not None:
        raise later


@job(queue="mail", priority=5, retries=12, backoff_s=30)
def mail_digest(number: int) -> None:
    """Mail one person's digest of a day, unless it has been mailed."""
    digest = Digest.objects.get(pk=number)
    waiting = Notice.objects.to_be_mailed().filter(digest=digest)
    notices = list(waiting.select_related("recipient").order_by("created_at", "pk"))
    if notices:
        _mail(notices, lambda seen: digest_letter(digest, seen))


def _mail(
    notices: Sequence[Notice], compose: Callable[[list[Notice]], EmailMessage]
) -> None:
    """Send one mail about notices to one person, if they may still see them.

    Raises what may pass later: a server that is away, a database that is busy.
    """
    person = notices[0].recipient
    if not person.is_active:
        _note(notices, mail=Mail.NONE)
        return
    seen = seen_by(person, notices)
    hidden = [notice for notice in notices if notice.pk not in seen]
    if hidden:
        _note(hidden, mail=Mail.NONE, hidden_at=timezone.now())
    shown = [n for n in notices if n.pk in seen and _has_words(n)]
    if not shown:
        return
    try:
        _deliver(compose(shown))
    except (DatabaseError, OSError):
        raise  # SMTP's own errors among them: the queue tries again
    except GiveUp as error:
        _note(shown, mail=Mail.FAILED, mail_error=str(error))
    except Exception as error:  # noqa: BLE001 - whatever a mail's parts raise
        _note_unmade(shown, error)  # a bad address: no further attempt can help
    else:
        _note(shown, mail=Mail.SENT, mail_error="")


def _has_words(notice: Notice) -> bool:
    """Tell whether a notice can be put into words; one that cannot spoils no digest."""
    try:
        with translation.override(notice.recipient.language):
            words_of(notice)
    except DatabaseError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a room's template raises
        _note_unmade([notice], error)
        return False
    return True


def _note_unmade(notices: Sequence[Notice], error: Exception) -> None:
    logger.error("No mail of notice %s", notices[0].pk, exc_info=error)
    _note(notices, mail=Mail.FAILED, mail_error=f"{type(error).__name__}: {error}")


def _deliver(message: EmailMessage) -> None:
    """Send a message; one to nobody would count as sent."""
    if not message.recipients():
        msg = "The person has no e-mail address."
        raise GiveUp(msg)
    send_now(message)


def _note(notices: Iterable[Notice], **changes: object) -> None:
    """Write what became of mails that were on their way."""
    numbers = [notice.pk for notice in notices]
    Notice.objects.to_be_mailed().filter(pk__in=numbers).update(
        mail_at=timezone.now(), **changes
    )
