"""What the search is told when who may read a work changes, by hand or by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cms.works.models import Access, Expression
from search import outbox

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

# The names under which texts, and files with fewer readers, are known to the search.
SEARCH_SOURCE = "expression"
FILE_SOURCE = "file"


def tell_search(works: Iterable[int]) -> None:
    """Have the texts of these works, and their own files, indexed anew."""
    texts = Expression.objects.filter(work__in=list(works))
    for pk in texts.values_list("pk", flat=True):
        outbox.put(SEARCH_SOURCE, pk)
    files = apps.get_model(settings.WAGTAILDOCS_DOCUMENT_MODEL)
    own = files._default_manager.filter(expression__in=texts).exclude(audience="")
    for pk in own.values_list("pk", flat=True):
        outbox.put(FILE_SOURCE, pk)


@transaction.atomic
def tell_of_openings(at: dt.datetime | None = None) -> int:
    """Tell the search of works whose release or expiry has come; return how many.

    Rights follow the instant itself; only what the index holds waits for this.
    """
    now = at or timezone.now()
    due = list(Access.objects.select_for_update().filter(tell_at__lte=now))
    for row in due:
        row.tell_at = row.next_change(now)
    Access.objects.bulk_update(due, ["tell_at"], batch_size=500)
    works = {row.work_id for row in due}
    tell_search(works)
    return len(works)
