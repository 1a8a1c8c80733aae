"""Settings, addresses and server of the peer; run by ``bench_reader``.

``python -m tests.benchmarks.stock.site make TEXTS.json`` makes its database and a page
of those paragraphs; gunicorn serves ``tests.benchmarks.stock.site:application``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

HERE = Path(__file__).parent

if not settings.configured:
    settings.configure(
        DEBUG=False,
        SECRET_KEY="for-measuring-only",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        USE_TZ=True,
        STATIC_URL="/static/",
        WAGTAIL_SITE_NAME="Stock",
        WAGTAILADMIN_BASE_URL="http://localhost",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "tests.benchmarks.stock",
            *("wagtail.users", "wagtail.documents", "wagtail.images", "wagtail.sites"),
            *("wagtail.search", "wagtail.admin", "wagtail", "modelcluster", "taggit"),
            *("django.contrib.auth", "django.contrib.contenttypes"),
            *("django.contrib.sessions", "django.contrib.messages", "django_tasks"),
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": Path(os.environ["DATA_DIR"]) / "stock.sqlite3",
                "CONN_MAX_AGE": 600,
            }
        },
        LOGGING_CONFIG=None,
    )

application = get_wsgi_application()
# Wagtail's addresses can be read once its apps are loaded.
urlpatterns = [path("", include("wagtail.urls"))]


def make(texts: Path) -> None:
    """Make the database and one page below the home page, at ``/text/``."""
    from wagtail.models import Page

    from tests.benchmarks.stock.models import StockPage

    call_command("migrate", verbosity=0)
    body = [("text", paragraph) for paragraph in json.loads(texts.read_text())]
    home = Page.objects.get(depth=2)
    home.add_child(instance=StockPage(title="Text", slug="text", body=body))


if __name__ == "__main__":
    make(Path(sys.argv[2]))
