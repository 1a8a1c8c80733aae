"""Word files that are refused: locked, damaged, hostile, empty."""

import zipfile

import docx
import pytest
from docx.oxml.ns import nsdecls

from cms.documents.readers import UnreadableFile, read
from tests import papers

RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAMPLE = papers.SAMPLE_EN


def test_an_archive_with_a_password(tmp_path):
    path = papers.write_docx(tmp_path / "x.docx", SAMPLE)
    raw = bytearray(path.read_bytes())
    at = raw.rfind(b"PK\x01\x02")
    raw[at + 8] |= 1
    path.write_bytes(raw)
    assert refused(path) == "encrypted"


def test_an_archive_whose_bytes_are_damaged(tmp_path):
    path = papers.write_docx(tmp_path / "x.docx", SAMPLE)
    raw = bytearray(path.read_bytes())
    raw[60:400] = b"\xff" * 340
    path.write_bytes(raw)
    assert refused(path) == "broken"


def refused(path):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name="x.docx")
    return refusal.value.code


def test_a_bomb_is_not_unpacked(tmp_path):
    assert refused(papers.write_bomb(tmp_path / "x.docx", 20)) == "zip_bomb"


def test_an_archive_of_too_many_files(tmp_path, monkeypatch):
    monkeypatch.setattr("cms.documents.readers.archives.MAX_MEMBERS", 5)
    papers.write_docx(tmp_path / "x.docx", SAMPLE)
    assert refused(tmp_path / "x.docx") == "zip_bomb"


def test_entities_are_not_expanded(tmp_path):
    evil = (
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
        f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p>"
        "</w:body></w:document>"
    )
    assert refused(repacked(tmp_path, "word/document.xml", evil)) == "entities"


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml"])
def test_damaged_parts_are_said_to_be_broken(tmp_path, part):
    assert refused(repacked(tmp_path, part, "<w:doc")) == "broken"


def test_a_document_without_words_is_empty(tmp_path):
    docx.Document().save(str(tmp_path / "x.docx"))
    assert refused(tmp_path / "x.docx") == "empty"


def repacked(tmp_path, part, content):
    papers.write_docx(tmp_path / "good.docx", SAMPLE)
    path = tmp_path / "x.docx"
    with (
        zipfile.ZipFile(tmp_path / "good.docx") as good,
        zipfile.ZipFile(path, "w") as bad,
    ):
        for member in good.infolist():
            body = content if member.filename == part else good.read(member)
            bad.writestr(member.filename, body)
    return path
