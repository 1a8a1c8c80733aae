"""Files are given to those who may read them, and by no other way."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cms.documents.actions import add_version, create_document
from cms.documents.models import Document, DocumentVersion
from cms.jobs.worker import drain
from cms.works.actions import enter_as_recorded
from cms.works.models import WorkAudience
from tests.factories import works
from tests.factories.documents import text_file
from tests.factories.people import UserFactory
from tests.integration.documents.served import ONE, content_of, file_of
from tests.papers import write_plain_pdf

TWO = b"The second state of the file.\n"
PUBLIC = "public, no-cache"


def status_of(browser: Client, address: str) -> int:
    """The status at the end of all redirections, every file read to its end."""
    response = browser.get(address, follow=True)
    if response.streaming:
        content_of(response)
    return response.status_code


def test_everybody_reads_the_files_of_a_public_text(client, public_file):
    response = client.get(public_file.current.url)
    assert response.status_code == 200
    assert content_of(response) == ONE
    assert response["Cache-Control"] == PUBLIC
    assert response["ETag"] == f'"{public_file.current.sha256}"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Disposition"].startswith("attachment")


def test_each_version_keeps_its_address(site, client):
    work = works.draft_action_plan()
    file = file_of(work, content=ONE)
    first = file.current.url
    add_version(document=file, content=io.BytesIO(TWO), name="paper.txt", by=None)
    second = Document.objects.get(pk=file.pk).current.url
    enter_as_recorded(work=work, by=None)
    assert content_of(client.get(first)) == ONE
    assert content_of(client.get(second)) == TWO


def test_wagtails_address_leads_to_the_newest_version(client, public_file):
    response = client.get(public_file.url)
    assert response.status_code == 302
    assert response["Location"] == public_file.current.url


READERS = {
    "draft": (works.draft_action_plan, {"editor", "coordinator"}),
    "in approval": (
        works.cleared_action_plan, {"editor", "coordinator", "approver"},
    ),
    "for members": (
        lambda: works.recorded_action_plan(audience=WorkAudience.MEMBERS),
        {"editor", "coordinator", "approver", "former_approver", "delegate"},
    ),
}  # fmt: skip
PEOPLE = ("member_of_public", "editor", "coordinator", "approver", "former_approver",
          "delegate")  # fmt: skip


@pytest.mark.parametrize(("make", "readers"), READERS.values(), ids=READERS.keys())
def test_a_file_follows_its_text(site, request, make, readers):
    document = file_of(make())
    addresses = (document.current.url, document.url)
    allowed = set()
    for person in PEOPLE:
        browser = request.getfixturevalue(person)
        answers = {status_of(browser, url) for url in addresses}
        assert answers in ({404}, {200})
        if 200 in answers:
            allowed.add(person)
            response = browser.get(addresses[0])
            assert response["Cache-Control"] == "private, no-store"
            assert content_of(response)
    assert allowed == readers


def test_a_free_standing_file_is_the_secretariats(client, editor, delegate):
    url = text_file(by=None).current.url
    statuses = [status_of(browser, url) for browser in (client, delegate, editor)]
    assert statuses == [404, 404, 200]


def test_head_gives_the_headers_alone(client, public_file):
    response = client.head(public_file.current.url)
    assert response.status_code == 200
    assert response["Content-Length"] == str(len(ONE))
    assert response.content == b""


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_files_are_only_read(client, public_file, method):
    assert getattr(client, method)(public_file.current.url).status_code == 405


def test_other_names_and_numbers_are_unknown(client, public_file):
    base = f"/documents/{public_file.pk}"
    for address in ("v1/other.txt", "v1/PAPER.txt", "v2/paper.txt", "v0/paper.txt"):
        assert status_of(client, f"{base}/{address}") == 404
    assert status_of(client, "/documents/99999/v1/paper.txt") == 404


def test_no_file_lies_under_media(client, public_file, settings):
    name = public_file.current.file.name
    for prefix in (settings.MEDIA_URL, "/documents/", "/static/"):
        assert status_of(client, f"{prefix}{name}") == 404
    with pytest.raises(NotImplementedError):
        _ = public_file.file.storage.url(name)


def test_a_pdf_opens_and_its_pages_have_pictures(site, client, tmp_path):
    draft = works.draft_action_plan()
    shown = works.recorded_action_plan()
    content = write_plain_pdf(tmp_path / "a.pdf", [["One"]]).read_bytes()
    made = [
        create_document(
            title="a", content=io.BytesIO(content), name="a.pdf", by=None,
            expression=work.expressions.get(language="en"),
        )
        for work in (shown, draft)
    ]  # fmt: skip
    drain()
    response = client.get(made[0].current.url)
    assert content_of(response) == content
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("inline")
    addresses = [
        reverse("document_picture", args=(document.pk, 1, 1)) for document in made
    ]
    picture = client.get(addresses[0])
    assert picture["Content-Type"] == "image/webp"
    assert picture["Cache-Control"] == PUBLIC
    assert content_of(picture)[:4] == b"RIFF"
    assert status_of(client, addresses[1]) == 404
    assert status_of(client, addresses[0].replace("p1", "p2")) == 404


def test_a_page_without_a_picture_has_none(client, public_file):
    drain()
    address = reverse("document_picture", args=(public_file.pk, 1, 1))
    assert status_of(client, address) == 404


def test_html_in_disguise_is_never_shown_inline(site, client):
    """Text that looks like HTML is saved; never run in our origin."""
    document = file_of(
        works.recorded_action_plan(),
        content=b"<script>alert(1)</script> is how it begins\n",
        name="page.txt",
    )
    response = client.get(document.current.url)
    assert content_of(response).startswith(b"<script>")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


def test_a_web_page_is_saved_and_never_shown_inline(site, client):
    page = b"<!doctype html><html><script>alert(1)</script><p>Words</p></html>"
    document = file_of(works.recorded_action_plan(), content=page, name="page.html")
    response = client.get(document.current.url)
    assert content_of(response) == page
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert "sandbox" in response["Content-Security-Policy"]


# Wagtail's own screens


def upload(content: bytes, name: str = "paper.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/plain")


def test_wagtails_edit_form_adds_a_version(editor):
    file = file_of(works.draft_action_plan(), content=ONE)
    response = editor.post(
        reverse("wagtaildocs:edit", args=(file.pk,)),
        {"title": "Renamed", "file": upload(TWO), "collection": "1", "tags": ""},
    )
    assert response.status_code == 302
    document = Document.objects.get(pk=file.pk)
    assert document.title == "Renamed"
    assert [v.number for v in document.versions.order_by("number")] == [1, 2]
    assert document.current.created_by == editor.user
    for version, content in zip(
        document.versions.order_by("number"), (ONE, TWO), strict=True
    ):
        with version.file.open("rb") as file:
            assert file.read() == content


def test_wagtails_edit_form_without_a_file_adds_none(editor, public_file):
    editor.post(
        reverse("wagtaildocs:edit", args=(public_file.pk,)),
        {"title": "Renamed", "collection": "1", "tags": ""},
    )
    document = Document.objects.get(pk=public_file.pk)
    assert (document.title, document.versions.count()) == ("Renamed", 1)


def test_wagtails_edit_form_says_why_a_file_is_refused(editor, public_file):
    response = editor.post(
        reverse("wagtaildocs:edit", args=(public_file.pk,)),
        {
            "title": "x",
            "file": upload(b"\x89PNG\r\n\x1a\n" + b"\0" * 99),
            "collection": "1",
            "tags": "",
        },
    )
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert public_file.versions.count() == 1


def test_every_way_to_upload_makes_a_version(editor):
    made = []
    for content in (ONE, TWO):
        response = editor.post(
            reverse("wagtaildocs:add"),
            {"title": "Paper", "file": upload(content), "collection": "1", "tags": ""},
        )
        assert response.status_code == 302
        made.append(Document.objects.order_by("pk").last())
    assert DocumentVersion.objects.count() == 2
    for document, content in zip(made, (ONE, TWO), strict=True):
        version = document.versions.get()
        assert (version.number, version.name) == (1, "paper.txt")
        assert version.created_by == editor.user
        with document.file.open("rb") as file:
            assert file.read() == content
        assert content_of(editor.get(version.url)) == content


def test_another_door_of_wagtail_saves_the_model_by_itself(editor):
    document = Document(title="Paper", uploaded_by_user=editor.user)
    document.file = upload(ONE)
    document.save()
    version = document.versions.get()
    assert (version.number, version.created_by) == (1, editor.user)
    assert content_of(editor.get(version.url)) == ONE


def test_a_document_is_not_deleted_in_the_admin(public_file):
    superuser = Client()
    superuser.force_login(UserFactory(is_superuser=True))
    superuser.raise_request_exception = False
    superuser.post(reverse("wagtaildocs:delete", args=(public_file.pk,)))
    assert Document.objects.filter(pk=public_file.pk).exists()
    assert public_file.versions.count() == 1
