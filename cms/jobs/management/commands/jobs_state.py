"""`manage.py jobs_state`: what waits, runs and has failed."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django_tasks_db.models import DBTaskResult

from cms.jobs.models import Schedule, WorkerHeartbeat
from cms.jobs.queue import policy_of
from cms.jobs.rows import age_s, last_line, retry_failed

SHOWN = 50


class Command(BaseCommand):
    """Shows the state of the queue, and makes failed tasks ready again."""

    help = "Show what waits, runs and has failed; --retry makes failed tasks ready."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--retry", metavar="ID|all", help="Try this failed task again, or all"
        )

    def handle(self, *args: Any, retry: str | None, **options: Any) -> None:
        """Retry if asked to; otherwise show the state."""
        if retry:
            self._retry(retry)
            return
        self._show_processes()
        self._show_waiting()
        self._show_running()
        self._show_failed()

    def _retry(self, which: str) -> None:
        try:
            count = retry_failed(None if which == "all" else UUID(which))
        except ValueError:
            msg = f"{which!r} is neither a task's number nor 'all'."
            raise CommandError(msg) from None
        if which != "all" and not count:
            msg = f"No failed task has the number {which}."
            raise CommandError(msg)
        self.stdout.write(f"{count} made ready")

    def _show_processes(self) -> None:
        for beat in WorkerHeartbeat.objects.all():
            seen = f"seen {age_s(beat.seen_at)} s ago"
            self.stdout.write(f"{beat}: {seen} {beat.doing}".rstrip())
        for row in Schedule.objects.all():
            last = f"{row.last_at:%Y-%m-%d %H:%M:%S}" if row.last_at else "never"
            self.stdout.write(f"schedule {row.name}: last {last}")

    def _show_waiting(self) -> None:
        waiting = DBTaskResult.objects.filter(status="READY").order_by()
        names = Counter(waiting.values_list("task_path", flat=True))
        self.stdout.write(f"waiting {names.total()}")
        for name, count in names.most_common():
            self.stdout.write(f"  {count} {name}")
        for row in waiting.exclude(traceback="")[:SHOWN]:
            attempts = f"{len(row.worker_ids)}/{policy_of(row.task_path).attempts}"
            line = f"  again in {max(0, -age_s(row.run_after))} s: {row.task_path}"
            self.stdout.write(f"{line} {attempts} {last_line(row)}")

    def _show_running(self) -> None:
        running = DBTaskResult.objects.running()
        self.stdout.write(f"running {running.count()}")
        for row in running[:SHOWN]:
            line = f"  {row.pk} {row.task_path} for {age_s(row.started_at)} s"
            self.stdout.write(line)

    def _show_failed(self) -> None:
        failed = DBTaskResult.objects.failed()
        self.stdout.write(f"failed {failed.count()}")
        for row in failed.order_by("-finished_at")[:SHOWN]:
            attempts = f"after {len(row.worker_ids)}"
            line = f"  {row.pk} {row.task_path} {attempts}: {last_line(row)}"
            self.stdout.write(line)
