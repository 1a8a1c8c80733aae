"""The separate process: what it hands back, and how it ends for hostile files."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from cms.documents import child as child_process
from cms.documents import extraction
from cms.documents.actions import create_document
from cms.documents.extraction import extract
from cms.documents.readers import stream
from tests import papers


def test_a_text_comes_back_whole(tmp_path):
    path = papers.write_text(tmp_path / "stored", "Reunión\fsegunda", "latin-1")
    found = extract(path, name="acta.txt")
    assert (found.state, found.error_code, found.kind) == ("done", "", "txt")
    assert [(page.number, page.text) for page in found.pages] == [
        (1, "Reunión"),
        (2, "segunda"),
    ]
    assert found.notes == ["decoded_latin1"]
    assert found.error_message == ""


def test_a_pdf_brings_small_pictures(tmp_path):
    path = papers.write_plain_pdf(tmp_path / "stored", [["One"], ["Two"]])
    found = extract(path, name="a.pdf", pictures_dir=tmp_path / "pictures")
    assert [page.text for page in found.pages] == ["One", "Two"]
    assert found.state == "done"
    for page in found.pages:
        with Image.open(page.picture) as picture:
            assert picture.format == "WEBP"
            assert max(picture.size) == 480
        assert (page.width, page.height) == (612, 792)


def test_a_word_file_with_a_name_that_looks_like_an_option(tmp_path):
    path = papers.write_docx(tmp_path / "stored", papers.SAMPLE_EN)
    found = extract(path, name="--name=x.docx", pictures_dir=tmp_path / "pictures")
    assert found.state == "done"
    assert "III. A Better Rhythm" in found.pages[0].text
    assert found.pages[0].picture is None


def test_a_word_that_a_line_divided_is_found_whole(tmp_path):
    pages = [["The long govern-", "ment of the term"], ["a long-", "term plan"]]
    path = papers.write_plain_pdf(tmp_path / "stored", pages)
    found = extract(path, name="a.pdf")
    assert [page.text for page in found.pages] == [
        "The long government\nof the term",
        "a long-\nterm plan",
    ]


def test_a_scan_is_done_and_noted(tmp_path):
    path = papers.write_pictures_pdf(tmp_path / "stored")
    found = extract(path, name="scan.pdf", pictures_dir=tmp_path)
    assert (found.state, found.notes) == ("done", ["no_text"])
    assert found.pages[0].picture.is_file()


@pytest.mark.parametrize(
    ("write", "name", "code"),
    [
        (lambda path: papers.write_text(path, ""), "a.txt", "empty"),
        (papers.write_locked_pdf, "a.pdf", "encrypted"),
        (papers.write_truncated_pdf, "a.pdf", "broken"),
        (papers.write_truncated_pdf, "a.docx", "wrong_type"),
        (lambda path: papers.write_bomb(path, 20), "a.docx", "zip_bomb"),
    ],
)
def test_a_hostile_file_ends_in_a_code(tmp_path, write, name, code):
    found = extract(write(tmp_path / "stored"), name=name)
    assert (found.state, found.error_code, found.pages) == ("failed", code, [])
    assert str(found.error_message)


def test_a_missing_file_and_a_name_no_process_can_take(tmp_path):
    assert extract(tmp_path / "none", name="a.txt").error_code == "crashed"
    path = papers.write_text(tmp_path / "a", "text")
    assert extract(path, name="a\0.txt").error_code == "crashed"


def test_pages_beyond_the_limit_are_left_out(tmp_path):
    path = papers.write_plain_pdf(tmp_path / "stored", [["1"], ["2"], ["3"]])
    found = extract(path, name="a.pdf", max_pages=2)
    assert len(found.pages) == 2
    assert (found.state, found.error_code) == ("partly", "page_limit")
    text = papers.write_text(tmp_path / "text", "1\f2\f3")
    assert extract(text, name="a.txt", max_pages=2).error_code == "page_limit"


def test_a_process_that_is_too_slow_is_stopped(tmp_path):
    path = papers.write_text(tmp_path / "a", "text")
    found = extract(path, name="a.txt", timeout_s=0)
    assert (found.state, found.error_code) == ("failed", "timeout")


def test_a_process_that_wants_too_much_memory_fails_alone(tmp_path):
    path = papers.write_text(tmp_path / "a", "x " * 10_000_000)
    found = extract(path, name="a.txt", memory_mb=140)
    assert found.state == "failed"
    assert found.error_code in {"out_of_memory", "crashed"}


def test_what_was_read_before_a_crash_is_kept(tmp_path):
    said = [
        b'{"kind": "pdf"}',
        b'{"page": 1, "text": "kept", "width": 1, "height": 2}',
        b'{"page": 2, "text": "cut sh',
    ]
    found = extraction._collected(io.BytesIO(b"\n".join(said)), None, "crashed")
    assert (found.state, found.error_code) == ("partly", "crashed")
    assert [page.text for page in found.pages] == ["kept"]


def test_the_parent_trusts_nothing(tmp_path):
    said = [
        b'{"kind": "exe"}',
        b'["no record"]',
        b'{"page": "first", "text": 1, "width": null, "height": []}',
        b'{"notes": 7}',
        b'{"page": 3}',
        b'{"kind": []}',
        b'{"notes": ["no_text", "<script>"]}',
        b'{"page": 1, "text": "x", "width": 1, "height": 2}',
        b'{"picture": "../../etc/passwd", "of": 1}',
        b'{"error": "made up"}',
    ]
    found = extraction._collected(io.BytesIO(b"\n".join(said)), tmp_path, "")
    assert (found.kind, found.notes) == ("", ["no_text"])
    assert found.pages[0].picture is None
    assert found.error_code == "crashed"


def test_silence_is_a_crash():
    assert extraction._collected(io.BytesIO(), None, "").error_code == "crashed"


def test_the_child_needs_no_settings(tmp_path):
    """It runs where no setting is named, with nothing of the parent's environment."""
    code = (
        "import sys, cms.documents.readers.stream, cms.documents.extraction;"
        "from django.conf import settings;"
        "sys.exit(settings.configured)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(child_process._ROOT)},
        check=False,
    )
    assert done.returncode == 0


