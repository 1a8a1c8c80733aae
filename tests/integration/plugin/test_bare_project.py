"""The plugin serves another conference: without our pages, templates or settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent
APPS = ("cms", "cms.keeping", "cms.approval", "cms.documents", "cms.works",
        "cms.distribution", "cms.conference", "cms.audit", "cms.accounts", "cms.jobs",
        "search",
        "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions",
        "allauth.socialaccount")  # fmt: skip

SETTINGS = f"""
from pathlib import Path

HERE = Path(__file__).parent
SECRET_KEY = "under-test-only"
USE_TZ = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Spanish")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
INSTALLED_APPS = [
    "bare_conference",
    *{APPS!r},
    "wagtail.users", "wagtail.snippets", "wagtail.documents", "wagtail.images",
    "wagtail.sites", "wagtail.search", "wagtail.admin", "wagtail",
    "modelcluster", "taggit", "django_tasks", "django_tasks_db",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.messages",
    "django.contrib.sessions", "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.conference.middleware.AppointmentGroups",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cms.accounts.middleware.SecondFactorMiddleware",
]
ROOT_URLCONF = "bare_urls"
TEMPLATES = [{{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {{"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]}},
}}]
DATABASES = {{"default": {{
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": HERE / "bare.sqlite3",
    "OPTIONS": {{"transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA synchronous=OFF;"}},
}}}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "/static/"
MEDIA_ROOT = HERE / "media"
STORAGES = {{
    "default": {{"BACKEND": "django.core.files.storage.FileSystemStorage"}},
    "documents": {{
        "BACKEND": "cms.documents.storage.ImmutableStorage",
        "OPTIONS": {{"location": HERE / "documents"}},
    }},
    "staticfiles": {{
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }},
}}
# What the plugin asks of a project.
AUTH_USER_MODEL = "accounts.User"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {{"email"}}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
AUTHENTICATION_BACKENDS = ["cms.conference.auth.AppointmentBackend"]
WAGTAIL_SITE_NAME = "Another conference"
WAGTAILADMIN_BASE_URL = "http://localhost"
WAGTAILDOCS_DOCUMENT_MODEL = "documents.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.documents.forms.DocumentForm"
WAGTAILIMAGES_IMAGE_MODEL = "documents.Image"
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.approval.finish.adopt_and_publish"
WAGTAIL_I18N_ENABLED = True
TASKS = {{"default": {{
    "BACKEND": "django_tasks_db.DatabaseBackend",
    "QUEUES": ["default", "documents", "mail"],
}}}}
EMAIL_BACKEND = "cms.jobs.mail.QueuedEmailBackend"
JOBS_EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SEARCH = {{
    "ENGINE": "search.backends.embedded.EmbeddedEngine",
    "OPTIONS": {{"path": HERE / "index"}},
    "LANGUAGES": ["en", "es"],
}}
"""

URLS = """
from django.urls import include, path

urlpatterns = [
    path("admin/", include("wagtail.admin.urls")),
    path("documents/", include("cms.documents.urls")),
    path("", include("wagtail.urls")),
]
"""

MODELS = """
from cms.works.pages import AbstractTextPage
from cms.works.types import WorkType, register

COMMUNIQUE = register(WorkType("communique", "COM", "Communiqué", "Communiqués"))


class CommuniquePage(AbstractTextPage):
    work_type = COMMUNIQUE.code
    template = "bare_conference/communique.html"
"""

TEMPLATE = "{% load wagtailcore_tags %}<h1>{{ page.title }}</h1>{{ page.body }}"

STORY = """
import datetime as dt
import io

import django
django.setup()

from django.test import Client
from django.utils import timezone
from wagtail.models import Locale, Page, Site

from bare_conference.models import COMMUNIQUE, CommuniquePage
from cms.accounts.models import User
from cms.approval import actions as approval
from cms.archive_search import SearchRequest, ask
from cms.conference.actions import appoint, enter_past_term
from cms.conference.models import Body, Meeting, Party
from cms.documents.actions import create_document
from cms.jobs.worker import drain as work
from cms.works import actions as works
from cms.works.texts import work_hash
from search.indexer import drain as index

secretariat = Party.objects.create(
    code="SEC", kind="secretariat", name_en="Secretariat", name_es="Secretaría")
norway = Party.objects.create(
    code="NO", kind="state", name_en="Norway", name_es="Noruega")
people = {
    name: User.objects.create_user(f"{name}@example.org")
    for name in ("editor", "coordinator", "head")
}
appoint(person=people["editor"], party=secretariat, role="editor", by=None)
appoint(person=people["coordinator"], party=secretariat, role="coordinator", by=None)
appoint(person=people["head"], party=norway, role="head_of_delegation", by=None)
enter_past_term(
    party=norway, ordinal=7, starts_at=timezone.now() - dt.timedelta(days=1), by=None)
meeting = Meeting.objects.create(
    body=Body.objects.create(
        code="min", name_en="Ministers", name_es="Ministros",
        meeting_en="Meeting of Ministers", meeting_es="Reunión de Ministros"),
    ordinal=7, starts_on=dt.date(2026, 5, 6))

Locale.objects.get_or_create(language_code="en")
root = Site.objects.get().root_page
page = CommuniquePage(title="Communiqué on glaciers", slug="glaciers", live=False)
page.body = [("paragraph", {"text": "The Ministers measured the glaciers.",
                            "charged": []})]
root.add_child(instance=page)
page.save_revision()
paper = works.create_work(
    type_code=COMMUNIQUE.code, meeting=meeting, by=people["editor"])
expression = works.add_expression(work=paper, page=page, by=people["editor"])
document = create_document(
    title="Annex", content=io.BytesIO(b"An annex about moraines.\\n"),
    name="annex.txt", expression=expression, by=people["editor"])
approval.set_up_workflow(name="Approval", page=root)
state = approval.submit(page=page, by=people["editor"])
for person in ("coordinator", "head"):
    state = approval.approve(
        task_state_id=state.current_task_state.pk,
        shown_hash=work_hash(paper),
        by=people[person],
    )
paper.refresh_from_db()
expression.refresh_from_db()
page.refresh_from_db()
assert paper.state == "adopted", paper.state
assert paper.symbol == "MIN/VII/2026/COM", paper.symbol
assert len(expression.sha256) == 64
assert page.live

work()
assert document.versions.get().text_state == "done"
while index():
    pass
for words in ("glacier", "moraines"):
    found = ask(SearchRequest(text=words), user=None)
    assert [hit.symbol for hit in found["hits"]] == [paper.symbol], (words, found)

from django.conf import settings
settings.ALLOWED_HOSTS = ["*"]
client = Client()
shown = client.get(page.url)
assert b"measured the glaciers" in shown.content, shown.status_code
hit = ask(SearchRequest(text="moraines"), user=None)["hits"][0]
assert hit.passages[0].locator.endswith("/v1/annex.txt#page=1"), hit.passages
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    app = tmp_path / "bare_conference"
    templates = app / "templates" / "bare_conference"
    templates.mkdir(parents=True)
    (tmp_path / "bare_settings.py").write_text(SETTINGS)
    (tmp_path / "bare_urls.py").write_text(URLS)
    (tmp_path / "story.py").write_text(STORY)
    (app / "__init__.py").touch()
    (app / "models.py").write_text(MODELS)
    (templates / "communique.html").write_text(TEMPLATE)
    return tmp_path


def run(project: Path, *command: str) -> None:
    environment = {
        key: os.environ[key] for key in ("PATH", "LANG", "TMPDIR") if key in os.environ
    } | {
        "PYTHONPATH": os.pathsep.join([str(project), str(settings.BASE_DIR)]),
        "DJANGO_SETTINGS_MODULE": "bare_settings",
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = subprocess.run(
        [sys.executable, *command],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def test_another_conference_adopts_a_text(project):
    run(project, "-m", "django", "check")
    run(project, "-m", "django", "makemigrations", "bare_conference", "--name", "pages")
    run(project, "-m", "django", "migrate", "--verbosity", "0")
    run(project, "story.py")


def test_the_plugin_needs_no_settings_of_the_portal():
    """Nothing of `cms` but its settings and addresses names the portal's own."""
    from_below = [
        path
        for path in (Path(settings.BASE_DIR) / "cms").rglob("*.py")
        if "settings" not in path.parts
        and any(
            word in path.read_text("utf-8")
            for word in ("rcm_pages", "from cms.settings", "import cms.settings")
        )
    ]
    assert from_below == []
