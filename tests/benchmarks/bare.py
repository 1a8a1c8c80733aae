"""The peer: one Django view that answers with a constant, served the same way."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="for-measuring-only",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        MIDDLEWARE=[],
        LOGGING_CONFIG=None,
    )


def hello(request: HttpRequest) -> HttpResponse:
    """Answer."""
    return HttpResponse("<!doctype html><title>bare</title><p>bare")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
