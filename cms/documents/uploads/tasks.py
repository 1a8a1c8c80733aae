"""What the worker does with files on their way in."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from cms.documents.models import Upload
from cms.documents.uploads.settling import settle, sweep
from cms.jobs.queue import job
from cms.jobs.schedules import every

# Longer than it takes to look at the largest file.
LEFT_ALONE = dt.timedelta(minutes=2)
AT_ONCE = 200


@every(5 * 60, name="documents.uploads")
@job(retries=1)
def look_after_uploads() -> str:
    """Settle what a death or a full disk left alone; forget what has expired."""
    now = timezone.now()
    left = Upload.objects.filter(
        state=Upload.State.RECEIVED, moved_at__lte=now - LEFT_ALONE
    )
    settled = [settle(upload=each) for each in left.order_by("moved_at")[:AT_ONCE]]
    return f"{len(settled)} settled, {sweep(now)} forgotten"
