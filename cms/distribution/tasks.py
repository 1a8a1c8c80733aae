"""What recurs: the daily digest, and looking for mails that were lost."""

from django.utils import timezone

from cms.distribution.digests import make_digests
from cms.distribution.leftovers import order_lost
from cms.jobs.queue import job
from cms.jobs.schedules import every

HOUR_S = 60 * 60


@every(HOUR_S / 4, name="notices_digest")
@job(retries=3, backoff_s=60)
def order_digests() -> None:
    """Order the digests of the day, once its hour has come."""
    make_digests(timezone.now())


@every(HOUR_S, name="notices_lost")
@job(retries=3, backoff_s=60)
def look_for_lost() -> None:
    """Order mails anew of which the queue knows nothing."""
    order_lost(timezone.now())
