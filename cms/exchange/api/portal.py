"""The API as a whole: its errors, its limits, its addresses."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import ValidationError

from cms.exchange import throttling
from cms.exchange.answers import keep
from cms.exchange.api.operations import router
from cms.exchange.problems import MEDIA_TYPE, UnclearError, problem, unclear

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

VERSION = "v1"
SAFE = "GET, HEAD"


class ReadAPI(NinjaAPI):
    """Ninja's, with problems under their own media type and plain names."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """Name an operation as its function is named."""
        return str(operation.view_func.__name__)

    def get_openapi_schema(self, **how: Any) -> Any:
        """Describe the API; what is no success is a problem (RFC 9457)."""
        schema = super().get_openapi_schema(**how)
        for entry in schema["paths"].values():
            for status, response in entry["get"]["responses"].items():
                if int(status) >= HTTPStatus.BAD_REQUEST:
                    (content,) = response["content"].values()
                    response["content"] = {MEDIA_TYPE: content}
        return schema


api = ReadAPI(
    title="Document centre",
    version="1.0",
    description="What the archive holds, as far as you may read it.",
    docs_url=None,
    openapi_url="/openapi.json",
    urls_namespace="api",
)
api.add_router("", router)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return unclear(error.errors)


@api.exception_handler(UnclearError)
def _unclear(request: HttpRequest, error: UnclearError) -> HttpResponse:
    return unclear(error.errors)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    # Django's own words name models; ours are in the reader's language.
    return problem(HTTPStatus.NOT_FOUND)


def reading(view: Callable[..., Any]) -> Callable[..., Any]:
    """Let a view be read and nothing else, so often, and be kept by who has it."""

    @csrf_exempt
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            refused = problem(HTTPStatus.METHOD_NOT_ALLOWED)
            refused["Allow"] = SAFE
            return refused
        wait = throttling.seconds_to_wait(request)
        if wait:
            refused = problem(HTTPStatus.TOO_MANY_REQUESTS)
            refused["Retry-After"] = str(wait)
            return refused
        # The server leaves the body of an answer to HEAD out.
        method, request.method = request.method, "GET"
        try:
            response: HttpResponse = view(request, *args, **kwargs)
        finally:
            request.method = method
        return (
            keep(request, response)
            if response.status_code == HTTPStatus.OK
            else response
        )

    return asked


def _root(request: HttpRequest, **_kwargs: Any) -> HttpResponse:
    """Lead whoever asks for the API itself to its description."""
    return HttpResponseRedirect(reverse("api_documentation"))


def _nothing(request: HttpRequest, rest: str) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND)


def _addresses() -> tuple[list[Any], str, str]:
    found: Any = api.urls
    patterns, app, space = found
    for pattern in patterns:
        view = _root if pattern.name == "api-root" else pattern.callback
        pattern.callback = reading(view)
    nothing = path("<path:rest>", reading(_nothing), name="nothing")
    return [*patterns, nothing], app, space


addresses = _addresses()
