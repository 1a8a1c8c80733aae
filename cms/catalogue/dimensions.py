"""What a work is counted by: written once, for the filter and for the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Substr

from cms.works.models import Expression

if TYPE_CHECKING:
    from cms.works.models import WorkQuerySet

UNOFFICIAL = Expression.Status.UNOFFICIAL.value
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def bit_of(language: str, *, unofficial: bool = False) -> int:
    """Return the bit that says that there is a text in a language."""
    place = LANGUAGES.index(language)
    return 1 << (place + len(LANGUAGES) if unofficial else place)


ANY_UNOFFICIAL = sum(bit_of(code, unofficial=True) for code in LANGUAGES)


def _bits() -> Case:
    """Say of one text in which language it is, and whether it is unofficial."""
    return Case(
        *(
            When(
                language=code,
                status=UNOFFICIAL,
                then=Value(bit_of(code) | bit_of(code, unofficial=True)),
            )
            for code in LANGUAGES
        ),
        *(When(language=code, then=Value(bit_of(code))) for code in LANGUAGES),
        default=Value(0),
        output_field=IntegerField(),
    )


def with_day(works: WorkQuerySet) -> WorkQuerySet:
    """Add ``day``: the work's date, or the first day of its meeting."""
    return works.annotate(day=Coalesce(F("dated_on"), F("meeting__starts_on")))


def with_year(works: WorkQuerySet) -> WorkQuerySet:
    """Add ``year`` as four characters, empty where no date is known.

    Cut from the text of the date: on SQLite Django would ask Python for each row.
    """
    day = Cast(Coalesce(F("dated_on"), F("meeting__starts_on")), CharField())
    return works.annotate(year=Coalesce(Substr(day, 1, 4), Value("")))


def with_texts(works: WorkQuerySet) -> WorkQuerySet:
    """Add ``texts``: the bits of a work's languages."""
    rows = Expression.objects.filter(work=OuterRef("pk")).order_by().values("work")
    bits = rows.annotate(bits=Sum(_bits())).values("bits")
    return works.annotate(texts=Coalesce(Subquery(bits), 0))
