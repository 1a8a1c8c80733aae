"""Whatever an editor brings: a clear message in their language, or a draft to read."""

import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from cms.documents.models import Document
from cms.documents.readers.errors import MESSAGES, NOTES
from rcm_pages.importing import actions, recognition
from rcm_pages.importing.doubts import DOUBTS
from rcm_pages.importing.models import Import
from rcm_pages.importing.outcome import count_lost
from tests import papers

from .imports import posted, rows, under_review, vm, waiting

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "es")
TEXT = (
    "ACTION PLAN OF MÉXICO\n\nThe Vice-Ministers agree:\n\n"
    "I. Migración\n\na) To keep the papers in order.\n"
)


def bring(client, name, content, *, language="en", ordinal=20):
    client.cookies["django_language"] = language
    return client.post(
        reverse("importing_upload", args=[vm(ordinal).pk]),
        {"file": SimpleUploadedFile(name, content)},
    )


def sentence(code, language):
    with translation.override(language):
        return str({**MESSAGES, **NOTES}[code])


def read_by_worker():
    """Do what the worker does with the newest import; give it back, read anew."""
    return actions.run_recognition(record=Import.objects.latest("pk"))


def screen(client, record, language="en"):
    client.cookies["django_language"] = language
    return client.get(reverse("importing_review", args=[record.pk]))


@pytest.fixture
def bytes_of(tmp_path):
    def made(write, name, **options):
        return write(tmp_path / name, **options).read_bytes()

    return made


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("paper.txt", b"", "empty"),
        ("paper.docx", b"%PDF-1.7 and so on", "wrong_type"),
        ("paper.pdf", TEXT.encode(), "wrong_type"),
        ("paper.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "wrong_type"),
        ("paper.docx", b"PK\x03\x04 and no more", "broken"),
        ("paper", bytes(range(256)) * 4, "not_text"),
        ("setup.exe", b"MZ" + b"\0" * 500, "wrong_type"),
    ],
)
def test_refused_at_the_door(editor, name, content, code, language):
    before = rows()
    response = bring(editor, name, content, language=language)
    assert response.status_code == 422
    assert response.context["form"].errors["file"] == [sentence(code, language)]
    assert rows() == before


def test_the_messages_differ_by_language():
    for code in MESSAGES:
        assert sentence(code, "en") != sentence(code, "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_over_the_limit(editor, settings, language):
    settings.DOCUMENTS_MAX_BYTES = 40
    before = rows()
    response = bring(editor, "paper.txt", b"x" * 41, language=language)
    assert response.context["form"].errors["file"] == [sentence("too_large", language)]
    assert rows() == before
    assert bring(editor, "paper.txt", b"x" * 40).status_code == 302


@pytest.mark.parametrize("data", [{}, {"is_sample": "on"}, {"file": "not a file"}])
def test_no_file_at_all(editor, data):
    before = rows()
    response = editor.post(reverse("importing_upload", args=[vm().pk]), data)
    assert response.status_code == 422
    assert "file" in response.context["form"].errors
    assert rows() == before


@pytest.mark.parametrize(
    ("write", "name", "code"),
    [
        (papers.write_locked_pdf, "locked.pdf", "encrypted"),
        (papers.write_truncated_pdf, "short.pdf", "broken"),
        (lambda path: papers.write_bomb(path, megabytes=20), "bomb.docx", "zip_bomb"),
    ],
)
def test_found_out_by_the_worker(editor, bytes_of, write, name, code):
    response = bring(editor, name, bytes_of(write, name))
    assert response.status_code == 302
    record = read_by_worker()
    assert (record.state, record.error) == ("failed", code)
    for language in LANGUAGES:
        shown = screen(editor, record, language)
        assert shown.status_code == 200
        assert shown.context["error"] == sentence(code, language)
        assert sentence(code, language) in shown.content.decode()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "paper"),
        ("utf-8-sig", "paper.txt"),
        ("latin-1", "paper"),
        ("utf-16", "paper.txt"),
        ("utf-16-le", "paper.txt"),
        ("utf-16-be", "paper.txt"),
    ],
)
def test_texts_in_any_encoding(editor, encoding, name):
    bring(editor, name, TEXT.encode(encoding))
    record = read_by_worker()
    check_text(record)
    notes = ["decoded_latin1"] if encoding == "latin-1" else []
    assert record.result["notes"] == notes
    assert screen(editor, record).status_code == 200


def test_a_text_with_nul(editor):
    bring(editor, "paper.txt", TEXT.encode().replace(b"keep", b"ke\0ep"))
    record = read_by_worker()
    check_text(record)
    assert sentence("nuls_dropped", "en") in screen(editor, record).content.decode()


