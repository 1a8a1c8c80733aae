"""What is tidied each night: sessions that have ended, counts that have run out."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from cms.accounts.models import SharedEntry
from cms.jobs.queue import job
from cms.jobs.schedules import every

DAY_S = 24 * 60 * 60


@every(DAY_S, name="forget_old_sessions")
@job(retries=3, backoff_s=60)
def forget_old_sessions() -> None:
    """Delete expired sessions, what was noted of them, and expired counts."""
    call_command("clearsessions")
    living = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()
    SharedEntry.objects.filter(expires__lt=timezone.now()).delete()
