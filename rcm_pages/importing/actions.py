"""Every write of an import: take in, recognise, correct, build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.models import Collection

from cms.audit.actions import record as record_event
from cms.conference.models import Meeting
from cms.conference.permissions import capacity_of
from cms.documents import actions as documents
from cms.documents.readers.errors import UnreadableFile
from cms.works import actions as works
from cms.works.models import Expression
from rcm_pages.importing import tracked
from rcm_pages.importing.builder import build_page, date_of
from rcm_pages.importing.models import Import, ImportEdition
from rcm_pages.importing.names import split_name
from rcm_pages.importing.outcome import count_lost
from rcm_pages.importing.pairs import drafted_sister
from rcm_pages.importing.problems import (
    AlreadyImportedError,
    NoLanguageError,
    NoMeetingError,
    NothingToUndoError,
    NotReviewableError,
    StaleEditionError,
    UndecidedChangesError,
)
from rcm_pages.importing.recognition import recognise
from rcm_pages.importing.tasks import recognise_import

if TYPE_CHECKING:
    from cms.accounts.models import User
    from rcm_pages.base import TextPage
    from rcm_pages.importing.pairs import Sister


# How many saves can be undone, one after another.
KEPT_EDITIONS = 30


def _tell(verb: str, record: Import, by: User | None, **data: Any) -> None:
    record_event(
        verb=f"importing.{verb}",
        subject=record,
        by=by,
        capacity=capacity_of(by),
        data=data,
    )


def find_same(sha256: str) -> Import | None:
    """Return the import of a file with this SHA-256, if there is one."""
    return Import.objects.filter(document__versions__sha256=sha256).first()


@transaction.atomic
def take_in(
    *,
    meeting: Meeting | None,
    content: Any,
    name: str,
    is_sample: bool = False,
    queue: bool = True,
    by: User | None,
) -> Import:
    """Take a file in for a meeting, if it is known; the worker recognises it.

    Raises UnreadableFile for a file that no reader takes, AlreadyImportedError for
    bytes that were imported before. ``queue=False`` leaves recognition to the caller.
    """
    stem, suffix = split_name(name)
    name = stem + suffix
    sha256 = documents.check(content=content, name=name)
    # Of two who bring the same bytes at once, the second finds what the first has made.
    Collection.objects.select_for_update(no_key=True).get(depth=1)
    existing = find_same(sha256)
    if existing:
        raise AlreadyImportedError(existing)
    document = documents.create_document(title=stem, content=content, name=name, by=by)
    record = Import.objects.create(
        document=document, meeting=meeting, is_sample=is_sample, created_by=by
    )
    _tell("taken_in", record, by, file_sha256=sha256)
    if queue:
        recognise_import.enqueue(import_id=record.pk)
    return record


def run_recognition(*, record: Import) -> Import:
    """Recognise a paper; a file that cannot be read leaves a clear state behind.

    May run twice: what a person has reviewed or built is not touched.
    """
    unread = Import.objects.filter(
        pk=record.pk, state__in=(Import.State.WAITING, Import.State.RUNNING)
    )
    if not unread.update(state=Import.State.RUNNING):
        return record
    version = record.document.current
    if version is None:
        msg = "An import without a file"
        raise ValueError(msg)
    how = tracked.how(record.result)
    try:
        said = recognise(Path(version.file.path), name=version.name, **how)
    except UnreadableFile as error:
        unread.update(state=Import.State.FAILED, error=error.code)
        record.refresh_from_db()
        return record
    return keep_recognition(record=record, said=said)


@transaction.atomic
def keep_recognition(*, record: Import, said: dict[str, Any]) -> Import:
    """Keep what was recognised; the import then waits for review.

    Reading takes its time: what a person has reviewed or built meanwhile stays.
    """
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state in (Import.State.REVIEW, Import.State.DONE):
        return record
    record.source_lines = said["lines"]
    changes = tracked.kept(said, record.result)
    record.result = said["result"] | {"notes": said["notes"], "changes": changes}
    # A paper without a title goes by its file's name until its editor gives one.
    record.result["title"] = record.result["title"].strip() or record.document.title
    record.language = said["result"]["language"]
    record.type_code = said["result"]["type"]
    record.state, record.error = Import.State.REVIEW, ""
    record.save()
    return record


@transaction.atomic
def retry(*, record: Import, by: User | None) -> Import:
    """Try again to read a paper whose reading failed."""
    if record.state == Import.State.FAILED:
        record.state, record.error = Import.State.WAITING, ""
        record.save(update_fields=["state", "error"])
        _tell("retried", record, by)
        recognise_import.enqueue(import_id=record.pk)
    return record


@transaction.atomic
def correct(
    *,
    record: Import,
    result: dict[str, Any],
    type_code: str,
    edition: int,
    meeting: Meeting | None = None,
    by: User | None,
) -> Import:
    """Keep an editor's corrections, whole or not at all; what was before is kept too.

    ``meeting`` is for a paper that came in for none, or for a wrong one. Raises
    StaleEditionError if ``edition`` is not the one that is stored, and
    NotReviewableError if the import is not under review.
    """
    record = locked_for_review(record, edition)
    ImportEdition.objects.create(
        record=record,
        number=record.edition,
        result=record.result,
        type_code=record.type_code,
        meeting=record.meeting,
        replaced_by=by,
    )
    oldest = record.edition - KEPT_EDITIONS
    record.editions.filter(number__lte=oldest).delete()
    record.result = record.result | result
    record.language = record.result["language"]
    record.type_code = type_code
    record.meeting = meeting or record.meeting
    record.edition += 1
    record.save()
    _tell("corrected", record, by, edition=record.edition)
    return record


@transaction.atomic
def undo(*, record: Import, edition: int, by: User | None) -> Import:
    """Take the last save back; done again, the one before it.

    Raises StaleEditionError, NotReviewableError, or NothingToUndoError.
    """
    record = locked_for_review(record, edition)
    before = record.editions.first()
    if before is None:
        raise NothingToUndoError
    record.result, record.type_code = before.result, before.type_code
    record.language = record.result["language"]
    record.meeting = before.meeting
    # Goes on counting: a screen opened before must not be taken for the present one.
    record.edition += 1
    record.save()
    _tell("undone", record, by, edition=record.edition, back_to=before.number)
    before.delete()
    return record


def locked_for_review(record: Import, edition: int) -> Import:
    """Lock it for whoever saw this edition; NotReviewableError, StaleEditionError."""
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state != Import.State.REVIEW:
        raise NotReviewableError
    if record.edition != edition:
        raise StaleEditionError
    return record


@transaction.atomic
def reopen(*, record: Import) -> Import:
    """Review a paper again whose draft page was deleted; otherwise nothing changes."""
    is_gone = record.page_id is None and record.document.expression_id is None
    if record.state == Import.State.DONE and is_gone:
        record.state = Import.State.REVIEW
        record.save(update_fields=["state"])
    return record


def _make_expression(
    record: Import, page: TextPage, sister: Sister | None, by: User | None
) -> Expression:
    """Tie the new page to its Work: the sister text's, or a new one."""
    meeting = record.meeting
    if meeting is None:
        raise NoMeetingError
    work = (
        sister.expression.work
        if sister and sister.expression
        else works.create_work(
            type_code=record.type_code,
            meeting=meeting,
            dated_on=date_of(record.result, meeting),
            is_sample=record.is_sample,
            by=by,
        )
    )
    status = Expression.Status.OFFICIAL if sister else Expression.Status.ORIGINAL
    return works.add_expression(work=work, page=page, status=status, by=by)


