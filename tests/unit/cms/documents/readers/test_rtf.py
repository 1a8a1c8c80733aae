"""RTF: words, pages, notes, and what no one should have sent."""

import pytest

from cms.documents.readers import UnreadableFile, read, rtf

HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}"


def write(tmp_path, inside, head=HEAD, end="}"):
    path = tmp_path / "x.rtf"
    path.write_bytes((head + inside + end).encode("latin-1"))
    return path


def reread(tmp_path, inside):
    return read(write(tmp_path, inside), name="x.rtf")


def texts(found):
    return [[line.text for line in page.lines] for page in found.pages]


def test_words_signs_and_numbers(tmp_path):
    found = reread(
        tmp_path,
        r"\pard Reuni\'f3n de Vice\_ministros \u8212?fin\par"
        r"{\listtext\tab a)\tab}To agree;\par "
        r"\u-10179?\u-8704? \u-10179? x\\page y\par",
    )
    assert texts(found) == [
        *(["Reunión de Vice‑ministros —fin", "\ta)\tTo agree;", "😀 � x\\page y", ""],)
    ]
    assert found.kind == "rtf"


def test_pages_notes_headers_and_pictures(tmp_path):
    found = reread(
        tmp_path,
        r"{\header\pard Head\par}{\footer\pard Foot\par}{\headerf\pard Head\par}"
        r"One{\footnote\pard a note\par} goes on{\*\shppict{\pict\pngblip 89504e47}}"
        r"\par\page Two\par\pagebb0",
    )
    shown = [
        [line.text.strip() for line in page.lines if line.text.strip()]
        for page in found.pages
    ]
    assert shown[0] == ["Head", "One goes on"]
    assert shown[1:] == [["Two", "a note", "Foot"]]
    assert "8950" not in found.text
    furniture = {ln.text for page in found.pages for ln in page.lines if ln.furniture}
    assert furniture == {"Head", "Foot"}


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("", "empty"),
        ("{" * 600, "too_deep"),
        ("{" * 3_000_000, "too_deep"),
        (r"{\b " * 10_000 + "x" + "}" * 10_000, "too_deep"),
    ],
)
def test_what_gives_nothing_is_refused(tmp_path, inside, code):
    with pytest.raises(UnreadableFile, match=code):
        reread(tmp_path, inside)


def test_a_file_cut_short_gives_what_is_there(tmp_path):
    path = write(tmp_path, r"\pard All {\b of it", end="")
    assert read(path, name="x.rtf").text == "All of it"


def test_a_long_file_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(rtf, "MAX_TEXT_BYTES", 20)
    with pytest.raises(UnreadableFile, match="too_large"):
        reread(tmp_path, "long enough")


@pytest.mark.parametrize("mark", [r"\deleted", r"\revised\revauth1"])
def test_tracked_changes_are_read_both_ways_and_noted(tmp_path, mark):
    found = reread(tmp_path, rf"To meet {{{mark} in spring}}\par")
    assert found.text.strip() == "To meet in spring"
    assert found.notes == ("changes_unsettled",)
    assert reread(tmp_path, r"To meet\deleted0 \par").notes == ()
