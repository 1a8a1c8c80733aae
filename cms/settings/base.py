"""What every installation shares. Whatever differs comes from the environment."""

import datetime as dt
import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from cms.documents.readers.kinds import EXTENSIONS

from .accounts import *
from .security import *

BASE_DIR = Path(__file__).resolve().parent.parent.parent
# All that the portal writes: database, files, search index.
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var"))

SECRET_KEY = os.environ.get("SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = [
    "rcm_pages",
    "rcm_pages.desk",
    "rcm_pages.importing",
    "rcm_pages.demo",
    "cms",
    "cms.content_rules",
    "cms.reader_cache",
    "cms.exchange",
    "cms.catalogue",
    "cms.keeping",
    "cms.approval",
    "cms.documents",
    "cms.works",
    "cms.distribution",
    "cms.conference",
    "cms.audit",
    "cms.accounts",
    "cms.jobs",
    "search",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.redirects",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_filters",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.maintenance.SayMaintenance",
    "cms.reader_cache.middleware.PackPages",
    "cms.reader_cache.middleware.PagesForEverybody",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.exchange.middleware.LanguageOfReader",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.accounts.middleware.OwnLanguageMiddleware",
    "cms.conference.middleware.AppointmentGroups",
    "cms.works.middleware.KeepNothingPersonal",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cms.accounts.middleware.SessionActivityMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
    "cms.jobs.middleware.AskAgain",
    "cms.works.middleware.PagesOneMaySee",
    "cms.works.redirecting.RedirectsOneMayFollow",
    "cms.reader_cache.middleware.PagesByStanding",
]

ROOT_URLCONF = "cms.urls"
# Rooms of the Conference's own on the desk: modules of addresses.
DESK_ROOMS = ["rcm_pages.desk.urls", "rcm_pages.partner_reports.urls"]
# Rooms of its own for all readers.
READERS_ROOMS = ["rcm_pages.financial_reports.urls"]
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": dj_database_url.config(
        default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}", conn_max_age=600
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at the start, so that it waits and never fails
        # half-way; readers go on reading meanwhile.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
            "PRAGMA cache_size=-16000;"
        ),
    }
# Finished pages, in each web process: a mark in the database says which are old.
CACHES["readers"] = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "readers",
    "OPTIONS": {"MAX_ENTRIES": 1500},
}
# While this file is there, everybody is told that the portal is being worked on.
MAINTENANCE_FILE = Path(os.environ.get("MAINTENANCE_FILE", DATA_DIR / "maintenance"))
# For how long, at most, a page is given out again; 0 keeps none.
READER_CACHE_SECONDS = int(os.environ.get("READER_CACHE_SECONDS", "60"))
# Views whose pages hold nothing of a person but the links in the header.
READER_CACHE_VIEWS = frozenset(
    {
        *("wagtail_serve", "document_page", "financial_series"),
        *("browse", "collections", "collection", "parties", "party", "presidency"),
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = ["cms.conference.auth.AppointmentBackend"]

LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
USE_I18N = True
FORMAT_MODULE_PATH = ["cms.formats"]
WAGTAIL_I18N_ENABLED = True
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("TIME_ZONE", "America/Costa_Rica")
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Files of the archive never lie under MEDIA_ROOT: no address leads to them but ours.
DOCUMENTS_ROOT = DATA_DIR / "documents"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": {
        "BACKEND": "cms.documents.storage.ImmutableStorage",
        "OPTIONS": {"location": DOCUMENTS_ROOT},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# Largest file taken, in bytes.
DOCUMENTS_MAX_BYTES = 100 * 1024 * 1024
# Files on their way in, for each person: how many and how many bytes may be unfinished;
# how long a transfer that broke off can go on, and a received file wait for an answer.
UPLOADS_MAX_OPEN = 300
UPLOADS_MAX_OPEN_BYTES = 2 * 1024 * 1024 * 1024
UPLOADS_HOURS = 48
UPLOADS_KEPT_DAYS = 7
# The largest piece that our page sends, and the disk that no upload may use up.
UPLOADS_CHUNK_BYTES = 4 * 1024 * 1024
UPLOADS_DISK_RESERVE_BYTES = 256 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = UPLOADS_MAX_OPEN  # sent at once without a script
# Where ClamAV listens: the path of clamd's socket, or host:port. Empty: no scanner; the
# state "not scanned" is seen, and nothing is withheld.
CLAMAV = os.environ.get("CLAMAV", "")
CLAMAV_TIMEOUT_S = 120
# At this hour, local time, the stored files are read and compared with their hashes.
FIXITY_HOUR = int(os.environ.get("FIXITY_HOUR", "2"))
# Archive packages: where they lie (no address leads there), and for how many days.
KEEPING_ROOT = DATA_DIR / "packages"
KEEPING_PACKAGE_DAYS = int(os.environ.get("KEEPING_PACKAGE_DAYS", "7"))

# A file lies in the trash for so many days before an administrator may purge it.
DOCUMENTS_TRASH_DAYS = int(os.environ.get("DOCUMENTS_TRASH_DAYS", "30"))

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "documents", "mail"],
    }
}
EMAIL_BACKEND = "cms.jobs.mail.QueuedEmailBackend"
# The backend that really sends, called by the worker.
JOBS_EMAIL_BACKEND = os.environ.get(
    "EMAIL_DELIVERY_BACKEND", "django.core.mail.backends.console.EmailBackend"
)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "0") == "1"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "portal@example.org")

SEARCH: dict[str, Any] = {
    "ENGINE": "search.backends.embedded.EmbeddedEngine",
    "OPTIONS": {"path": DATA_DIR / "index"},
    "LANGUAGES": ["en", "es"],
}

WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no picture is fetched from elsewhere
WAGTAIL_SITE_NAME = "RCM · CRM"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://localhost:8000")
WAGTAILDOCS_DOCUMENT_MODEL = "documents.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.documents.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [suffix.removeprefix(".") for suffix in EXTENSIONS]
WAGTAILIMAGES_IMAGE_MODEL = "documents.Image"
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.finish.adopt_and_publish"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}
}
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ENABLE_UPDATE_CHECK = False

# The symbol that opens every reference: RCM/VM/XX/2015/AP.
CONFERENCE_SYMBOL = "RCM"
CONFERENCE_NAME = "Regional Conference on Migration"
# What the Conference says of its rights in its texts, as handed on with descriptions;
# empty: nothing is claimed and nothing is granted.
CONFERENCE_RIGHTS = ""
# So many questions of the API and of harvesters are answered to one reader.
EXCHANGE_REQUESTS_PER_MINUTE = int(
    os.environ.get("EXCHANGE_REQUESTS_PER_MINUTE", "300")
)
# From this day on texts are decided here; what is older may be recorded as such.
APPROVAL_SINCE = dt.date(2026, 1, 1)
# How many days a text waits before those whose turn it is are reminded, each time.
APPROVAL_REMINDER_DAYS = int(os.environ.get("APPROVAL_REMINDER_DAYS", "3"))
# How long a deputy may stand in for one absence, and an invitation be open.
CONFERENCE_DEPUTY_DAYS = 90
CONFERENCE_INVITATION_DAYS = 14

# How many rules may follow one another: 0, so that what a rule does triggers no rule.
CONTENT_RULES_CASCADE = 0
# How many people one rule may tell within an hour; the hour at which dates count.
CONTENT_RULES_MAILS_PER_HOUR = 500
CONTENT_RULES_HOUR = 7

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Wagtail tells of every page made; the audit keeps what matters.
    "loggers": {"wagtail": {"level": "WARNING"}},
}
