"""What the classes say to purging: what is kept for ever, or for years, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.documents.models import Document
from cms.keeping.classes import FILE, FOR_EVER, name_of, table
from cms.keeping.due import due_file, due_work
from cms.keeping.models import Keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cms.keeping.models import ItemRetention, RetentionClass
    from cms.works.models import Work


def why_they_stay(user: Any, documents: Sequence[Document]) -> dict[int, str]:
    """Return why files of the trash are kept, by their numbers; the others may go.

    What somebody else, who keeps the archive, has marked for removal goes before its
    years: two people, each with a reason. Nothing that is kept for ever goes so.
    """
    rows = table()
    files = (
        Document.with_trash.filter(pk__in=[each.pk for each in documents])
        .select_related(
            "retention", "expression__work__retention", "expression__work__meeting"
        )
        .prefetch_related("versions", "expression__work__expressions__page")
    )
    found = {each.pk: _why_it_stays(user, each, rows) for each in files}
    return {pk: said for pk, said in found.items() if said}


def _draft_of(document: Document) -> Work | None:
    """Return the text whose class a file follows: a draft that it is still a file of.

    Of a text that was decided on meanwhile it is none: what was decided had it not.
    """
    text = document.expression
    return None if text is None or text.work.is_settled else text.work


def _why_it_stays(
    user: Any, document: Document, rows: dict[str, RetentionClass]
) -> str:
    draft = _draft_of(document)
    said: ItemRetention | None = getattr(draft or document, "retention", None)
    code = (said.code if said else "") or (draft.type_code if draft else FILE)
    row = rows.get(code) or rows[FOR_EVER]
    if row.keep == Keep.FOR_EVER:
        return _("Its class, “%(name)s”, is kept for ever.") % {"name": name_of(code)}
    if said and said.marked_at and said.said_by_id != user.pk:
        return ""
    due = due_work(draft, rows) if draft else due_file(document, rows)
    if timezone.localdate() >= due.since:
        return ""
    return _(
        "By its class, “%(name)s”, it is kept until %(day)s. It goes before only if "
        "another person, who keeps the archive, has marked it for removal."
    ) % {"name": name_of(code), "day": date_format(due.since, "SHORT_DATE_FORMAT")}
