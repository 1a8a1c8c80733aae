"""The sign of life of a process, given by a thread of its own."""

import logging
import os
import threading
from types import TracebackType
from typing import Self

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import get_random_string

from cms.jobs.models import WorkerHeartbeat
from cms.jobs.processes import process_mark, this_host

logger = logging.getLogger("cms.jobs")

BEAT_S = 5.0


class Heartbeat:
    """Keeps a `WorkerHeartbeat` fresh while the block runs, and removes it after.

    The row is there before the block begins, so no task is ever held by a worker that
    nobody knows of. The thread has its own database connection.
    """

    def __init__(self, role: str, *, interval_s: float = BEAT_S) -> None:
        pid = os.getpid()
        self.worker_id = f"{role}-{pid}-{get_random_string(16)}"
        self.doing = ""
        self._role = role
        self._pid = pid
        self._interval_s = interval_s
        self._started_at = timezone.now()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._keep_on, daemon=True)

    def __enter__(self) -> Self:
        self.beat()
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopped.set()
        self._thread.join(timeout=self._interval_s)
        WorkerHeartbeat.objects.filter(worker_id=self.worker_id).delete()

    def beat(self) -> None:
        """Write that the process is alive, and what it is doing."""
        WorkerHeartbeat.objects.update_or_create(
            worker_id=self.worker_id,
            defaults={"seen_at": timezone.now(), "doing": self.doing[:255]},
            create_defaults={
                "role": self._role,
                "host": this_host(),
                "pid": self._pid,
                "process_mark": process_mark(self._pid),
                "started_at": self._started_at,
                "seen_at": timezone.now(),
                "doing": self.doing[:255],
            },
        )

    def _keep_on(self) -> None:
        try:
            while not self._stopped.wait(self._interval_s):
                try:
                    self.beat()
                except DatabaseError:
                    logger.warning("No heartbeat written", exc_info=True)
                    connection.close()
        finally:
            connection.close()
