"""What is known of the reading of versions, asked for all of a list at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cms.documents import retrying
from cms.documents.models import DocumentPage, RecognisedPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from cms.documents.models import DocumentVersion

# Below this confidence, in per cent, an editor should look at the page.
UNSURE = 70


@dataclass(frozen=True, slots=True)
class Facts:
    """Page numbers by version: unread, not recognised, doubtful; and what is queued."""

    queued: frozenset[tuple[int, str]] = frozenset()
    unread: Mapping[int, list[int]] = field(default_factory=dict)
    failed: Mapping[int, list[int]] = field(default_factory=dict)
    unsure: Mapping[int, list[int]] = field(default_factory=dict)


def facts_of(versions: Sequence[DocumentVersion]) -> Facts:
    """Return what is known of some versions, in as many queries as of one."""
    scans = RecognisedPage.objects.filter(version__in=versions)
    return Facts(
        queued=retrying.queued_among(versions),
        unread=_numbers(
            DocumentPage.objects.filter(version__in=versions, is_unreadable=True)
        ),
        failed=_numbers(scans.exclude(error="")),
        unsure=_numbers(scans.filter(confidence__lt=UNSURE)),
    )


def _numbers(
    pages: QuerySet[DocumentPage] | QuerySet[RecognisedPage],
) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows: Iterable[tuple[int, int]] = pages.values_list("version_id", "number")
    for version, number in rows:
        found[version].append(number)
    return {version: sorted(numbers) for version, numbers in found.items()}
