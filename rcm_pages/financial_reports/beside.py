"""The workbook from which figures were read: one file of the report, beside the data.

Action Plan V.c. It has the readers of its report, whoever decides on the report decides
on it too, and it is kept once: a later workbook is a new version of the same file.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from cms.documents.actions import add_version, create_document
from cms.documents.models import Document, DocumentPage
from cms.works.models import Expression

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.works.models import Work
    from rcm_pages.financial_reports.figures import Figures


def name_for(name: str) -> str:
    """Return the name under which a workbook is kept: with its proper ending."""
    return f"{Path(name).stem or 'figures'}.xlsx"


def workbook_of(figures: Figures) -> Document | None:
    """Return the workbook beside figures, where it is still a file of their report."""
    if figures.workbook_id is None:
        return None
    files = Document.objects.filter(expression__work=figures.work_id)
    pages = Prefetch("versions__pages", DocumentPage.objects.defer("text"))
    return files.prefetch_related(pages).filter(pk=figures.workbook_id).first()


def is_as_read(figures: Figures) -> bool:
    """Tell whether the figures are those of the workbook, and not typed over since."""
    return figures.workbook_edition == figures.edition


def keep_beside(*, figures: Figures, name: str, content: bytes, by: User) -> None:
    """Keep a workbook as the file of figures; called by the action that took it over.

    Raises UnreadableFile for what is not taken in, and OSError from a full disk.
    """
    text = _text_of(figures.work)
    if text is None:
        return
    known, kept_as = workbook_of(figures), name_for(name)
    if known:
        add_version(document=known, content=io.BytesIO(content), name=kept_as, by=by)
    else:
        known = create_document(
            title=Path(kept_as).stem,
            content=io.BytesIO(content),
            name=kept_as,
            expression=text,
            language=text.language,
            by=by,
        )
    figures.workbook, figures.workbook_edition = known, figures.edition
    figures.save(update_fields=["workbook", "workbook_edition"])


def _text_of(work: Work) -> Expression | None:
    """Return the text whose file it is: the original, where there is one."""
    texts = list(work.expressions.order_by("pk"))
    originals = [text for text in texts if text.status == Expression.Status.ORIGINAL]
    return next(iter(originals or texts), None)
