"""`manage.py rebuild_index`: build the search index anew while the old one answers."""

import time
from argparse import ArgumentParser
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engine import Engine, get_engine
from search.errors import EngineBusyError
from search.models import RebuildRequest
from search.rebuilding import carry_out, request
from search.sources import expected_count

LOOK_EVERY_S = 0.2


class Command(BaseCommand):
    """Builds by itself if no indexer runs; otherwise asks the indexer, and watches."""

    help = "Build the search index anew while the old one answers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--no-wait",
            action="store_true",
            help="Leave it to the indexer, now or when it starts",
        )

    def handle(self, *args: Any, no_wait: bool, **options: Any) -> None:
        """Rebuild, here or in the indexer."""
        asked = request()
        if no_wait:
            self.stdout.write("asked for")
            return
        engine = get_engine()
        with tqdm(total=expected_count(), unit=" documents") as bar:
            while asked.finished_at is None:
                self._turn(engine, asked, bar)
        if asked.error:
            raise CommandError(asked.error)
        self.stdout.write(f"{engine.count()} documents in the index")

    def _turn(
        self, engine: Engine, asked: RebuildRequest, bar: "tqdm[NoReturn]"
    ) -> None:
        """Build if nobody holds the index, perhaps no more; otherwise watch."""
        try:
            engine.claim()
        except EngineBusyError:
            time.sleep(LOOK_EVERY_S)
        else:
            try:
                carry_out(engine, lambda done: _show(bar, done))
            finally:
                engine.close()
        asked.refresh_from_db()
        bar.total = asked.expected or bar.total
        _show(bar, asked.done)


def _show(bar: "tqdm[NoReturn]", done: int) -> None:
    bar.update(done - bar.n)