def check_text(record):
    """The heading and the item of ``TEXT``, accents and all."""
    assert record.state == "review"
    assert record.result["title_block"] == "ACTION PLAN OF MÉXICO"
    labels = [(s["label"], s["text"]) for s in record.result["segments"][-2:]]
    assert labels == [("I.", "Migración"), ("a)", "To keep the papers in order.")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guessed_encoding_is_told(editor, language):
    record = under_review()
    record.result["notes"] = ["decoded_latin1", "a code of tomorrow"]
    record.save()
    shown = screen(editor, record, language)
    assert shown.context["notes"] == [sentence("decoded_latin1", language)]
    assert sentence("decoded_latin1", language) in shown.content.decode()


def test_a_pdf_of_pictures_says_why_it_is_empty_and_can_become_a_page(editor, bytes_of):
    bring(editor, "scan.pdf", bytes_of(papers.write_pictures_pdf, "scan.pdf"))
    record = read_by_worker()
    for language in LANGUAGES:
        shown = screen(editor, record, language)
        assert shown.context["notes"] == [sentence("no_text", language)]
        assert shown.context["rows"] == []
    told = {"title": "Scan", "type_code": "action_plan", "language": "en"}
    data = posted(record, do="build", **told)
    editor.post(reverse("importing_review", args=[record.pk]), data)
    record.refresh_from_db()
    assert record.state == "done"
    assert record.document.expression.page == record.page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ordinal", [20, 21])
@pytest.mark.parametrize("is_read", [False, True])
def test_the_same_file_twice(editor, language, ordinal, is_read):
    """In the same meeting or another, read or still waiting: the first import."""
    make = under_review if is_read else waiting
    first = make(content=TEXT.encode())
    before = rows()
    response = bring(
        editor, "other.txt", TEXT.encode(), ordinal=ordinal, language=language
    )
    assert response.headers["Location"] == reverse("importing_review", args=[first.pk])
    shown = screen(editor, first, language)
    (told,) = [str(message) for message in shown.context["messages"]]
    opening = {"en": "This file was imported before", "es": "Este archivo ya se había"}
    assert told.startswith(opening[language])
    assert rows() == before


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("C:\\papers\\2015\\plan.txt", "plan"),
        ("/etc/../plan.txt", "plan"),
        ("plan\x07\x1b[31m.txt", "plan[31m"),
        ("Plan de acción nº 1", "Plan de acción nº 1"),
        ("1. Plan of the year", "1. Plan of the year"),
        ("plan.v2.TXT", "plan.v2"),
        (".txt", ".txt"),
    ],
)
def test_file_names(editor, name, title):
    assert bring(editor, name, TEXT.encode()).status_code == 302
    assert Document.objects.get().title == title


@pytest.mark.parametrize(
    "name",
    ["a" * 300 + ".txt", "a" * 300, "a." + "b" * 300, "ñ" * 200 + ".txt", "界" * 90],
)
def test_long_file_names(editor, name):
    assert bring(editor, name, TEXT.encode()).status_code == 302
    record = Import.objects.get()
    assert len(record.document.title) >= 60
    with record.document.current.file.open() as kept:
        assert kept.read() == TEXT.encode()
    assert screen(editor, record).status_code == 200


def test_the_longest_name_can_be_read(editor):
    bring(editor, "界" * 90 + ".txt", TEXT.encode())
    check_text(read_by_worker())


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda text: unicodedata.normalize("NFD", text), id="NFD"),
        pytest.param(lambda text: text.replace("order", "or\xadder"), id="soft hyphen"),
        pytest.param(lambda text: f"\u200f{text}\u202c", id="right to left"),
        pytest.param(lambda text: text.replace("\n", "\r\n"), id="CRLF"),
    ],
)
def test_signs_that_nobody_sees(editor, written):
    bring(editor, "paper.txt", written(TEXT).encode())
    record = read_by_worker()
    assert record.state == "review"
    kinds = [(s["kind"], s["label"]) for s in record.result["segments"][-2:]]
    assert kinds == [("heading", "I."), ("item", "a)")]
    assert count_lost(record.source_lines, record.result) == 0
    assert screen(editor, record).status_code == 200


FRENCH = (
    "CONFÉRENCE RÉGIONALE SUR LES MIGRATIONS\nDÉCLARATION\n\n"
    "Les vice-ministres, réunis dans la ville de Mexico, ont adopté la déclaration "
    "suivante, dont les points sont les suivants pour tous les pays membres :\n\n"
    "1. Demander au secrétariat de publier les documents dans les deux langues.\n"
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_third_language_is_said(editor, language):
    bring(editor, "paper.txt", FRENCH.encode())
    record = read_by_worker()
    assert (record.state, record.language) == ("review", "")
    with translation.override(language):
        told = str(DOUBTS["other_language"])
    assert told in screen(editor, record, language).content.decode()
    # It does not become a page before somebody says what language that is.
    response = editor.post(
        reverse("importing_review", args=[record.pk]), {"action": "build"}
    )
    assert response.status_code == 422
    record.refresh_from_db()
    assert record.state == "review"


def test_a_text_longer_than_any_paper_is_told_at_once(editor, monkeypatch):
    monkeypatch.setattr(
        actions, "recognise", lambda path, *, name: here(recognition._say(path, name))
    )
    monkeypatch.setattr(recognition, "MAX_LINES", 100)
    bring(editor, "paper.txt", b"1. Keep.\n\n" * 101)
    record = read_by_worker()
    assert (record.state, record.error) == ("failed", "too_long")
    for language in LANGUAGES:
        assert (
            sentence("too_long", language)
            in screen(editor, record, language).content.decode()
        )


def here(told):
    if "error" in told:
        raise recognition.UnreadableFile(told["error"])
    return told
