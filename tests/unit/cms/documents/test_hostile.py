"""Hostile files end in a clear state, in the separate process that reads them."""

import pytest

from cms.documents.extraction import extract
from cms.documents.readers import UnreadableFile, read
from cms.documents.readers.detect import kind_of
from tests import hostile, papers

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def written(raw):
    def write(path):
        path.write_bytes(raw)
        return path

    return write


def refused(path, name):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name=name)
    return refusal.value.code


@pytest.mark.parametrize("kind", sorted(hostile.MAIN))
def test_archives(tmp_path, kind):
    path = tmp_path / "stored"
    name = f"x.{kind}"
    assert refused(hostile.write_bomb_of(path, kind), name) == "zip_bomb"
    assert refused(hostile.write_many(path, kind, 6000), name) == "zip_bomb"
    for evil in (hostile.BILLION, hostile.ELSEWHERE):
        assert refused(hostile.write_archive(path, kind, evil), name) == "entities"
    late = f"<!-- {'x' * 200_000} -->{hostile.BILLION}"
    assert refused(hostile.write_archive(path, kind, late), name) == "entities"
    wide = hostile.BILLION.encode("utf-16")
    assert refused(hostile.write_archive(path, kind, wide), name) == "entities"


def test_a_table_of_contents_without_end_is_not_read_even_to_tell_the_kind(tmp_path):
    """The web process asks for the kind, so it must not hold a million names."""
    path = hostile.write_many(tmp_path / "stored", "docx", 20_000)
    with pytest.raises(UnreadableFile, match="zip_bomb"):
        kind_of(path, name="x.docx")


@pytest.mark.parametrize("kind", sorted(hostile.MAIN))
def test_too_much_in_all(tmp_path, kind, monkeypatch):
    monkeypatch.setattr("cms.documents.readers.archives.MAX_UNPACKED", 1000)
    path = hostile.write_archive(tmp_path / "stored", kind, f"<a>{'x' * 1000}</a>")
    assert refused(path, f"x.{kind}") == "zip_bomb"


@pytest.mark.parametrize(
    ("write", "name", "code"),
    [
        (lambda path: hostile.write_bomb_of(path, "odt"), "a.odt", "zip_bomb"),
        (
            lambda path: hostile.write_archive(path, "xlsx", hostile.BILLION),
            "a.xlsx",
            "entities",
        ),
        (written(OLE + "EncryptedPackage".encode("utf-16-le")), "a.pptx", "encrypted"),
        (written(b"{\\rtf1 " + b"{" * 2_000_000), "a.rtf", "too_deep"),
        (
            written(
                b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
                + b"--b\r\n\r\nx\r\n" * 10_000
            ),
            "a.eml",
            "too_deep",
        ),
    ],
)
def test_each_ends_in_its_message(tmp_path, write, name, code):
    found = extract(write(tmp_path / "stored"), name=name)
    assert (found.state, found.error_code, found.pages) == ("failed", code, [])
    assert str(found.error_message)


def test_a_pdf_that_claims_a_million_pages(tmp_path):
    path = hostile.write_pdf(tmp_path / "stored", pages=1_000_000)
    found = extract(path, name="a.pdf", max_pages=50)
    assert (found.state, found.error_code) == ("partly", "page_limit")
    assert [page.text for page in found.pages if page.readable] == ["one"]
    assert len(found.pages) == 50


def test_the_importer_reads_no_million_pages_either(tmp_path, monkeypatch):
    monkeypatch.setattr("cms.documents.readers.pdf.MAX_PAGES", 20)
    path = hostile.write_pdf(tmp_path / "stored", pages=1_000_000)
    found = read(path, name="a.pdf")
    assert (len(found.pages), found.text.strip()) == (20, "one")
    assert set(found.notes) == {"pages_unreadable", "page_limit"}


def test_a_hundred_megabytes_in_one_page(tmp_path):
    """Words without end cost their process its memory, and nobody else anything."""
    words = b"BT /F1 12 Tf 72 700 Td\n" + b"(word) Tj 0 -1 Td\n" * 5_500_000 + b"ET"
    path = hostile.write_pdf(tmp_path / "stored", drawn=words)
    found = extract(path, name="a.pdf", memory_mb=512, timeout_s=60)
    assert found.state == "failed"
    assert found.error_code in {"out_of_memory", "crashed", "timeout"}


def test_programs_in_a_pdf_are_noted_and_not_run(tmp_path):
    path = hostile.write_pdf(tmp_path / "stored", extra=hostile.PROGRAM)
    found = extract(path, name="a.pdf", timeout_s=60)
    assert (found.state, found.notes) == ("done", ["javascript"])
    assert found.pages[0].text == "one"
    assert read(path, name="a.pdf").notes == ("javascript",)
    plain = hostile.write_pdf(tmp_path / "plain")
    assert read(plain, name="a.pdf").notes == ()


@pytest.mark.parametrize("kind", sorted(hostile.MAIN))
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_archives_cut_short_are_broken(tmp_path, kind, part):
    path = hostile.write_archive(tmp_path / "stored", kind, "<a/>")
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * part)])
    assert refused(path, f"x.{kind}") == "broken"


# RTF is ASCII, its other signs are escaped; the headers of a message are ASCII, too.
WRITTEN = [
    *((suffix, code) for suffix in ("txt", "html") for code in ("latin-1", "utf-16")),
    *((suffix, "utf-8") for suffix in ("txt", "html", "eml")),
    *(("eml", "latin-1"), ("rtf", "latin-1")),
]


@pytest.mark.parametrize(("suffix", "encoding"), WRITTEN)
def test_texts_of_every_encoding_with_signs_that_nobody_sees(
    tmp_path, suffix, encoding
):
    """NFD, NUL, soft hyphens and marks of direction: kept, but for the NULs."""
    unseen = "" if encoding == "latin-1" else "\u200f\u202eo\u0301"
    words = f"Reuni\xf3n mi\xadgra{unseen}\0 fin"
    form = {
        "txt": "{}",
        "html": "<html><body><p>{}</p></body></html>",
        "eml": "Subject: s\r\n\r\n{}",
        "rtf": "{{\\rtf1\\ansi {}}}",
    }[suffix]
    path = papers.write_text(tmp_path / "x", form.format(words), encoding)
    text = read(path, name=f"x.{suffix}").text
    assert words.replace("\0", "") in text
