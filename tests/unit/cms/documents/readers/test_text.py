"""Plain text in every encoding that an office produces, and in none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.readers import UnreadableFile, read
from cms.documents.readers.text import decode, looks_like_text
from tests import papers

SPANISH = "Reunión: acción, niñez y «género»\nSegunda línea"


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ()),
        ("utf-16-le", ()),
        ("utf-16-be", ()),
        ("utf-32", ()),
        ("cp1252", ("decoded_latin1",)),
        ("latin-1", ("decoded_latin1",)),
    ],
)
def test_reads_the_same_characters_from_every_encoding(tmp_path, encoding, notes):
    path = papers.write_text(tmp_path / "a.txt", SPANISH, encoding)
    found = read(path, name="a.txt")
    assert found.text == SPANISH
    assert found.notes == notes
    assert found.kind == "txt"


def test_drops_nulls_and_says_so(tmp_path):
    path = papers.write_text(tmp_path / "a.txt", "Member\0 States agreed\0 on it")
    found = read(path, name="a.txt")
    assert found.text == "Member States agreed on it"
    assert found.notes == ("nuls_dropped",)


def test_keeps_characters_as_they_are(tmp_path):
    composed, decomposed = "Témpore", "Te\u0301mpore"
    path = papers.write_text(tmp_path / "a.txt", f"{composed} {decomposed} ﬁn ½")
    assert read(path, name="a.txt").text == f"{composed} {decomposed} ﬁn ½"


def test_form_feeds_turn_pages(tmp_path):
    path = papers.write_text(tmp_path / "a.txt", "one\ntwo\fthree")
    pages = read(path, name="a.txt").pages
    assert [(page.number, page.text) for page in pages] == [
        (1, "one\ntwo"),
        (2, "three"),
    ]


def test_lines_wrapped_by_hand_go_on(tmp_path):
    wrapped = (
        "The Member Countries agreed to hold the next meeting in\n"
        "summer and to send their reports well ahead of that day\n"
        "to the Secretariat.\n"
        "They thanked the host."
    )
    path = papers.write_text(tmp_path / "a.txt", wrapped)
    (page,) = read(path, name="a.txt").pages
    starts = [line.starts_paragraph for line in page.lines]
    assert starts == [True, False, False, True]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n\t\n", "empty"),
        (bytes(range(256)) * 20, "not_text"),
        (b"\x00\x01\x02\x03" * 300, "not_text"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "wrong_type"),
    ],
)
def test_refuses_what_is_no_text(tmp_path, content, code):
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name="a.txt")
    assert refusal.value.code == code


def test_refuses_a_text_beyond_all_measure(tmp_path, monkeypatch):
    monkeypatch.setattr("cms.documents.readers.text.MAX_TEXT_BYTES", 10)
    path = papers.write_text(tmp_path / "a.txt", "more than ten bytes")
    with pytest.raises(UnreadableFile, match="too_large"):
        read(path, name="a.txt")


@given(st.binary(max_size=400))
def test_decoding_never_raises(raw):
    decoded, notes = decode(raw)
    assert isinstance(decoded, str)
    assert set(notes) <= {"decoded_latin1"}


@given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0x2FFF), min_size=1))
def test_a_head_cut_inside_a_character_is_still_text(text):
    assert looks_like_text(f"a{text}".encode()[:-1])
