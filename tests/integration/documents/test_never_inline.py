"""No route gives a web page or a drawing to be shown as one of ours."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.documents.models import DocumentVersion
from cms.jobs.worker import drain
from tests.factories import works
from tests.factories.documents import text_file
from tests.integration.documents.sending import begin, send
from tests.integration.documents.served import content_of, file_of

pytestmark = pytest.mark.django_db
SCRIPT = b"<!doctype html><title>x</title><script>alert(document.cookie)</script><p>Hi"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
CASES = {"page.html": SCRIPT, "page.htm": SCRIPT, "drawing.txt": DRAWING}
HARMLESS = {"application/octet-stream", "text/plain; charset=utf-8"}


def public(name: str) -> DocumentVersion:
    work = works.recorded_action_plan()
    return file_of(work, content=CASES[name], name=name).current


def check(answer) -> None:
    assert answer["Content-Type"] in HARMLESS
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", CASES)
def test_whole_in_part_and_by_its_head(client, site, name):
    version = public(name)
    drain()
    whole = client.get(version.url)
    assert content_of(whole) == CASES[name]
    part = client.get(version.url, headers={"Range": "bytes=0-3"})
    assert part.status_code == 206
    assert content_of(part) == CASES[name][:4]
    for answer in (whole, part, client.head(version.url)):
        check(answer)


@pytest.mark.parametrize("name", CASES)
def test_wagtails_own_address_leads_to_ours(client, editor, site, name):
    version = public(name)
    address = reverse("wagtaildocs_serve", args=[version.document_id, name])
    for person in (client, editor):
        answer = person.get(address)
        assert (answer.status_code, answer["Location"]) == (302, version.url)


@pytest.mark.parametrize("name", CASES)
def test_what_it_says_is_shown_as_words(client, site, name):
    version = public(name)
    drain()
    page = client.get(reverse("document_page", args=[version.document_id]))
    assert b"<script>alert" not in page.content


def test_a_drawing_is_not_taken_in(editor):
    assert begin(editor, name="drawing.svg", size=9).status_code == 415
    upload = send(editor, DRAWING, name="drawing.html")
    if upload.document:
        check(editor.head(upload.document.current.url))
    answer = editor.post(
        reverse("wagtaildocs:add"),
        {"title": "x", "file": text_upload("drawing.svg"), "collection": "1"},
    )
    assert answer.context["form"].errors["file"]


def text_upload(name: str):
    return SimpleUploadedFile(name, DRAWING)


def test_a_drawing_under_another_name_in_the_archive_is_a_download(editor, site):
    version = text_file(by=None, content=DRAWING, name="drawing.svg").current
    check(editor.head(version.url))
