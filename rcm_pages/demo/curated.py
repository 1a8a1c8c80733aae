"""Curated collections of the demonstration, and one for each theme."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.text import slugify

from cms.catalogue.saving import keep_listing
from cms.works.collecting import keep_collection
from cms.works.models import CollectionEntry, CuratedCollection
from rcm_pages.demo.bank import Theme, themes
from rcm_pages.demo.paper import FOLDER
from rcm_pages.demo.plan import made_up_works, planned_works
from rcm_pages.demo.shelving.found import works_by_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.works.models import Work
    from rcm_pages.demo.plan import Planned

CURATED: list[dict[str, Any]] = tomllib.loads(
    (FOLDER / "curated.toml").read_text("utf-8")
)["collection"]
_LONGEST_SLUG = 60


def _row_of(theme: Theme) -> dict[str, Any]:
    aims_en = "; to ".join(aim[0] for aim in theme.purposes)
    aims_es = "; ".join(aim[1] for aim in theme.purposes)
    return {
        "slug": slugify(theme.name[0])[:_LONGEST_SLUG].strip("-"),
        "name": theme.name,
        "description": [
            f"Papers on this theme, whose aims are to {aims_en}.",
            f"Documentos sobre este tema, cuyos fines son {aims_es}.",
        ],
        "themes": [theme.code],
    }


def rows() -> list[dict[str, Any]]:
    """Return every collection: those put together by editors, then the themes."""
    return [*CURATED, *map(_row_of, themes().values())]


def _belongs(planned: Planned, row: dict[str, Any]) -> bool:
    return (
        planned.form in row.get("forms", ())
        or planned.occasion.code in row.get("meetings", ())
        or bool(planned.author and planned.author in row.get("authors", ()))
        or not set(planned.themes[:2]).isdisjoint(row.get("themes", ()))
    )


def members_of(row: dict[str, Any]) -> list[str]:
    """Return the keys of the works of a collection, in its order."""
    plan = (*planned_works(), *made_up_works())
    first = list(row.get("first", ()))
    return first + [p.key for p in plan if p.key not in first and _belongs(p, row)]


def make_collections(*, by: User) -> int:
    """Make every collection that is missing, with its works; return how many."""
    there = set(CuratedCollection.objects.values_list("slug", flat=True))
    missing = [row for row in rows() if row["slug"] not in there]
    if not missing:
        return 0
    plan = (*planned_works(), *made_up_works())
    found = works_by_key(p.key for p in plan)
    for row in missing:
        _make(row, [found[key] for key in members_of(row) if key in found], by=by)
    return len(missing)


@transaction.atomic
def _make(row: dict[str, Any], works: Iterable[Work], *, by: User) -> None:
    names = ("name", "description")
    fields: dict[str, Any] = {f"{name}_en": row[name][0] for name in names}
    fields |= {f"{name}_es": row[name][1] for name in names}
    fields["slug"] = row["slug"]
    if "filter" in row:
        keep_listing(data=QueryDict(row["filter"]), fields=fields, by=by)
        return
    collection = keep_collection(fields=fields, by=by)
    now = timezone.now()
    CollectionEntry.objects.bulk_create(
        CollectionEntry(collection=collection, work=work, added_at=now, added_by=by)
        for work in works
    )
