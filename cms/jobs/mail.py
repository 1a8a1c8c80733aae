"""Mail goes out through the queue: written with the caller's data, sent by a worker.

Set as EMAIL_BACKEND it catches whatever Django, Wagtail or a package sends. The
message is delivered through JOBS_EMAIL_BACKEND.
"""

import logging
from collections.abc import Sequence
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from cms.jobs.envelope import pack, unpack
from cms.jobs.queue import GiveUp, job

logger = logging.getLogger("cms.jobs")

# SMTP answers from here on mean "never", below it "not now" (RFC 5321, 4.2.1).
_PERMANENT = 500


# With the waits doubling from half a minute to an hour: about six hours in all.
@job(queue="mail", priority=10, retries=12, backoff_s=30)
def deliver(packed: dict[str, Any]) -> None:
    """Send one message; its Message-ID is the same at each attempt."""
    send_now(unpack(packed))


def send_now(message: EmailMessage) -> None:
    """Deliver a message, within a job; raises GiveUp if it is refused for good.

    For jobs that compose their mail when it is sent; everybody else sends as Django
    does, and the message is queued.
    """
    try:
        get_connection(settings.JOBS_EMAIL_BACKEND).send_messages([message])
    except SMTPRecipientsRefused as error:
        if all(code >= _PERMANENT for code, _ in error.recipients.values()):
            raise GiveUp(_refusal(error)) from error
        raise
    except (SMTPSenderRefused, SMTPDataError) as error:
        if error.smtp_code >= _PERMANENT:
            raise GiveUp(_refusal(error)) from error
        raise


def _refusal(error: Exception) -> str:
    return f"The mail server refuses the message for good: {error}"


class QueuedEmailBackend(BaseEmailBackend):
    """Enqueues each message within the caller's transaction and sends nothing."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Enqueue the messages that have a recipient and return how many they are.

        Raises what Django raises for a message that could never be sent, such as a
        line break in a header, unless the backend is to fail silently.
        """
        enqueued = 0
        for message in email_messages:
            if not message.recipients():
                continue
            try:
                packed = pack(message)
            except ValueError:
                if not self.fail_silently:
                    raise
                logger.exception("A message was not enqueued")
                continue
            deliver.enqueue(packed)
            enqueued += 1
        return enqueued
