"""Another attempt at what could not be read, recognised or copied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.permissions import policy_registry

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.documents import archiving, recognition
from cms.documents.archiving_tasks import make_archival_copy
from cms.documents.models import Document, DocumentVersion
from cms.documents.recognition_tasks import recognise_scans
from cms.documents.tasks import extract_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_tasks.base import Task

    from cms.accounts.models import User

TextState = DocumentVersion.TextState


class What(models.TextChoices):
    """What is made from a version by the worker."""

    TEXT = "text", _("Text")
    SCANS = "scans", _("Scanned pages")
    COPY = "copy", _("Archival copy (PDF/A)")


_TASKS: dict[str, Task[Any, Any]] = {
    What.TEXT: extract_text,
    What.SCANS: recognise_scans,
    What.COPY: make_archival_copy,
}
# Where the state of each is kept; the text's is the version's own.
_ROWS = {What.SCANS: "recognition", What.COPY: "archival_copy"}


class NothingToRetryError(ValueError):
    """It is done, or the worker is at it: another attempt would change nothing."""


def may_retry(user: Any, document: Document) -> bool:
    """Tell whether a person may change the file, and so have it read again."""
    policy = policy_registry.get_by_type(Document)
    return bool(policy.user_has_permission_for_instance(user, "change", document))


def queued_among(versions: Iterable[DocumentVersion]) -> frozenset[tuple[int, str]]:
    """Return what the worker has before it, or is at now: versions, and what of each.

    In one query for all of them.
    """
    known = {task.module_path: str(what) for what, task in _TASKS.items()}
    waiting = DBTaskResult.objects.filter(
        task_path__in=known,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
        args_kwargs__kwargs__version_id__in=[version.pk for version in versions],
    )
    rows = waiting.order_by().values_list("args_kwargs", "task_path")
    return frozenset((said["kwargs"]["version_id"], known[path]) for said, path in rows)


def state_of(version: DocumentVersion, what: str) -> str:
    """Return the state of one thing that is made; empty if it was never asked for."""
    if what == What.TEXT:
        return version.text_state
    row = getattr(version, _ROWS[What(what)], None)
    return row.state if row else ""


def is_retriable(
    version: DocumentVersion, what: str, queued: frozenset[tuple[int, str]]
) -> bool:
    """Tell whether another attempt makes sense, by what is queued (``queued_among``).

    What waits, or is said to run, may have been lost with its worker: then as well.
    """
    state = state_of(version, what)
    if state in {"", TextState.DONE}:
        return False
    if state in {TextState.WAITING, TextState.RUNNING}:
        return (version.pk, str(what)) not in queued
    return True


@transaction.atomic
def retry(*, version: DocumentVersion, what: str, by: User) -> None:
    """Put one thing in the worker's queue again.

    Raises PermissionDenied for whoever may not change the file, NothingToRetryError
    where it is done or under way.
    """
    document = Document.objects.select_for_update().get(pk=version.document_id)
    if not may_retry(by, document):
        raise PermissionDenied
    version = DocumentVersion.objects.get(pk=version.pk)
    if not is_retriable(version, what, queued_among([version])):
        raise NothingToRetryError
    before = state_of(version, what)
    _begin_again(version, what)
    record_event(
        verb="documents.tried_again",
        subject=document,
        by=by,
        capacity=capacity_of(by),
        data={"version": version.number, "what": str(what), "was": before},
    )


def _begin_again(version: DocumentVersion, what: str) -> None:
    if what == What.SCANS:
        recognition.begin_again(version=version)
        return
    if what == What.COPY:
        archiving.begin(version=version)
        return
    version.text_state, version.text_error = TextState.WAITING, ""
    version.save(update_fields=["text_state", "text_error"])
    extract_text.enqueue(version_id=version.pk)
