"""The peer of uploads: one Django view that writes a body to disk with its SHA-256."""

import hashlib
import os
import tempfile
from pathlib import Path

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

FOLDER = Path(os.environ.get("BARE_UPLOADS") or tempfile.gettempdir())


def take(request: HttpRequest) -> HttpResponse:
    """Write what was sent, made sure of on the disk."""
    if request.method == "GET":
        return HttpResponse("bare")
    body = request.read()
    with tempfile.NamedTemporaryFile(dir=FOLDER, delete=False) as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    return HttpResponse(hashlib.sha256(body).hexdigest())


urlpatterns = [path("", take)]
application = get_wsgi_application()
