"""The texts of a Work as they stand: every language, the latest words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.works.canonical import canonical_json, sha256

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.works.models import Work
    from cms.works.pages import AbstractTextPage

# Rooms above say which files belong to a work: language, name and SHA-256 of each.
_attachments: list[Callable[[Work], list[dict[str, Any]]]] = []


def register_attachments(finder: Callable[[Work], list[dict[str, Any]]]) -> None:
    """Let the files that a room above keeps for a work be part of what is decided."""
    if finder not in _attachments:
        _attachments.append(finder)


def attachments_of(work: Work) -> list[dict[str, Any]]:
    """Return the files of a work, in an order that does not depend on chance."""
    found = [file for finder in _attachments for file in finder(work)]
    return sorted(found, key=canonical_json)


def latest_texts(work: Work) -> list[AbstractTextPage]:
    """Return the latest revision of each language's page, in the order of languages."""
    expressions = (
        work.expressions.filter(page__isnull=False)
        .select_related("page")
        .order_by("language")
    )
    pages = (e.page for e in expressions if e.page)
    return [page.specific.get_latest_revision_as_object() for page in pages]


def work_hash(work: Work) -> str:
    """Return one SHA-256 for all languages of a work: what a decision is about.

    It is the hash of the pairs of language and content hash, so a changed word in
    either language changes it; and, where a work has files, of their SHA-256 too, so
    that no file is added, taken away or replaced under those who decide.
    """
    texts: dict[str, Any] = {
        t.locale.language_code: t.content_hash() for t in latest_texts(work)
    }
    files = attachments_of(work)
    return sha256(canonical_json({**texts, "files": files} if files else texts))
