"""How the archive tells the indexer that something has changed."""

from search.models import OutboxEntry


def put(source: str, object_id: object) -> None:
    """Note that the object was written, deleted, or is seen by others now.

    The note is a row of the caller's transaction: it lasts if the change does.
    """
    OutboxEntry.objects.create(source=source, object_id=str(object_id))
