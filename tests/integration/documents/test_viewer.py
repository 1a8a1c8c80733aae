"""A file page by page: pictures, the words over them, links to a page."""

from __future__ import annotations

import io
import re

import pytest
from django.core.cache import cache
from django.urls import reverse
from PIL import Image

from cms.documents import sheets
from cms.documents.actions import create_document
from cms.documents.models import Document, document_storage
from cms.jobs.worker import drain
from tests.factories import works
from tests.harm import flip, whole_round
from tests.integration.documents.served import content_of, file_of
from tests.papers import write_pictures_pdf, write_plain_pdf, write_truncated_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_remembered(tmp_path, settings, monkeypatch):
    """No picture of another test is there, and no failure remembered."""
    cache.clear()
    monkeypatch.setattr(
        sheets.Drawn, "folder", property(lambda self: f"views/{tmp_path.name}")
    )


def pdf_of(work, content: bytes) -> Document:
    document = create_document(
        title="Paper", by=None, name="paper.pdf", content=io.BytesIO(content),
        expression=work.expressions.get(language="en"),
    )  # fmt: skip
    drain()
    return document


@pytest.fixture
def paper(site, tmp_path) -> Document:
    """A public PDF of three pages."""
    pages = [["The first page"], ["Migrants and", "their consulates"], ["The end"]]
    raw = write_plain_pdf(tmp_path / "a.pdf", pages).read_bytes()
    return pdf_of(works.recorded_action_plan(), raw)


def page(browser, document, number: int, query: str = "") -> str:
    address = reverse("document_sheet", args=[document.pk, number])
    response = browser.get(address + query)
    assert response.status_code == 200
    return response.content.decode()


def picture(browser, document, number: int, width: int = 800):
    return browser.get(
        reverse("document_sheet_picture", args=[document.pk, 1, number, width])
    )


def status_of(browser, document, number: int, width: int = 800) -> int:
    """Return the answer's status, its file read to the end."""
    response = picture(browser, document, number, width)
    if response.streaming:
        content_of(response)
    return response.status_code


def test_a_page_is_shown_with_its_words_over_it(client, paper):
    seen = page(client, paper, 2)
    assert "Page 2 of 3" in seen
    assert re.search(r"<text [^>]*textLength=\"\d+\"[^>]*>Migrants and</text>", seen)
    assert 'rel="prev"' in seen
    assert 'rel="next"' in seen
    assert "<style" not in seen
    assert "style=" not in seen
    image = re.search(r'<img class="sheet__picture"[^>]*>', seen)
    assert image
    assert 'width="800" height="1035"' in image[0]
    assert "800w" in image[0]
    assert "1600w" in image[0]


def test_the_words_lie_where_they_are_printed(client, paper):
    """72 points from the left and 92 from the top, of a page of 612 by 792."""
    seen = page(client, paper, 2)
    assert 'viewBox="0 0 6120 7920"' in seen
    line = re.search(r'<text class="sheet__line" x="(\d+)" y="(\d+)"', seen)
    assert line
    assert 700 < int(line[1]) < 740
    assert 890 < int(line[2]) < 950


@pytest.mark.parametrize(("width", "height"), [(800, 1035), (1600, 2071), (200, 259)])
def test_pictures_have_the_size_that_is_said(client, paper, width, height):
    response = picture(client, paper, 1, width)
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, no-cache"
    assert response["ETag"]
    made = Image.open(io.BytesIO(content_of(response)))
    assert made.size[0] == width
    assert abs(made.size[1] - height) <= 1


def test_a_picture_is_made_once(client, paper, monkeypatch):
    response = picture(client, paper, 1)
    first = content_of(response)
    monkeypatch.setattr(sheets.child, "ask", None)
    assert content_of(picture(client, paper, 1)) == first
    again = client.get(
        reverse("document_sheet_picture", args=[paper.pk, 1, 1, 800]),
        headers={"If-None-Match": response["ETag"]},
    )
    assert again.status_code == 304


def test_a_damaged_file_is_not_drawn(client, paper):
    flip(paper.current)
    whole_round()
    address = reverse("document_sheet", args=[paper.pk, 1])
    assert client.get(address)["Location"] == reverse("document_page", args=[paper.pk])
    assert picture(client, paper, 1).status_code == 404


def test_a_strip_of_thumbnails_is_made_at_once(client, paper, monkeypatch):
    assert status_of(client, paper, 1, 200) == 200
    monkeypatch.setattr(sheets.child, "ask", None)
    assert status_of(client, paper, 3, 200) == 200


def test_what_was_searched_for_is_marked(client, paper):
    seen = page(client, paper, 2, "?q=consulate")
    assert seen.count('class="sheet__hit"') == 1
    assert "<mark>consulates</mark>" in seen
    assert "Marked on this page: 1 word." in seen
    assert "?q=consulate" in seen
    assert 'class="sheet__hit"' not in page(client, paper, 1, "?q=consulate")


@pytest.mark.parametrize(
    "question",
    ['"', "%00", "a" * 5000, "%22migrants and their", "-x", "(", "<script>", "*"],
)
def test_any_question_is_borne(client, paper, question):
    seen = page(client, paper, 2, f"?q={question}")
    assert "<script>" not in seen.partition("<main")[2]


@pytest.mark.parametrize(("typed", "shown"), [("3", 3), ("x", 1), ("", 1), ("0", 1)])
def test_a_number_that_is_typed_leads_to_its_page(client, paper, typed, shown):
    response = client.get(
        reverse("document_go_to_page", args=[paper.pk]), {"number": typed}
    )
    assert response["Location"] == reverse("document_sheet", args=[paper.pk, shown])


