"""The schedules of this room."""

from cms.conference.groups import keep_all_groups
from cms.conference.presiding import announce_hand_overs
from cms.jobs.queue import job
from cms.jobs.schedules import every

MINUTE_S = 60
DAY_S = 24 * 60 * 60


@every(MINUTE_S, name="hand_over")
@job(retries=1)
def hand_over() -> None:
    """Note that a Presidency has begun, and tell of it; the next minute tries again.

    No right depends on it: rights are computed when they are asked for.
    """
    announce_hand_overs()


@every(DAY_S, name="keep_groups")
@job(retries=3, backoff_s=60)
def keep_groups() -> None:
    """Take ended people out of the Secretariat's group, for tidy lists.

    Their rights are re-checked at each request without it.
    """
    keep_all_groups()
