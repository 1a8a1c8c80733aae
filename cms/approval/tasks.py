"""The schedules of this room."""

from cms.approval import reminders
from cms.jobs.queue import job
from cms.jobs.schedules import every

HOUR_S = 60 * 60


@every(HOUR_S, name="approval_reminders")
@job(retries=3, backoff_s=60)
def remind_whose_turn() -> None:
    """Remind those for whom texts wait, and free what waits for nobody."""
    reminders.free_what_waits_for_nobody()
    reminders.remind_whose_turn()
