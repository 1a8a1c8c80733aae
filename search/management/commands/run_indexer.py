"""`manage.py run_indexer`: the process that writes the search index."""

import signal
import threading
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand

from search.engine import get_engine
from search.loop import Indexer


class Command(BaseCommand):
    """Follows the outbox until SIGTERM or SIGINT."""

    help = "Write what changes in the archive into the search index."

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the loop; a signal lets it finish what it is doing."""
        stop = threading.Event()

        def ask_to_stop(number: int, frame: FrameType | None) -> None:
            stop.set()

        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, ask_to_stop)
        self.stdout.write("indexer started")
        Indexer(get_engine(), stop).run()
        self.stdout.write("indexer stopped")
