"""Rows that no bulk write reaches once their text is settled."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

FROZEN = "A frozen text does not change"


class FrozenQuerySet(models.QuerySet[Any]):
    """Refuses, with TypeError, to change or delete rows of settled texts in bulk.

    A model's ``save`` and ``delete`` are not asked by ``update``; a text is kept from
    that door here.
    """

    # What no longer changes; other fields (the status of a translation) still may.
    fixed: ClassVar[frozenset[str]] = frozenset()
    # The condition under which a row is frozen.
    is_frozen: ClassVar[models.Q] = models.Q()

    def update(self, **kwargs: Any) -> int:
        """Update in bulk what is not fixed yet."""
        names = {name.removesuffix("_id") for name in kwargs}
        if names & self.fixed and self.filter(self.is_frozen).exists():
            raise TypeError(FROZEN)
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete in bulk what is not fixed yet."""
        if self.filter(self.is_frozen).exists():
            raise TypeError(FROZEN)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
