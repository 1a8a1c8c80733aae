"""`manage.py notices_state`: what became of the mails of notices."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Count

from cms.distribution.leftovers import order_failed
from cms.distribution.models import Mail, Notice

SHOWN = 50


class Command(BaseCommand):
    """Counts notices by the state of their mail, and orders failed mails again."""

    help = "Show what became of the mails of notices; --retry orders failed ones again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--retry", action="store_true", help="Order the mails that failed again"
        )

    def handle(self, *args: Any, retry: bool, **options: Any) -> None:
        """Retry if asked to; otherwise show the state."""
        if retry:
            self.stdout.write(f"{order_failed()} ordered again")
            return
        rows = Notice.objects.order_by().values_list("mail").annotate(Count("pk"))
        counts = dict(rows)
        for state in Mail:
            self.stdout.write(f"{state.value} {counts.get(state.value, 0)}")
        self._show_failed()

    def _show_failed(self) -> None:
        """Show the latest failures, each with its reason."""
        failed = Notice.objects.filter(mail=Mail.FAILED).select_related("recipient")
        for notice in failed.order_by("-mail_at")[:SHOWN]:
            at = f"{notice.mail_at:%Y-%m-%d %H:%M}"
            who = f"{notice.kind} to {notice.recipient.email}"
            self.stdout.write(f"  {notice.pk} {at} {who}: {notice.mail_error}")
