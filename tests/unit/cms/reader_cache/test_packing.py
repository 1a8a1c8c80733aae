"""A page packed in three parts is one stream, whole and in order."""

import gzip

from hypothesis import given
from hypothesis import strategies as st

from cms.reader_cache.packing import Halves

PART = st.binary(max_size=3000)


@given(PART, PART, PART)
def test_the_parts_are_one_page(before: bytes, own: bytes, after: bytes) -> None:
    halves = Halves.of(before, after)
    assert halves.around(own) == before + own + after
    assert gzip.decompress(halves.packed_around(own)) == before + own + after


def test_it_is_small() -> None:
    page = b"<p>The Vice-Ministers agree:</p>" * 1000
    assert len(Halves.of(page, page).packed_around(b"own")) < len(page) / 20
