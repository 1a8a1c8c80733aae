"""A list in parts, with the addresses of the parts beside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext as _

from cms.exchange.problems import UnclearError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from ninja import Schema

    from cms.exchange.api.schemas import Paging


def refuse_unknown(request: HttpRequest, *schemas: Schema) -> None:
    """Raise UnclearError for a parameter that is none; misspelt, it narrows nothing."""
    known = {name for schema in schemas for name in type(schema).model_fields}
    unknown = sorted(set(request.GET) - known)
    if unknown:
        raise UnclearError([{"loc": [name], "type": "unknown"} for name in unknown])


def paged(
    request: HttpRequest,
    records: QuerySet[Any] | list[Any],
    paging: Paging,
    write: Callable[[Sequence[Any]], Iterable[Any]],
) -> dict[str, Any]:
    """Return one part of the records, written; raises Http404 behind the last one."""
    count = len(records) if isinstance(records, list) else records.count()
    size = paging.page_size
    first = (paging.page - 1) * size
    if first >= count and paging.page > 1:
        raise Http404(_("There is no such page."))
    found = list(records[first : first + size])
    return {
        "count": count,
        "next": _address(request, paging.page + 1) if first + size < count else None,
        "previous": _address(request, paging.page - 1) if paging.page > 1 else None,
        "results": list(write(found)),
    }


def _address(request: HttpRequest, page: int) -> str:
    asked = request.GET.copy()
    asked["page"] = str(page)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
