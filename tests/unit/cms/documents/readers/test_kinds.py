"""The kinds of file are named once, and whatever lists them follows."""

from typing import get_args

import pytest
from django.conf import settings
from django.utils.translation import override

from cms.documents.readers import kinds
from cms.documents.readers.detect import kind_of
from cms.documents.readers.errors import UnreadableFile
from rcm_pages.importing.names import SUFFIXES
from tests import hostile, papers


def test_every_kind_has_a_name_and_an_ending():
    every = set(get_args(kinds.Kind))
    assert set(kinds.NAMES) == set(kinds.EXTENSIONS.values()) == every
    assert every > kinds.PAPERS


def test_what_may_be_uploaded_is_what_is_read():
    allowed = {f".{suffix}" for suffix in settings.WAGTAILDOCS_EXTENSIONS}
    assert allowed == set(kinds.EXTENSIONS)


def test_a_web_page_is_never_given_as_one():
    """An unknown type is saved by the browser, not shown."""
    assert set(get_args(kinds.Kind)) - set(kinds.CONTENT_TYPES) == {"html"}


def test_the_importer_takes_papers_only():
    assert {".odt", ".docx", ".pdf", ".htm", ".txt", ".rtf"} <= SUFFIXES
    assert SUFFIXES.isdisjoint({".xlsx", ".pptx", ".eml"})


def test_kinds_in_words():
    with override("en"):
        assert kinds.in_words(frozenset({"pdf", "txt"})) == "PDF, plain text (.txt)"
        assert "Excel (.xlsx)" in kinds.in_words()


@pytest.mark.parametrize("kind", sorted(hostile.MAIN))
def test_an_archive_is_what_it_holds(tmp_path, kind):
    path = hostile.write_archive(tmp_path / "x", kind, "<a/>")
    assert kind_of(path, name="x") == kind
    assert kind_of(path, name=f"X.{kind.upper()}") == kind
    other = "docx" if kind != "docx" else "odt"
    with pytest.raises(UnreadableFile, match="wrong_type"):
        kind_of(path, name=f"x.{other}")


def test_rtf_and_e_mail_by_content(tmp_path):
    rtf = papers.write_text(tmp_path / "a", r"{\rtf1 x}")
    mail = papers.write_text(tmp_path / "b", "From: x\n\nwords")
    assert kind_of(rtf, name="a") == "rtf"
    assert kind_of(mail, name="b.eml") == "eml"
    assert kind_of(mail, name="b.txt") == "txt"
    with pytest.raises(UnreadableFile, match="wrong_type"):
        kind_of(rtf, name="a.txt")
