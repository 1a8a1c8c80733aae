"""The schedules that every installation has."""

from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from cms.jobs.leases import forget_old_heartbeats
from cms.jobs.queue import job
from cms.jobs.schedules import every

DAY_S = 24 * 60 * 60
KEEP_DAYS = 14


@every(DAY_S, name="prune_finished")
@job(retries=3, backoff_s=60)
def prune_finished() -> None:
    """Delete the rows of tasks that ended long ago.

    Mails that went out go sooner, since their rows hold the whole message.
    """
    prune = "prune_db_task_results"
    call_command(prune, queue_name="*", min_age_days=KEEP_DAYS, verbosity=0)
    call_command(
        prune,
        queue_name="mail",
        min_age_days=1,
        failed_min_age_days=KEEP_DAYS,
        verbosity=0,
    )
    forget_old_heartbeats(timezone.now())


@job(retries=1)
def publish_scheduled() -> None:
    """Publish and retire the pages whose time has come; the next minute tries again."""
    call_command("publish_scheduled")


if apps.is_installed("wagtail"):
    every(60, name="publish_scheduled")(publish_scheduled)
