"""Carries the outbox into the index.

Rows are deleted only after the engine's commit, by their numbers, and all the work
can be done twice: being killed at any instant loses nothing.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.db import transaction
from django.utils import timezone

from search import sources
from search.documents import SearchDocument
from search.engine import Engine, get_engine
from search.models import OutboxEntry, delay_after

logger = logging.getLogger(__name__)

BATCH = 100
LONGEST_ERROR = 2_000

Loaded = tuple[str, SearchDocument | None]
Failed = Callable[[str, Exception], None]


@dataclass
class _Work:
    """The objects of one source, with the rows that ask for them."""

    source: str
    rows: dict[str, list[int]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    def fail(self, object_id: str, error: Exception) -> None:
        self.errors[object_id] = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]


def drain(limit: int = BATCH, engine: Engine | None = None) -> int:
    """Index what is due, at most `limit` rows; return how many rows are done with.

    An object that fails is tried again later, and stops none of the others. An
    engine that fails raises, and all rows stay.
    """
    engine = engine or get_engine()
    works = _read(limit)
    if not works:
        return 0
    for work in works:
        _carry(work, engine)
    engine.commit()
    with transaction.atomic():
        return sum(_settle(work) for work in works)


def _read(limit: int) -> list[_Work]:
    """Read the rows due, and the other rows of the same objects.

    All are read before any object is loaded: a row written later must stay.
    """
    works: dict[str, _Work] = {}
    for source, object_id in OutboxEntry.objects.due().values_list(
        "source", "object_id"
    )[:limit]:
        works.setdefault(source, _Work(source)).rows[object_id] = []
    for work in works.values():
        asking = OutboxEntry.objects.filter(
            source=work.source, object_id__in=list(work.rows)
        )
        for pk, object_id in asking.values_list("pk", "object_id"):
            work.rows[object_id].append(pk)
    return list(works.values())


def _carry(work: _Work, engine: Engine) -> None:
    """Load the objects and hand them to the engine."""
    for object_id, document in _load(work.source, list(work.rows), work.fail):
        if document is None:
            engine.delete([f"{work.source}:{object_id}"])
            continue
        try:
            engine.add([document])
        except (TypeError, ValueError, AttributeError) as error:
            # The document is at fault; anything else is the engine's.
            _log(work.source, object_id, error)
            work.fail(object_id, error)


def _load(source: str, ids: list[str], failed: Failed) -> Iterator[Loaded]:
    """Yield each id with its document, or none; if all at once fail, one by one."""
    try:
        loaded = sources.get(source).load(ids)
    except Exception as error:  # noqa: BLE001 - the applications' code, not ours
        if len(ids) == 1:
            _log(source, ids[0], error)
            failed(ids[0], error)
            return
        for each in ids:
            yield from _load(source, [each], failed)
        return
    for each in ids:
        yield each, loaded.get(each)


def _settle(work: _Work) -> int:
    """Delete the rows of what is done; note the failure on the others."""
    succeeded = (pks for each, pks in work.rows.items() if each not in work.errors)
    done = [pk for pks in succeeded for pk in pks]
    OutboxEntry.objects.filter(pk__in=done).delete()
    for object_id, error in work.errors.items():
        _note_failure(work.rows[object_id], error)
    return len(done)


def _note_failure(pks: list[int], error: str) -> None:
    """Keep one row for the object, later and with its error."""
    rows = list(OutboxEntry.objects.filter(pk__in=pks).order_by("pk"))
    if not rows:
        return
    kept, *others = rows
    kept.attempts = max(row.attempts for row in rows) + 1
    kept.last_error = error
    kept.due_at = timezone.now() + delay_after(kept.attempts)
    kept.save(update_fields=["attempts", "last_error", "due_at"])
    OutboxEntry.objects.filter(pk__in=[row.pk for row in others]).delete()


def every_document() -> Iterator[SearchDocument]:
    """Yield all documents of all sources; what fails goes into the outbox."""
    for source in sources.every():
        work = _Work(source.name)
        ids = iter(source.all_ids())
        while batch := [str(each) for each in islice(ids, BATCH)]:
            loaded = _load(source.name, batch, work.fail)
            yield from (document for _, document in loaded if document is not None)
        for object_id, error in work.errors.items():
            _put_failed(source.name, object_id, error)


def _put_failed(source: str, object_id: str, error: str) -> None:
    asking = OutboxEntry.objects.filter(source=source, object_id=object_id)
    if not asking.exists():
        OutboxEntry.objects.create(source=source, object_id=object_id)
    _note_failure(list(asking.values_list("pk", flat=True)), error)


def _log(source: str, object_id: str, error: Exception) -> None:
    logger.error("%s:%s could not be indexed.", source, object_id, exc_info=error)