def test_beyond_the_end_is_the_last_page(client, paper):
    address = reverse("document_sheet", args=[paper.pk, 400])
    assert client.get(address)["Location"].endswith("/page/3/")
    for number in (0, 10**9):
        wrong = address.replace("400", str(number))
        assert client.get(wrong).status_code == 404
    for number, width in ((4, 800), (1, 801), (0, 800)):
        assert status_of(client, paper, number, width) == 404


def test_pages_and_pictures_follow_the_text(site, client, editor, delegate, tmp_path):
    raw = write_plain_pdf(tmp_path / "b.pdf", [["Secret"]]).read_bytes()
    document = pdf_of(works.draft_action_plan(), raw)
    address = reverse("document_sheet", args=[document.pk, 1])
    for browser, status in ((client, 404), (delegate, 404), (editor, 200)):
        assert browser.get(address).status_code == status
        for width in (200, 800):
            assert status_of(browser, document, 1, width) == status
    assert editor.get(address)["Cache-Control"] == "private, no-store"
    response = picture(editor, document, 1)
    assert content_of(response)
    assert response["Cache-Control"] == "private, no-store"


def test_what_is_no_pdf_is_read_as_text(client, site):
    document = file_of(works.recorded_action_plan())
    drain()
    response = client.get(reverse("document_sheet", args=[document.pk, 1]))
    assert response["Location"] == reverse("document_page", args=[document.pk])
    assert status_of(client, document, 1) == 404


def test_a_scanned_page_has_a_picture_and_says_what_it_is(client, site, tmp_path):
    raw = write_pictures_pdf(tmp_path / "scan.pdf", 2).read_bytes()
    document = pdf_of(works.recorded_action_plan(), raw)
    seen = page(client, document, 2)
    assert "Scanned page" in seen
    assert status_of(client, document, 2) == 200


def test_a_broken_file_has_no_pages(client, site, tmp_path):
    raw = write_truncated_pdf(tmp_path / "a.pdf").read_bytes()
    document = pdf_of(works.recorded_action_plan(), raw)
    response = client.get(reverse("document_sheet", args=[document.pk, 1]))
    assert response["Location"] == reverse("document_page", args=[document.pk])
    assert status_of(client, document, 1) == 404


def test_a_file_that_says_it_has_a_million_pages(site, client, tmp_path):
    """As many are read as are read at most; none of the others is drawn."""
    path = write_plain_pdf(tmp_path / "a.pdf", [["The only page"]])
    raw = path.read_bytes().replace(b"/Count 1 ", b"/Count 1000000 ")
    document = pdf_of(works.recorded_action_plan(), raw)
    assert document.current.pages.count() <= 2000
    assert "The only page" in page(client, document, 1)
    response = client.get(reverse("document_sheet", args=[document.pk, 999_999]))
    assert response.status_code == 302
    assert status_of(client, document, 999_999) == 404
    last = document.current.pages.count()
    seen = client.get(reverse("document_sheet", args=[document.pk, last]))
    assert seen.status_code == 200


def test_what_cannot_be_drawn_is_not_tried_by_everybody(client, paper, monkeypatch):
    asked = []

    def fail(*said, **how):
        asked.append(said)
        return [{"picture": "../../etc/passwd"}, {"layer": 5}, {}], "crashed"

    monkeypatch.setattr(sheets.child, "ask", fail)
    for _reader in range(3):
        assert status_of(client, paper, 1) == 404
        seen = page(client, paper, 1)
        assert "Page 1 of 3" in seen
        assert "The first page" in seen
    assert len(asked) == 2


def test_whoever_comes_while_others_are_drawn_waits(client, paper, monkeypatch):
    monkeypatch.setattr(sheets, "PATIENCE_S", 0.1)
    with sheets._turn(), sheets._turn():
        busy = picture(client, paper, 1)
        assert (busy.status_code, busy["Retry-After"]) == (503, "3")
        assert "Page 1 of 3" in page(client, paper, 1)
    assert status_of(client, paper, 1) == 200


def test_a_layer_that_was_spoilt_on_disk_is_left_out(client, paper):
    page(client, paper, 1)
    name = f"{sheets.drawn_from(paper.current).folder}/p1.json"
    for rubbish in (b"{", b'{"size": [1, 1], "lines": [[1]]}', b'{"size": 4}'):
        document_storage().save(name, io.BytesIO(rubbish))
        assert "sheet__line" not in page(client, paper, 1)


def test_the_file_leads_to_its_pages(client, paper):
    seen = client.get(reverse("document_page", args=[paper.pk])).content.decode()
    assert reverse("document_sheet", args=[paper.pk, 1]) in seen
    assert reverse("document_sheet", args=[paper.pk, 3]) in seen


def test_pages_without_a_kept_picture_are_drawn_when_looked_at(client, paper):
    """The worker makes pictures of the first pages of a long file alone."""
    paper.current.pages.filter(number=2).update(picture="")
    seen = client.get(reverse("document_page", args=[paper.pk])).content.decode()
    assert reverse("document_sheet_picture", args=[paper.pk, 1, 2, 200]) in seen
    assert reverse("document_picture", args=[paper.pk, 1, 3]) in seen


def test_the_viewer_asks_few_queries(client, paper, django_assert_max_num_queries):
    page(client, paper, 1)
    with django_assert_max_num_queries(25):
        page(client, paper, 2)
