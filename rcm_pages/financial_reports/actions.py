"""Every write to the figures of financial reports."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.documents.actions import check
from cms.works.models import Work
from cms.works.openings import SEARCH_SOURCE
from cms.works.permissions import may_edit
from rcm_pages.financial_reports.beside import keep_beside, name_for
from rcm_pages.financial_reports.figures import Figures, FiguresReading
from rcm_pages.financial_reports.records import figures_of, statement_of, write
from rcm_pages.financial_reports.statement import as_data, from_data
from rcm_pages.work_types import FINANCIAL_REPORT
from search import outbox

if TYPE_CHECKING:
    from cms.accounts.models import User
    from rcm_pages.financial_reports.statement import Statement


class FiguresError(Exception):
    """Figures that cannot be kept so; ``str()`` is for the person."""


class NotEditableError(FiguresError, PermissionDenied):
    """The report is no draft, or not this person's to write."""


class StaleEditionError(FiguresError):
    """Somebody else saved meanwhile."""


def may_write_figures(user: Any, work: Work) -> bool:
    """Tell whether a person may change the figures: those who may change the text."""
    return work.type_code == FINANCIAL_REPORT.code and may_edit(user, work)


def _locked(work: Work, by: Any) -> Work:
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not may_write_figures(by, work):
        raise NotEditableError(
            _("The figures of this report cannot be changed: it is no draft of yours.")
        )
    return work


def _check_edition(figures: Figures | None, edition: int) -> None:
    if (figures.edition if figures else 0) != edition:
        raise StaleEditionError(
            _("Somebody else saved these figures meanwhile; yours were not saved.")
        )


@transaction.atomic
def save_figures(
    *,
    work: Work,
    statement: Statement,
    edition: int,
    source: dict[str, str] | None = None,
    by: User,
) -> Figures:
    """Put a statement in the place of a draft's figures; the same again is nothing.

    ``edition`` is the one that was seen (0: there were no figures); ``source`` says
    from which workbook they come. Raises NotEditableError and StaleEditionError.
    """
    work = _locked(work, by)
    figures = figures_of(work)
    _check_edition(figures, edition)
    if figures and statement_of(figures) == statement:
        return figures
    figures = figures or Figures(work=work)
    figures.edition += 1
    figures.saved_at, figures.saved_by = timezone.now(), by
    write(figures, statement)
    for pk in work.expressions.values_list("pk", flat=True):
        outbox.put(SEARCH_SOURCE, pk)
    record_event(
        verb="financial_reports.figures_saved",
        subject=figures,
        by=by,
        capacity=capacity_of(by),
        data={
            "work": str(work.uuid),
            "edition": figures.edition,
            "period": str(statement.period),
            "read_from": source or {},
        },
    )
    return figures


@transaction.atomic
def keep_reading(
    *,
    work: Work,
    statement: Statement,
    notes: list[str],
    name: str,
    content: bytes,
    by: User,
) -> FiguresReading:
    """Keep what was read from a workbook, and it, until its reader has looked at it.

    It takes the place of what the same person read before and did not take over.
    Raises UnreadableFile where the workbook could not be kept as a file.
    """
    sha256 = check(content=io.BytesIO(content), name=name_for(name))
    work = _locked(work, by)
    FiguresReading.objects.filter(work=work, read_by=by).delete()
    figures = Figures.objects.filter(work=work).first()
    return FiguresReading.objects.create(
        work=work,
        name=name[:255],
        sha256=sha256,
        content=content,
        data=as_data(statement),
        notes=notes,
        edition=figures.edition if figures else 0,
        read_by=by,
    )


@transaction.atomic
def take_over(*, reading: FiguresReading, by: User) -> Figures:
    """Make what was read the figures of its report, and the workbook their file.

    Raises as ``save_figures``, UnreadableFile, and OSError from a full disk.
    """
    figures = save_figures(
        work=reading.work,
        statement=from_data(reading.data),
        edition=reading.edition,
        source={"name": reading.name, "sha256": reading.sha256},
        by=by,
    )
    if reading.content:
        content = bytes(reading.content)
        keep_beside(figures=figures, name=reading.name, content=content, by=by)
    reading.delete()
    return figures


@transaction.atomic
def discard(*, reading: FiguresReading, by: User) -> None:
    """Let go of what was read; the figures stay as they are."""
    _locked(reading.work, by)
    reading.delete()
