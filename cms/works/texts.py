"""The texts of a Work as they stand: every language, the latest words of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cms.works.canonical import canonical_json, sha256

if TYPE_CHECKING:
    from cms.works.models import Work
    from cms.works.pages import AbstractTextPage


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
    either language changes it.
    """
    pairs = {t.locale.language_code: t.content_hash() for t in latest_texts(work)}
    return sha256(canonical_json(pairs))
