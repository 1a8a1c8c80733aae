"""Mails that went out: under test Django keeps them instead of enqueuing them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core import mail

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

LINK = re.compile(r"https?://\S+")


def sent() -> list[EmailMessage]:
    """Return the mails that went out, the oldest first."""
    return list(mail.outbox)


def link_in(message: EmailMessage) -> str:
    """Return the address in a mail, without the host."""
    whole = LINK.search(str(message.body))
    assert whole, message.body
    return "/" + whole.group().split("/", 3)[3]
