"""The texts before and after one among the papers of its meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F

from cms.works.audiences import tokens_for
from cms.works.models import Expression, Work
from rcm_pages.meetings.papers import rank_of_type

if TYPE_CHECKING:
    from collections.abc import Sequence


def neighbours_of(expression: Expression, *, user: Any) -> dict[str, Expression | None]:
    """Return the texts before and after one, in its language and the meeting's order.

    Only settled works that the reader may read, with a page, are neighbours.
    """
    work = expression.work
    none: dict[str, Expression | None] = {"earlier": None, "later": None}
    if work.meeting_id is None or not work.is_settled:
        return none
    works = (
        Work.objects.settled()
        .open_to(tokens_for(user))
        .filter(
            meeting=work.meeting_id,
            expressions__language=expression.language,
            expressions__page__live=True,
        )
        .order_by(F("dated_on").desc(nulls_last=True), "-pk")
        .values_list("expressions__pk", "type_code")
    )
    keys = [pk for pk, _code in sorted(works, key=lambda row: rank_of_type(row[1]))]
    if expression.pk not in keys:
        return none
    return _beside(keys, keys.index(expression.pk))


def _beside(keys: Sequence[int], at: int) -> dict[str, Expression | None]:
    wanted = {
        "earlier": keys[at - 1] if at else None,
        "later": keys[at + 1] if at + 1 < len(keys) else None,
    }
    texts = Expression.objects.select_related("page").in_bulk(
        [pk for pk in wanted.values() if pk]
    )
    return {way: texts.get(pk) if pk else None for way, pk in wanted.items()}
