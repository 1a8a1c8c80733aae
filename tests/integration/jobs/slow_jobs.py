"""Jobs that take long enough to be interrupted."""

import time
from pathlib import Path

from django_tasks import TaskContext

from cms.jobs.queue import job


@job(takes_context=True)
def long_at_first(context: TaskContext, folder: str, seconds: float) -> None:
    """Say that it has begun; take long at the first attempt only."""
    (Path(folder) / f"begun-{context.attempt}").touch()
    if context.attempt == 1:
        time.sleep(seconds)
