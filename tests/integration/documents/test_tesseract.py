"""The machine's Tesseract, asked for real where it is installed."""

from __future__ import annotations

import os
import shutil

import pytest
from django.core.cache import cache
from django.urls import reverse

from cms.documents import sheets, tesseract
from cms.documents.models import RecognisedPage
from cms.jobs.worker import drain
from tests.papers import write_plain_pdf, write_scanned_pdf

from .scans import file_of, state_of, words_on

pytestmark = pytest.mark.django_db
ENGLISH = ["The member countries keep a register", "of consulates in the region."]
SPANISH = ["La Conferencia Regional sobre Migración", "protege a la niñez migrante."]


@pytest.fixture(autouse=True)
def nothing_remembered():
    cache.clear()


@pytest.mark.tesseract
@pytest.mark.parametrize(
    ("language", "lines", "word"),
    [("en", ENGLISH, "consulates"), ("es", SPANISH, "Migración")],
)
def test_a_scan_is_read_for_real(site, client, tmp_path, language, lines, word):
    raw = write_scanned_pdf(tmp_path / "scan.pdf", [lines]).read_bytes()
    document = file_of(raw, language)
    drain()
    row = RecognisedPage.objects.get(version=document.current)
    assert row.text == "\n".join(lines)
    assert row.confidence is not None
    assert row.confidence > 80
    assert row.engine.startswith("tesseract")
    assert words_on(document) == [row.text]
    address = reverse("document_sheet", args=[document.pk, 1])
    page = client.get(address, {"q": word}).content.decode()
    assert page.count('class="sheet__hit"') == 1
    assert f"confidence {row.confidence} %" in page
    assert sheets.drawn_from(document.current) is not None


@pytest.mark.tesseract
@pytest.mark.parametrize("turn", [90, 180])
def test_a_paper_that_lay_wrong_on_the_glass_is_read(site, tmp_path, turn):
    raw = write_scanned_pdf(tmp_path / "a.pdf", [ENGLISH * 6], turn=turn).read_bytes()
    document = file_of(raw)
    drain()
    row = RecognisedPage.objects.get(version=document.current)
    assert row.text == "\n".join(ENGLISH * 6)
    assert row.confidence is not None
    assert row.confidence > 80
    left, top, right, bottom, _words = row.layer["lines"][0]
    width, height = row.layer["size"]
    # The first line stands at the right edge, or at the foot.
    assert left > width * 0.8 if turn == 90 else top > height * 0.8
    assert (bottom - top > right - left) == (turn == 90)


@pytest.mark.tesseract
def test_the_machines_tesseract_is_known_by_name():
    engine = tesseract.engine()
    assert engine is not None
    assert {"eng", "spa"} <= engine.languages
    assert engine == tesseract.engine()


@pytest.mark.tesseract
def test_an_enormous_page_is_bounded(site, tmp_path):
    path = write_plain_pdf(tmp_path / "a.pdf", [[""]])
    raw = path.read_bytes().replace(b"[0 0 612 792]", b"[0 0 9000000 9000000]")
    document = file_of(raw)
    drain()
    assert state_of(document).state in {"done", "failed"}


def test_a_tesseract_that_does_not_answer_is_none(tmp_path, monkeypatch):
    program = tmp_path / "tesseract"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert shutil.which("tesseract") == str(program)
    assert tesseract.engine() is None
