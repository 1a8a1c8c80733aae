"""A file is what it holds, not what it is called."""

import zipfile

import pytest
from django.utils.translation import override

from cms.documents.readers import NOTES, UnreadableFile, message_for, read
from cms.documents.readers.detect import kind_of
from cms.documents.readers.errors import MESSAGES
from tests import papers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refused(path, name):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name=name)
    return refusal.value.code


def test_a_pdf_called_docx_is_refused(tmp_path):
    path = papers.write_plain_pdf(tmp_path / "x", [["text"]])
    assert refused(path, "minutes.docx") == "wrong_type"
    assert kind_of(path, name="MINUTES.PDF") == "pdf"
    assert kind_of(path, name="minutes") == "pdf"


def test_a_text_called_pdf_or_docx_is_refused(tmp_path):
    path = papers.write_text(tmp_path / "x", "only words")
    assert refused(path, "minutes.pdf") == "wrong_type"
    assert refused(path, "minutes.docx") == "wrong_type"


def test_a_text_that_speaks_of_pdf_is_a_text(tmp_path):
    path = papers.write_text(tmp_path / "x", "A file begins with %PDF-1.4, they say")
    assert kind_of(path, name="x.txt") == "txt"


def test_a_pdf_may_begin_with_other_bytes(tmp_path):
    path = papers.write_plain_pdf(tmp_path / "x", [["text"]])
    path.write_bytes(b"\r\n\r\n" + path.read_bytes())
    assert kind_of(path, name="x.pdf") == "pdf"


def test_rubbish_called_pdf_is_broken(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(bytes(range(256)) * 8)
    assert refused(path, "x.pdf") == "broken"
    assert refused(path, "x.bin") == "not_text"


def test_another_zip_is_no_word_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "x", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(tmp_path / "x", "x.docx") == "wrong_type"


def test_a_zip_cut_short_is_broken(tmp_path):
    (tmp_path / "x").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    assert refused(tmp_path / "x", "x.docx") == "broken"


def test_old_word_and_word_with_a_password(tmp_path):
    (tmp_path / "old").write_bytes(OLE + b"\0" * 600)
    locked = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "locked").write_bytes(locked)
    assert refused(tmp_path / "old", "old.docx") == "wrong_type"
    assert refused(tmp_path / "locked", "locked.docx") == "encrypted"


def test_a_file_beyond_the_limit_is_not_opened(tmp_path):
    path = papers.write_text(tmp_path / "x", "eleven byte")
    with pytest.raises(UnreadableFile, match="too_large"):
        kind_of(path, name="x.txt", max_bytes=10)


def test_every_code_has_a_sentence_that_says_what_to_do():
    with override("en"):
        sentences = [str(message_for(code)) for code in MESSAGES]
        assert all(sentence.endswith(".") for sentence in sentences)
        assert len(set(sentences)) == len(MESSAGES)
        assert str(UnreadableFile("empty").message).startswith("The file is empty")
        assert message_for("never heard of") == MESSAGES["crashed"]
        assert all(str(note) for note in NOTES.values())
