"""Building the index anew, asked for by a row, watched in it."""

import logging
import time

from django.utils import timezone

from search.engine import Engine, Progress
from search.errors import StoppedError
from search.indexer import every_document
from search.models import RebuildRequest
from search.sources import expected_count

logger = logging.getLogger(__name__)

# How often the row is told how far it has come.
_TELL_EVERY_S = 0.5


def request() -> RebuildRequest:
    """Ask for a rebuild; one that is asked for already serves as well."""
    asked: RebuildRequest | None = RebuildRequest.objects.open().first()
    return asked or RebuildRequest.objects.create()


def carry_out(engine: Engine, progress: Progress | None = None) -> int:
    """Rebuild, for all requests open by now; return how many documents went in.

    What changes meanwhile waits in the outbox, and is indexed afterwards.
    """
    asked = list(RebuildRequest.objects.open().values_list("pk", flat=True))
    rows = RebuildRequest.objects.filter(pk__in=asked)
    rows.update(expected=expected_count(), done=0, error="")
    tell = _teller(asked, progress)
    try:
        count = engine.rebuild(every_document(), tell)
    except StoppedError:
        raise  # the requests stay open, for the next start
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        rows.update(finished_at=timezone.now(), error=reason)
        raise
    rows.update(finished_at=timezone.now(), done=count)
    logger.info("The search index was rebuilt: %s documents.", count)
    return count


def _teller(asked: list[int], progress: Progress | None) -> Progress:
    told_at = time.monotonic()

    def tell(done: int) -> None:
        nonlocal told_at
        if progress:
            progress(done)
        if time.monotonic() - told_at > _TELL_EVERY_S:
            RebuildRequest.objects.filter(pk__in=asked).update(done=done)
            told_at = time.monotonic()

    return tell
