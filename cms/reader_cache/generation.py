"""Reads and changes the mark of the present generation of pages."""

from __future__ import annotations

import logging
import uuid
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from cms.reader_cache.models import Generation

logger = logging.getLogger(__name__)

# Read at every request of a reader: written out, so that nothing builds it.
_READ = "SELECT mark FROM reader_cache_generation WHERE id = 1"
# How far back a transaction's waiting effects are looked through for ours.
_LOOKED_BACK = 40


def current() -> str | None:
    """Return the mark of now; None where it cannot be had, and nothing may be kept."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_READ)
            row = cursor.fetchone()
    except DatabaseError:
        return None
    return row[0] if row else None


def renew() -> None:
    """Begin a new generation: no page kept so far is given to anybody again."""
    mark = uuid.uuid4().hex
    try:
        Generation.objects.update_or_create(
            pk=Generation.ONLY, defaults={"mark": mark, "changed_at": timezone.now()}
        )
    except DatabaseError:
        if Generation._meta.db_table not in connection.introspection.table_names():
            return  # migrations are on their way to it: nothing is kept yet
        # What was to be saved is saved; the pages grow old by their seconds alone.
        logger.exception("The kept pages could not be told of a change.")


def renew_on_commit(**_kwargs: Any) -> None:
    """Begin a new generation once this transaction is seen by others; once for all.

    After the commit, and not within it: pages written meanwhile from what was before
    are kept under the old mark, and writers never wait for one another's row.
    """
    # One that waits is enough, wherever it was asked for: the savepoints of its own
    # that are still open are ours too, and Django takes it away with any of them.
    if any(entry[1] is renew for entry in connection.run_on_commit[-_LOOKED_BACK:]):
        return
    transaction.on_commit(renew)
