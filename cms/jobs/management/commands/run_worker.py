"""`manage.py run_worker`: run tasks as they come."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cms.jobs.heartbeat import Heartbeat
from cms.jobs.leases import recover_lost
from cms.jobs.worker import POLL_S, ForcedStop, StopSwitch, Worker

logger = logging.getLogger("cms.jobs")


class Command(BaseCommand):
    """Runs tasks until it is told to stop."""

    help = (
        "Run tasks from the queue. SIGTERM or Ctrl-C lets the running task end; "
        "a second one puts it back and stops at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--queues", default="", help="Only these, with commas between (default all)"
        )
        parser.add_argument(
            "--interval",
            type=float,
            default=POLL_S,
            help="Seconds between two looks at an empty queue (default %(default)s)",
        )
        parser.add_argument(
            "--batch", action="store_true", help="Run what is due now, then end"
        )

    def handle(
        self, *args: Any, queues: str, interval: float, batch: bool, **options: Any
    ) -> None:
        """Work until stopped."""
        # One line for a task is ours to write; this logger would add two.
        logging.getLogger("django_tasks").setLevel(logging.WARNING)
        switch = StopSwitch()
        switch.install()
        names = [name.strip() for name in queues.split(",") if name.strip()]
        try:
            with Heartbeat("worker") as heartbeat:
                recover_lost(timezone.now())
                worker = Worker(heartbeat.worker_id, queues=names, heartbeat=heartbeat)
                logger.info("Worker ready (%s)", queues or "all queues")
                while batch and not switch.on and worker.run_next():
                    pass
                if not batch:
                    worker.work_until(switch, poll_s=interval)
        except ForcedStop:
            logger.warning("Worker stopped at once")
            raise SystemExit(1) from None
        logger.info("Worker stopped")
