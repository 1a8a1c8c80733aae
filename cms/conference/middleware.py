"""Compares the rights of whoever signs a request with their appointments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import SimpleLazyObject

from cms.conference.groups import keep_groups_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class AppointmentGroups:
    """Keeps the group that Wagtail asks equal to the appointments, at each request.

    So a right ends with the last day of the appointment, whether a job has run or not.
    It stands after Django's AuthenticationMiddleware, and reads nothing until the
    person is asked for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the person be compared when first asked for."""
        signed: Any = request.user

        def person() -> Any:
            if not signed.is_authenticated:
                return signed
            # The person themselves, whose rights may be cached, not the lazy wrapper.
            found = getattr(signed, "_wrapped", signed)
            keep_groups_once(found)
            return found

        request.user = SimpleLazyObject(person)  # type: ignore[assignment]
        return self.get_response(request)
