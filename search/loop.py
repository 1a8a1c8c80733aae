"""The indexer's loop: claim the index, see that it is whole, drain, wait."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections

from search.engine import Engine
from search.errors import EngineBusyError, StoppedError
from search.indexer import BATCH, drain
from search.models import OutboxEntry, RebuildRequest
from search.rebuilding import carry_out

logger = logging.getLogger(__name__)

IDLE_S = 0.05
LONGEST_WAIT_S = 30.0
# How often the index is looked over while it works.
LOOK_OVER_S = 30.0


class Indexer:
    """Follows the outbox until `stop` is set."""

    def __init__(self, engine: Engine, stop: threading.Event) -> None:
        """Take the engine that it alone writes, and the event that ends it."""
        self._engine = engine
        self._stop = stop
        self._look_over_at = 0.0
        self._failures = 0
        self._told_busy = False

    def run(self) -> None:
        """Work until told to stop; no failure ends it."""
        try:
            while not self._stop.is_set():
                self._stop.wait(self.step())
        finally:
            self._engine.close()

    def step(self) -> float:
        """Do what there is to do, once; return how many seconds to wait."""
        try:
            wait = self._work()
        except EngineBusyError as error:
            # A killed predecessor's lock goes with it; a living one's when it stops.
            if not self._told_busy:
                logger.warning("%s Waiting for it to end.", error)
            self._told_busy = True
            return 1.0
        except StoppedError:
            logger.info("Stopped in the middle of a rebuild; the old index stays.")
            return 0.0
        except Exception as error:
            logger.exception("The indexer failed; it will try again.")
            return self._after(error)
        self._failures = 0
        return wait

    def _work(self) -> float:
        self._engine.claim()
        self._told_busy = False
        if RebuildRequest.objects.open().exists() or not self._is_whole():
            carry_out(self._engine, self._go_on)
        elif OutboxEntry.objects.due().exists():
            drain(BATCH, self._engine)
        else:
            return IDLE_S
        return 0.0

    def _after(self, error: Exception) -> float:
        """Wait longer after each failure in a row, and look the index over again."""
        if isinstance(error, DatabaseError):
            close_old_connections()
        self._look_over_at = 0.0
        self._failures += 1
        return min(2.0 ** (self._failures - 1), LONGEST_WAIT_S)

    def _is_whole(self) -> bool:
        """Look the index over, now and then."""
        if time.monotonic() < self._look_over_at:
            return True
        whole = self._engine.healthy()
        if whole:
            self._look_over_at = time.monotonic() + LOOK_OVER_S
        return whole

    def _go_on(self, done: int) -> None:
        if self._stop.is_set():
            raise StoppedError
