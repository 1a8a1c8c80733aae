"""Every component is on the page of components, in both languages."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation

from rcm_pages.styleguide.examples import examples
from rcm_pages.styleguide.views import styleguide
from tests.factories.works import recorded_action_plan

pytestmark = pytest.mark.django_db
COMPONENTS = Path(settings.BASE_DIR) / "templates" / "components"


def asked(method="get"):
    request = getattr(RequestFactory(), method)("/en/styleguide/")
    request.user = AnonymousUser()
    return request


def test_no_component_is_missing(site):
    known = {path.name for path in COMPONENTS.iterdir() if path.is_dir()}
    assert set(examples()) == known


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_state_is_shown(site, settings, language):
    settings.DEBUG = True
    recorded_action_plan()
    with translation.override(language):
        said = styleguide(asked()).content.decode()
        shown = examples()
    assert all(shown.values())
    for name in shown:
        assert f'id="component-{name}"' in said


def test_an_empty_archive_is_no_hindrance(site, settings):
    settings.DEBUG = True
    assert styleguide(asked()).status_code == 200


def test_on_a_server_there_is_no_such_page(site, settings, client):
    settings.DEBUG = False
    with pytest.raises(Http404):
        styleguide(asked())
    assert client.get("/en/styleguide/").status_code == 404
