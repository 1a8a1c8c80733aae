"""The reader's language, without leading programs on to a page in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.middleware.locale import LocaleMiddleware
from django.utils.cache import patch_vary_headers

from cms.exchange.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class LanguageOfReader(LocaleMiddleware):
    """Django's, but that a problem told to a program is its answer.

    Django's sends whoever finds nothing on to the same address below a language.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Let a problem go as it is."""
        if response.headers.get("Content-Type") == MEDIA_TYPE:
            patch_vary_headers(response, ("Accept-Language",))
            return response
        return super().process_response(request, response)