def child(tmp_path, capsys, monkeypatch, path, name, *more):
    """Run the child here, without its limits, and give its records."""
    monkeypatch.setattr(stream, "limit", lambda *_: None)
    options = [f"--name={name}", "--memory-mb=1", "--seconds=1", *more, str(path)]
    assert stream.main(options) == 0
    return [json.loads(record) for record in capsys.readouterr().out.splitlines()]


def test_the_child_speaks_in_records(tmp_path, capsys, monkeypatch):
    path = papers.write_plain_pdf(tmp_path / "a", [["One"], ["Two"]])
    more = (f"--pictures={tmp_path}", "--max-pages=1")
    said = child(tmp_path, capsys, monkeypatch, path, "a.pdf", *more)
    assert said == [
        {"kind": "pdf"},
        {"page": 1, "text": "One", "width": 612.0, "height": 792.0},
        {"notes": ["page_limit"]},
        {"picture": "page-0001.webp", "of": 1},
        {"end": True},
    ]


def test_the_child_reads_a_text_whole(tmp_path, capsys, monkeypatch):
    path = papers.write_text(tmp_path / "a", "One\fTwo")
    said = child(tmp_path, capsys, monkeypatch, path, "a.txt", "--max-pages=1")
    assert said == [
        {"kind": "txt"},
        {"notes": ["page_limit"]},
        {"page": 1, "text": "One", "width": 0.0, "height": 0.0},
        {"end": True},
    ]
    said = child(tmp_path, capsys, monkeypatch, path, "a.pdf", "--max-pages=1")
    assert said == [{"error": "wrong_type"}]


@pytest.mark.parametrize(
    ("error", "code"), [(MemoryError, "out_of_memory"), (KeyError, "crashed")]
)
def test_the_child_never_dies_of_an_exception(
    tmp_path, capsys, monkeypatch, error, code
):
    def fail(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(stream, "kind_of", fail)
    said = child(tmp_path, capsys, monkeypatch, tmp_path, "a", "--max-pages=1")
    assert said[0]["error"] == code


def test_a_picture_that_cannot_be_drawn_is_noted(tmp_path, capsys, monkeypatch):
    path = papers.write_text(tmp_path / "a", "x")
    pdf = papers.write_plain_pdf(tmp_path / "b", [["One"]])
    more = (f"--pictures={path}", "--max-pages=1")  # a file, no folder
    said = child(tmp_path, capsys, monkeypatch, pdf, "b.pdf", *more)
    assert {"notes": ["no_pictures"]} in said


def test_what_was_left_out_makes_a_reading_partial(tmp_path):
    raw = (
        "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nwords\n--b\n"
        "Content-Disposition: attachment; filename=a.docx\n\nno Word file\n--b--\n"
    )
    path = papers.write_text(tmp_path / "stored", raw)
    found = extract(path, name="a.eml")
    assert (found.state, found.notes) == ("partly", ["attachments_unread"])
    assert found.pages[0].text.split("\n") == ["Subject: s", "words", "a.docx"]


@pytest.mark.django_db
def test_the_setting_alone_says_how_large_a_file_may_be(site, settings, tmp_path):
    """One larger than is usual is taken and read where the setting allows it."""
    settings.DOCUMENTS_MAX_BYTES = 120 * 1024 * 1024
    path = tmp_path / "large.pdf"
    path.write_bytes(
        papers.write_plain_pdf(tmp_path / "a.pdf", [["One word"]]).read_bytes()
    )
    with path.open("ab") as stream:
        stream.write(b"\n% " + b"x" * (101 * 1024 * 1024))
    with path.open("rb") as content:
        document = create_document(
            title="Large", content=content, name="large.pdf", by=None
        )
    found = extract(Path(document.current.file.path), name="large.pdf")
    assert (found.error_code, found.kind) == ("", "pdf")