def _sister(record: Import, meeting: Meeting) -> Sister | None:
    """Of two languages built at once, the second joins the work of the first."""
    Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    return drafted_sister(record)


@transaction.atomic
def build(*, record: Import, by: User | None) -> Import:
    """Make the draft page, its Work and Expression, and attach the file.

    A draft of the same type and meeting in the other language becomes its sister text
    of the same Work. Raises NotReviewableError, NoMeetingError, NoLanguageError,
    UndecidedChangesError, NoPlaceError, or KeyError for a type without a page.
    """
    record = Import.objects.select_for_update().get(pk=record.pk)
    if record.state != Import.State.REVIEW:
        raise NotReviewableError
    if record.meeting is None:
        raise NoMeetingError
    if not record.language:
        raise NoLanguageError
    if tracked.is_undecided(record.result):
        raise UndecidedChangesError
    sister = _sister(record, record.meeting)
    page = build_page(
        result=record.result,
        type_code=record.type_code,
        meeting=record.meeting,
        sister=sister,
        owner=by,
    )
    expression = _make_expression(record, page, sister, by)
    documents.attach(document=record.document, expression=expression, by=by)
    record.page, record.state = page.page_ptr, Import.State.DONE
    record.save(update_fields=["page", "state"])
    version = record.document.current
    record_event(
        verb="importing.built",
        subject=expression.work,
        by=by,
        capacity=capacity_of(by),
        data={
            "file_sha256": version.sha256 if version else "",
            "characters_lost": count_lost(record.source_lines, record.result),
        },
    )
    return record
