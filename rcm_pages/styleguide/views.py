"""The page of components; on a server there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rcm_pages.styleguide.examples import examples

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@never_cache
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every component of the portal in every state (404 but in development)."""
    if not settings.DEBUG:
        raise Http404
    components = [
        {
            "name": name,
            "states": [
                {
                    "name": each.state,
                    "wrap": each.wrap,
                    "html": render_to_string(
                        f"components/{name}/{name}.html", each.context, request
                    ),
                }
                for each in states
            ],
        }
        for name, states in examples().items()
    ]
    return render(request, "styleguide/index.html", {"components": components})
