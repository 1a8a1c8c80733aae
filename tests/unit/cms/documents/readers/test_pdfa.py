"""What a PDF says of itself."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from cms.documents.readers.pdfa import claim_of
from tests.papers import write_plain_pdf

ATTRIBUTES = b'<x:xmpmeta><r:D pdfaid:part="2" pdfaid:conformance="B"/></x:xmpmeta>'
ELEMENTS = (
    b"<?xpacket?><pdfaid:part>1</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>"
)
PART_4 = b'<?xpacket?><r:D pdfaid:part="4" pdfaid:rev="2020"/>'
OTHER = b"<?xpacket?><dc:title>PDF/A</dc:title>"


def with_metadata(packet: bytes, more: bytes = b"") -> bytes:
    length = b"/Length %d" % len(packet)
    head = b"\n9 0 obj\n<< /Type /Metadata /Subtype /XML " + length + more
    return head + b" >>\nstream\n" + packet + b"\nendstream\nendobj\n"


@pytest.mark.parametrize(
    ("added", "claim"),
    [
        (b"", ""),
        (with_metadata(ATTRIBUTES), "2b"),
        (with_metadata(ELEMENTS), "1a"),
        (with_metadata(PART_4), "4"),
        (with_metadata(OTHER), ""),
        (with_metadata(zlib.compress(ATTRIBUTES), b" /Filter /FlateDecode"), "2b"),
        (with_metadata(ELEMENTS) + with_metadata(ATTRIBUTES), "2b"),
        (with_metadata(b"\x00garbage"), ""),
        # Only metadata counts, not what is printed on a page.
        (b"\n% pdfaid:part=\"2\" pdfaid:conformance=\"B\"\n", ""),
    ],
)  # fmt: skip
def test_claims(tmp_path, added, claim):
    path = write_plain_pdf(tmp_path / "a.pdf", [["One"]])
    path.write_bytes(path.read_bytes() + added)
    assert claim_of(path) == claim


def test_an_empty_file_claims_nothing(tmp_path):
    path = tmp_path / "a.pdf"
    path.touch()
    assert claim_of(path) == ""


def test_metadata_that_unpacks_to_far_more_is_bounded(tmp_path):
    bomb = zlib.compress(b" " * 200_000_000 + ATTRIBUTES, 9)
    path = tmp_path / "a.pdf"
    path.write_bytes(with_metadata(bomb, b" /Filter /FlateDecode"))
    assert claim_of(path) == ""


@hypothesis_settings(max_examples=50)
@given(st.binary(max_size=300))
def test_any_bytes_are_borne(tmp_path_factory, raw):
    path = tmp_path_factory.mktemp("a") / "a.pdf"
    path.write_bytes(with_metadata(raw) + raw)
    assert claim_of(path) in {"", *(f"{p}{c}" for p in "1234" for c in ["", *"abefu"])}
