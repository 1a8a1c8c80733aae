"""`manage.py search_state`: what waits, what failed, what is in the index."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.engine import get_engine
from search.models import OutboxEntry, RebuildRequest
from search.sources import expected_count

SHOWN = 50


class Command(BaseCommand):
    """Shows the state of the index, and makes failed entries ready again."""

    help = "Show what waits, what failed, what is in the index; --retry tries again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--retry", action="store_true", help="Try all failed entries again"
        )
        parser.add_argument(
            "--check",
            action="store_true",
            help="Fail if the index is unusable or entries are parked",
        )

    def handle(self, *args: Any, retry: bool, check: bool, **options: Any) -> None:
        """Retry if asked to; otherwise show the state."""
        if retry:
            self.stdout.write(f"{OutboxEntry.objects.retry()} made ready")
            return
        self._show_outbox()
        engine = get_engine()
        healthy = engine.healthy()
        in_index = engine.count() if healthy else 0
        self.stdout.write(f"index {'ready' if healthy else 'not usable'}")
        self.stdout.write(f"documents {in_index}, expected {expected_count()}")
        if check and (not healthy or OutboxEntry.objects.parked().exists()):
            msg = "The search index needs somebody's attention."
            raise CommandError(msg)

    def _show_outbox(self) -> None:
        waiting = OutboxEntry.objects.waiting()
        self.stdout.write(f"waiting {waiting.count()}")
        if oldest := waiting.order_by("created_at").first():
            age = timezone.now() - oldest.created_at
            self.stdout.write(f"  oldest {age.total_seconds():.0f} s ago: {oldest}")
        self.stdout.write(f"rebuilds asked for {RebuildRequest.objects.open().count()}")
        failed = OutboxEntry.objects.filter(attempts__gt=0)
        parked = OutboxEntry.objects.parked().count()
        self.stdout.write(f"failed {failed.count()}, of these parked {parked}")
        for entry in failed[:SHOWN]:
            line = f"  {entry} after {entry.attempts}: {entry.last_error}"
            self.stdout.write(line.splitlines()[0])
