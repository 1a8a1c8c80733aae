"""The list of files as rows of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.documents.describing import audience_name
from cms.documents.policy import readable_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from cms.documents.models import Document

AT_ONCE = 500
TITLES = (
    _("Title"), _("File"), _("Version"), _("Size in bytes"), _("Language"),
    _("Standing"), _("Belongs to"), _("Symbol"), _("Audience"), _("Collection"),
    _("Tags"), _("Added at"), _("Added by"), _("Newest version at"), _("SHA-256"),
    _("Permanent address"),
)  # fmt: skip


def rows(
    user: Any, numbers: Sequence[int], address: Callable[[str], str]
) -> Iterator[list[Any]]:
    """Yield the row of each file that a person may read, in the order of the numbers.

    ``address`` makes the whole address of a path.
    """
    for first in range(0, len(numbers), AT_ONCE):
        some = numbers[first : first + AT_ONCE]
        found = readable_files(user).filter(pk__in=some)
        files: Any = found.select_related(
            "expression__work", "collection", "belongs_to", "uploaded_by_user"
        ).prefetch_related("versions")
        files = files.prefetch_related("tags")
        by_number = {file.pk: file for file in files}
        for number in some:
            if number in by_number:
                yield _row(by_number[number], address)


def _row(file: Document, address: Callable[[str], str]) -> list[Any]:
    text, version = file.expression, file.current
    return [
        file.title,
        version.name if version else "",
        version.number if version else None,
        version.size if version else None,
        file.get_language_display(),
        file.said_standing,
        text.title if text else "",
        text.work.symbol if text else "",
        audience_name(file),
        file.collection.name,
        ", ".join(sorted(tag.name for tag in file.tags.all())),
        file.created_at,
        str(file.uploaded_by_user or ""),
        version.created_at if version else None,
        version.sha256 if version else "",
        address(reverse("document_page", args=[file.pk])),
    ]
