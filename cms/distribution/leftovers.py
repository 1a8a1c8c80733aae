"""Mails whose order was lost or has failed are ordered again."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from cms.distribution.models import Mail, Notice
from cms.distribution.sending import mail_digest, queue_mail

if TYPE_CHECKING:
    from cms.distribution.models import NoticeQuerySet

# Longer than the queue tries: whatever is on its way for this long has no order.
LOST_AFTER = dt.timedelta(hours=12)


def order_lost(now: dt.datetime) -> int:
    """Order the mails anew that the queue knows nothing of; return how many notices."""
    since = now - LOST_AFTER
    return _order(Notice.objects.to_be_mailed().filter(mail_at__lt=since))


def order_failed() -> int:
    """Order the mails anew that failed; return how many notices that are."""
    return _order(Notice.objects.filter(mail=Mail.FAILED, hidden_at=None))


@transaction.atomic
def _order(notices: NoticeQuerySet) -> int:
    """Put notices on their way again, those of a digest together."""
    rows = list(notices.select_for_update().order_by("pk").values_list("pk", "digest"))
    Notice.objects.filter(pk__in=[number for number, _digest in rows]).update(
        mail=Mail.QUEUED, mail_at=timezone.now(), mail_error=""
    )
    queue_mail(number for number, digest in rows if digest is None)
    for digest in sorted({digest for _number, digest in rows if digest is not None}):
        mail_digest.enqueue(digest)
    return len(rows)
