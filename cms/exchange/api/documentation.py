"""The page that says what can be asked of the API, made from its own OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cms.exchange.api.portal import api
from cms.exchange.citations.formats import FORMATS
from cms.exchange.naming import origin_of
from cms.exchange.selection import Selection

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "name": each["name"],
            "where": each["in"],
            "is_required": each.get("required", False),
            "description": each.get("description")
            or each["schema"].get("description", ""),
        }
        for each in operation.get("parameters", ())
    ]


def operations() -> list[dict[str, Any]]:
    """Return what can be asked, as OpenAPI has it, in the order of addresses."""
    paths = api.get_openapi_schema()["paths"]
    return [
        {
            "path": path,
            "summary": entry["get"].get("description") or entry["get"]["summary"],
            "parameters": _parameters(entry["get"]),
        }
        for path, entry in paths.items()
    ]


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Say what can be asked, with examples."""
    context = {
        "operations": operations(),
        "openapi": reverse("api:openapi-json"),
        "origin": origin_of(request),
        "selection": list(Selection.model_fields),
        "formats": FORMATS.values(),
    }
    return render(request, "exchange/documentation.html", context)
