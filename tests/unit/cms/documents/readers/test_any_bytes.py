"""Whatever the bytes and the name: a file is read, or refused with one of our codes."""

import io
import zipfile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx import Presentation

from cms.documents.readers import EXTENSIONS, UnreadableFile, read
from cms.documents.readers.errors import MESSAGES
from tests import papers

from . import open_texts

BEGINNINGS = {
    ".pdf": b"%PDF-1.4\n",
    ".rtf": b"{\\rtf1 ",
    ".eml": b"Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
    ".html": b"<html><style>.a{display:none}</style><p class=a>",
    ".docx": b"PK\x03\x04",
}
UNHURRIED = settings(
    deadline=None,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def made(suffix):
    """Give a whole file of a kind, made once."""

    def write(path):
        if suffix == ".docx":
            papers.write_docx(path, papers.SAMPLE_EN)
        elif suffix == ".odt":
            body = "<text:p>words</text:p><text:list><text:list-item/></text:list>"
            open_texts.write(path.parent, open_texts.document(body))
        elif suffix == ".xlsx":
            book = openpyxl.Workbook()
            book.active.append(["words", 1.5, True])
            book.save(path)
        elif suffix == ".pptx":
            show = Presentation()
            show.slides.add_slide(show.slide_layouts[5]).shapes.title.text = "words"
            show.save(path)
        else:
            papers.write_plain_pdf(path, [["words"], ["more"]])

    return write


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Give one good file of each kind that has a structure to break."""
    found = {}
    for suffix in (".docx", ".odt", ".xlsx", ".pptx", ".pdf"):
        path = tmp_path_factory.mktemp("whole") / f"x{suffix}"
        made(suffix)(path)
        found[suffix] = path.read_bytes()
    return found


def is_read_or_refused(path, name):
    """Say so by not raising; a reader gives whole characters and numbered pages."""
    found, code = None, ""
    try:
        found = read(path, name=name)
    except UnreadableFile as error:
        code = error.code
    if found is None:
        assert code in MESSAGES
        return
    found.text.encode("utf-8")
    numbers = [page.number for page in found.pages]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("suffix", sorted(EXTENSIONS))
@UNHURRIED
@given(raw=st.binary(max_size=400), begins=st.booleans())
def test_random_bytes_of_every_name(tmp_path, suffix, raw, begins):
    path = tmp_path / "x"
    path.write_bytes((BEGINNINGS.get(suffix, b"") if begins else b"") + raw)
    is_read_or_refused(path, f"x{suffix}")


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".pptx", ".pdf"])
@UNHURRIED
@given(data=st.data())
def test_files_cut_short_or_with_bytes_changed(tmp_path, whole, suffix, data):
    raw = bytearray(whole[suffix])
    for _ in range(data.draw(st.integers(0, 5))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "x"
    path.write_bytes(raw[: data.draw(st.integers(1, len(raw)))])
    is_read_or_refused(path, f"x{suffix}")


XML_NOISE = st.one_of(
    st.binary(max_size=30),
    st.sampled_from([b"<x/>", b"-1", b"1e99", b"\xef\xbf\xbf", b'"', b"</", b"&a;"]),
)


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".xlsx", ".pptx"])
@UNHURRIED
@given(data=st.data())
def test_parts_of_an_archive_that_say_nonsense(tmp_path, whole, suffix, data):
    """The archive is whole, but one part has a hole with something else in it."""
    path = tmp_path / "x"
    with (
        zipfile.ZipFile(io.BytesIO(whole[suffix])) as good,
        zipfile.ZipFile(path, "w") as bad,
    ):
        names = [n for n in good.namelist() if n.endswith((".xml", ".rels"))]
        chosen = data.draw(st.sampled_from(sorted(names)))
        for name in good.namelist():
            body = good.read(name)
            if name == chosen:
                at = data.draw(st.integers(0, len(body)))
                end = data.draw(st.integers(at, min(at + 60, len(body))))
                body = body[:at] + data.draw(XML_NOISE) + body[end:]
            bad.writestr(name, body)
    is_read_or_refused(path, f"x{suffix}")
