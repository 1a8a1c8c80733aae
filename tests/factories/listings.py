"""Many settled works at once, written as rows: what lists are measured with."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.works import tokens, types
from cms.works.models import Access, Expression, Work
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cms.conference.models import Meeting, Party

_STATES = (WorkState.ADOPTED, WorkState.RECORDED, WorkState.SUPERSEDED)
_AUDIENCES = (tokens.PUBLIC, tokens.PUBLIC, tokens.MEMBERS)


def many_works(
    number: int,
    *,
    meetings: Sequence[Meeting] = (),
    authors: Sequence[Party] = (),
    seed: int = 1,
    **fields: Any,
) -> list[Work]:
    """Make works of every kind, the same ones for the same seed.

    Two of three are public, the others the member states'; ``fields`` hold for all.
    """
    chance = random.Random(seed)
    codes = [each.code for each in types.all_types()]
    now = timezone.now()
    before = Work.objects.count()
    works = [
        Work(
            **{
                "type_code": chance.choice(codes),
                "symbol": f"TEST/{before + n:05d}",
                "meeting": chance.choice([*meetings, None]),
                "author": chance.choice([*authors, None]),
                "dated_on": chance.choice([None, _day(chance)]),
                "state": chance.choice(_STATES),
                "settled_at": now - dt.timedelta(hours=n + 1),
            }
            | fields
        )
        for n in range(number)
    ]
    Work.objects.bulk_create(works)
    _texts(works, chance)
    Access.objects.bulk_create(
        Access(work=work, token=chance.choice(_AUDIENCES)) for work in works
    )
    return works


def _day(chance: random.Random) -> dt.date:
    return dt.date(chance.randint(1996, 2026), chance.randint(1, 12), 15)


def _texts(works: Sequence[Work], chance: random.Random) -> None:
    standings = Expression.Status.values
    Expression.objects.bulk_create(
        Expression(
            work=work,
            language=language,
            title=f"Paper {chance.randint(1, 999)} ({language})",
            status=chance.choice(standings),
        )
        for work in works
        for language in chance.choice([("en", "es"), ("es",), ("en",)])
    )
