"""No cache keeps what not everybody reads, and privacy of Wagtail's widens nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from tests.integration.rights.probing import address, ask
from tests.integration.rights.readers import READERS

pytestmark = pytest.mark.django_db
ROUTES = ("wagtail_serve", "document_page", "document_version")
NAMES = ("adopted for everybody", "for members", "for one delegation")


def may_be_shared(response) -> bool:
    said = response.get("Cache-Control", "")
    return not any(word in said for word in ("private", "no-store"))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", ["anonymous", "named delegation", "editor"])
def test_who_may_keep_an_answer(archive, role, name):
    for route in ROUTES:
        response = ask(
            archive, role, address(route, archive.things[name], archive)
        ).response
        is_open = READERS[name] == READERS["recorded"]
        if response.status_code == 200 and not is_open:
            assert not may_be_shared(response), route
        if response.status_code == 200 and route != "document_version":
            # What is shown beside a text depends on who asks.
            assert "Cookie" in response.get("Vary", ""), route
            assert role == "anonymous" or not may_be_shared(response)


@pytest.mark.parametrize("path", ["/en/", "/en/meetings/", "/en/search/?q=archivo"])
def test_lists_are_kept_by_nobody_who_is_signed_in(archive, path):
    assert not may_be_shared(ask(archive, "delegate", path).response)
    assert "Cookie" in ask(archive, "anonymous", path).response["Vary"]


def test_a_file_that_is_kept_is_asked_for_each_time(archive):
    """Narrowed or not, and sent only where it has changed."""
    name, client = "adopted for everybody", archive.clients["anonymous"]
    path = address("document_version", archive.things[name], archive)
    first = ask(archive, "anonymous", path).response
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    closed = address("document_version", archive.things["for members"], archive)
    etag = ask(archive, "delegate", closed).response["ETag"]
    assert client.get(closed, headers={"If-None-Match": etag}).status_code == 404


@pytest.mark.parametrize("kind", ["login", "password"])
def test_privacy_of_wagtails_widens_nothing(archive, kind):
    """A page or a collection opened by it shows to nobody what their audience hides."""
    index = Page.objects.get(slug="meetings")
    fields = {
        "restriction_type": kind,
        "password": "open" if kind == "password" else "",
    }
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=index, **fields)])
    root = Collection.get_first_root_node()
    CollectionViewRestriction.objects.create(collection=root, **fields)
    for role in ("person", "delegate"):
        client = archive.clients[role]
        restriction = PageViewRestriction.objects.get()
        if kind == "password":
            client.post(
                reverse(
                    "wagtailcore_authenticate_with_password",
                    args=[restriction.pk, index.pk],
                ),
                {"password": "open", "return_url": "/en/"},
            )
        for name in ("for one delegation", "hidden meeting", "draft"):
            thing = archive.things[name]
            for route in (*ROUTES, "wagtaildocs_serve"):
                path = address(route, thing, archive)
                if path:
                    answer = ask(archive, role, path)
                    assert name not in answer.found, (name, route)
                    assert answer.status in (302, 404)


def test_no_file_lies_where_the_web_server_would_give_it_out(archive, settings):
    """Nothing of the archive's is under MEDIA_ROOT, and storage gives no address."""
    document = archive.things["recorded"].document
    stored = document.current.file
    with pytest.raises(NotImplementedError):
        _ = stored.url
    assert not stored.path.startswith(str(settings.MEDIA_ROOT))
    for role in ("anonymous", "editor"):
        media = f"{settings.MEDIA_URL}documents/{stored.name}"
        assert ask(archive, role, media).status in (302, 404)
