"""`manage.py run_scheduler`: enqueue what is due and recover lost tasks."""

import logging
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from cms.jobs.heartbeat import Heartbeat
from cms.jobs.leases import recover_lost
from cms.jobs.schedules import tick
from cms.jobs.worker import ForcedStop, StopSwitch

logger = logging.getLogger("cms.jobs")

STEP_S = 1.0
RECOVER_EACH_STEPS = 5


class Command(BaseCommand):
    """Looks each second whether a schedule is due."""

    help = "Enqueue recurring tasks when due, and recover tasks of dead workers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Keep on until stopped."""
        switch = StopSwitch()
        switch.install()
        try:
            with Heartbeat("scheduler"):
                logger.info("Scheduler ready")
                step_number = 0
                while not switch.on:
                    close_old_connections()
                    step(recover=step_number % RECOVER_EACH_STEPS == 0)
                    step_number += 1
                    time.sleep(STEP_S)
        except ForcedStop:
            raise SystemExit(1) from None
        logger.info("Scheduler stopped")


def step(*, recover: bool) -> None:
    """Do one second's work; an unwell database is waited for."""
    now = timezone.now()
    try:
        for name in tick(now):
            logger.info("Schedule %s is due", name)
        if recover:
            recover_lost(now)
    except DatabaseError:
        logger.exception("The scheduler goes on after an error")
        connection.close()
