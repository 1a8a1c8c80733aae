"""The page that says what can be asked of the API, made from its own OpenAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from cms.exchange.api.portal import api
from cms.exchange.citations.formats import FORMATS
from cms.exchange.naming import origin_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


# What OpenAPI says in English, for people; a test holds the two together.
OPERATIONS = {
    "list_works": _("Lists the works that you may read, newest first."),
    "work_by_symbol": _("Gives the work that bears a symbol, or bore it formerly."),
    "one_work": _("Gives a work with its texts and files."),
    "one_text": _("Gives a text with its paragraphs, as it was frozen."),
    "list_files": _("Lists the files of works that you may read, newest first."),
    "one_file": _("Gives what is known of a file of a work."),
    "list_meetings": _("Lists the meetings that you may see, newest first."),
    "one_meeting": _("Gives a meeting."),
    "list_parties": _("Lists the parties, with their standings of today."),
    "list_bodies": _("Lists the bodies of the Conference."),
    "list_collections": _("Lists the collections that you find, by name."),
    "collection_works": _("Lists the works of a collection, in its own order."),
}
PARAMETERS = {
    "q": _("Words of a title, or a part of a symbol."),
    "type": _("Code of a type of work, such as action_plan."),
    "body": _("Code of the body that met."),
    "meeting": _("Number of a meeting."),
    "party": _("Code of the party that wrote it."),
    "theme": _("Short name of a theme in its address."),
    "language": _("Code of a language: en or es."),
    "status": _("adopted, received, recorded, superseded or unofficial."),
    "year_from": _("First year, of the work, or of its meeting if it has no date."),
    "year_to": _("Last year."),
    "page": _("Number of the page, from 1."),
    "page_size": _("Records on each page, at most 100."),
    "symbol": _("The symbol, with its strokes."),
    "uuid": _("The UUID of a work."),
    "slug": _("Short name of a collection in its address."),
    "id": _("The number of a record."),
}


def _parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    names = [each["name"] for each in operation.get("parameters", ())]
    return [{"name": name, "said": PARAMETERS[name]} for name in names]


def operations() -> list[dict[str, Any]]:
    """Return what can be asked, as OpenAPI has it, in the order of addresses."""
    return [
        {
            "path": path,
            "said": OPERATIONS[entry["get"]["operationId"]],
            "parameters": _parameters(entry["get"]),
        }
        for path, entry in api.get_openapi_schema()["paths"].items()
    ]


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """Say what can be asked, with examples."""
    context = {
        "operations": operations(),
        "openapi": reverse("api:openapi-json"),
        "origin": origin_of(request),
        "formats": FORMATS.values(),
    }
    return render(request, "exchange/documentation.html", context)
