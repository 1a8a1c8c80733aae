"""Whatever the method: no word too many, nothing changed, never an error of ours."""

from __future__ import annotations

import pytest
from django.db import transaction
from wagtail.models import GroupPagePermission, Page, PageViewRestriction

from cms.audit.models import Event
from cms.documents.models import Document
from cms.works.models import Grant, Work
from tests.integration.rights.channels import SHOWS
from tests.integration.rights.probing import address, ask
from tests.integration.rights.readers import READERS
from tests.integration.rights.test_admin import LISTINGS, Leaks

pytestmark = pytest.mark.django_db
METHODS = ("head", "post", "put", "delete")
CLOSED = {
    "superuser": "cleared",
    "editor": "partner's draft",
    "presiding decider": "draft",
    "grantee editor": "partner's paper handed in",
}
PUBLIC_ROUTES = ("wagtail_serve", "by_symbol", "document_page", "document_version")


def state() -> tuple:
    """Return all that must stay as it is."""
    models = (Page, Document, Grant, Event, PageViewRestriction, GroupPagePermission)
    return (
        *(model.objects.count() for model in models),
        list(Work.objects.order_by("pk").values_list("state", "symbol", "audience")),
        list(Page.objects.order_by("pk").values_list("path", "live", "locked")),
    )


@pytest.mark.parametrize(("role", "name"), CLOSED.items())
def test_methods_on_what_one_may_not_read(archive, role, name):
    leaks, before = Leaks(), state()
    for route in sorted(set(SHOWS) - LISTINGS):
        path = address(route, archive.things[name], archive)
        for method in METHODS if path else ():
            with transaction.atomic():
                leaks.note(archive, role, route, path, method)
    leaks.fail_if_any()
    assert state() == before


@pytest.mark.parametrize("role", ["anonymous", "editor", "superuser"])
def test_methods_on_listings(archive, role):
    leaks, before = Leaks(), state()
    for route in sorted(LISTINGS):
        path = address(route, None, archive)
        for method in METHODS:
            leaks.note(archive, role, route, path, method)
    leaks.fail_if_any()
    assert state() == before


@pytest.mark.parametrize("role", ["anonymous", "delegate", "accredited observer"])
def test_methods_at_the_portal(archive, role):
    """HEAD says what GET says; nothing else is taken at the address of a paper."""
    for name in ("for participants", "recorded"):
        for route in PUBLIC_ROUTES:
            path = address(route, archive.things[name], archive)
            status = ask(archive, role, path).status
            assert ask(archive, role, path, "head").status == status
            for method in ("post", "put", "delete"):
                refused = (404, 405) if role in READERS[name] else (302, 404, 405)
                assert ask(archive, role, path, method).status in refused
            assert (status in (200, 302)) >= (role in READERS[name])
