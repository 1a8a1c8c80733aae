"""The daily digest: once a day and person, at the hour set, whoever dies meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.distribution.models import Digest, Mail, Notice
from cms.distribution.sending import mail_digest

if TYPE_CHECKING:
    import datetime as dt

# The hour of the portal's clock from which the day's digests go out.
DEFAULT_HOUR = 7


def make_digests(now: dt.datetime) -> int:
    """Order the digests that are due; return how many. Again orders nothing.

    What comes in after a person's digest of the day waits for tomorrow's.
    """
    local = timezone.localtime(now)
    if local.hour < getattr(settings, "NOTICES_DIGEST_HOUR", DEFAULT_HOUR):
        return 0
    served = Digest.objects.filter(day=local.date()).values("recipient_id")
    waiting = Notice.objects.filter(mail=Mail.WAITING).exclude(recipient_id__in=served)
    people = waiting.order_by("recipient_id").values_list("recipient_id", flat=True)
    return sum(
        _make_digest(person_id, local.date(), now) for person_id in people.distinct()
    )


@transaction.atomic
def _make_digest(person_id: int, day: dt.date, now: dt.datetime) -> bool:
    """Bind what waits for a person into one digest and order its mail, or neither."""
    digest, made = Digest.objects.get_or_create(
        recipient_id=person_id, day=day, defaults={"created_at": now}
    )
    if not made:
        return False
    waiting = Notice.objects.filter(recipient_id=person_id, mail=Mail.WAITING)
    waiting.update(mail=Mail.QUEUED, mail_at=now, digest=digest)
    mail_digest.enqueue(digest.pk)
    return True
