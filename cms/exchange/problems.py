"""What went wrong, as RFC 9457 has it: problem details, in the reader's language."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MEDIA_TYPE = "application/problem+json"
TITLES = {
    HTTPStatus.BAD_REQUEST: gettext_lazy("The question was not understood."),
    HTTPStatus.NOT_FOUND: gettext_lazy("There is nothing here."),
    HTTPStatus.METHOD_NOT_ALLOWED: gettext_lazy("Here one can only read."),
    HTTPStatus.UNPROCESSABLE_ENTITY: gettext_lazy(
        "The question holds something that makes no sense."
    ),
    HTTPStatus.TOO_MANY_REQUESTS: gettext_lazy("Too many questions in a short time."),
}


class UnclearError(ValueError):
    """Parameters that make no sense, each as pydantic tells of it."""

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        super().__init__("Parameters that make no sense")
        self.errors = errors


def problem(status: int, detail: str = "", **more: Any) -> HttpResponse:
    """Answer with a problem; nobody keeps it."""
    title = TITLES.get(HTTPStatus(status), HTTPStatus(status).phrase)
    said = {"type": "about:blank", "title": str(title), "status": int(status)}
    if detail:
        said["detail"] = detail
    response = HttpResponse(
        json.dumps(said | more, ensure_ascii=False),
        content_type=MEDIA_TYPE,
        status=status,
    )
    response["Cache-Control"] = "no-store"
    response["Content-Language"] = get_language() or "en"
    return response


def unclear(errors: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Name each parameter that makes no sense, and why; ``errors`` as pydantic's."""
    rows = [{"name": _named(error["loc"]), "reason": _why(error)} for error in errors]
    names = ", ".join(dict.fromkeys(row["name"] for row in rows))
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("Please look at: %(names)s") % {"names": names},
        errors=rows,
    )


def _named(place: Iterable[Any]) -> str:
    """Return the parameter; after it stands which of its values was meant."""
    return [part for part in place if isinstance(part, str)][-1]


def _why(error: Mapping[str, Any]) -> str:
    """Say in the reader's language what pydantic says in English."""
    bounds = error.get("ctx") or {}
    kind = str(error.get("type", ""))
    if kind in ("int_parsing", "int_type", "int_parsing_size", "int_from_float"):
        return _("This is no whole number.")
    if kind in ("greater_than_equal", "less_than_equal"):
        said = {"bound": bounds.get("ge", bounds.get("le"))}
        if kind == "greater_than_equal":
            return _("It is less than %(bound)s.") % said
        return _("It is more than %(bound)s.") % said
    if kind == "string_too_long":
        return _("It is longer than %(number)s characters.") % {
            "number": bounds.get("max_length")
        }
    if kind == "string_pattern_mismatch":
        return _("It holds a character that has no place here.")
    if kind == "unknown":
        return _("There is no such parameter.")
    if kind == "uuid_parsing":
        return _("This is no UUID.")
    if kind == "missing":
        return _("It is missing.")
    return _("It makes no sense here.")
