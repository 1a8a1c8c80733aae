"""Pictures of pages whose size is a lie."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cms.documents import child
from cms.documents.readers.errors import UnreadableFile
from cms.documents.readers.layer import is_layer, text_of
from cms.documents.readers.sheets import MAX_PIXELS, MAX_SIDE, scale_for
from tests.papers import write_plain_pdf

sides = st.floats(0.001, 1e9)


@given(sides, sides, st.sampled_from([200, 800, 1600]))
def test_no_picture_is_larger_than_the_bounds(width, height, wanted):
    scale = scale_for(width, height, wanted)
    assert scale > 0
    assert width * scale <= wanted * 1.001
    assert height * scale <= MAX_SIDE * 1.001
    assert width * height * scale**2 <= MAX_PIXELS * 1.001


@pytest.mark.parametrize(
    "size", [(0, 10), (10, 0), (-1, 1), (float("inf"), 1), (1, float("nan"))]
)
def test_a_page_without_a_size_is_refused(size):
    with pytest.raises(UnreadableFile):
        scale_for(*size, 800)


def draw(path: Path, folder: Path, pages: str = "1", seconds: int = 20):
    folder.mkdir(exist_ok=True)
    arguments = [f"--folder={folder}", f"--pages={pages}", "--widths=200,800"]
    arguments += ["--layer", "--", str(path)]
    return child.ask("cms.documents.readers.sheets", arguments, seconds=seconds)


def resized(path: Path, box: str, more: str = "") -> Path:
    raw = write_plain_pdf(path, [["Words on it"]]).read_bytes()
    path.write_bytes(raw.replace(b"[0 0 612 792]", f"[{box}]{more}".encode()))
    return path


@pytest.mark.parametrize(
    "box",
    ["0 0 14400 14400", "0 0 9000000 9000000", "0 0 1 200000", "0 0 200000 1",
     "5 5 5 5", "0 0 -612 -792", "0 0 1e300 1e300"],
)  # fmt: skip
def test_any_page_box_is_borne(tmp_path, box):
    said, failure = draw(resized(tmp_path / "a.pdf", box), tmp_path / "out")
    assert failure in {"", "broken", "crashed"}
    for record in said:
        if "picture" in record:
            with Image.open(tmp_path / "out" / record["picture"]) as made:
                assert max(made.size) <= MAX_SIDE
                assert made.size[0] * made.size[1] <= MAX_PIXELS * 1.01


def test_a_turned_page_has_its_words_where_they_are_seen(tmp_path):
    path = resized(tmp_path / "a.pdf", "0 0 612 792", " /Rotate 90")
    _said, failure = draw(path, tmp_path / "out")
    assert failure == ""
    layer = json.loads((tmp_path / "out" / "p1.json").read_text())
    assert layer["size"] == [7920, 6120]
    [[left, top, right, bottom, words]] = layer["lines"]
    assert text_of(layer) == "Words on it"
    assert is_layer(layer)
    assert bottom - top > right - left  # the line runs downwards
    assert 6900 < left < 7200
    assert 700 < top < 760
    assert [word[2] for word in words] == ["Words", "on", "it"]


def test_pages_that_are_not_there_are_passed_over(tmp_path):
    path = write_plain_pdf(tmp_path / "a.pdf", [["One"]])
    said, failure = draw(path, tmp_path / "out", pages="7,1")
    assert failure == ""
    assert [r["picture"] for r in said if "picture" in r] == [
        "p1-200.webp", "p1-800.webp",
    ]  # fmt: skip


def test_a_page_that_takes_too_long_is_given_up(tmp_path):
    """Drawing instructions without end: the child is stopped, nothing of ours is."""
    endless = "0 0 m 600 790 l 5 900 300 20 9 9 c S " * 400_000
    path = write_plain_pdf(tmp_path / "a.pdf", [["x"]])
    raw = path.read_bytes().replace(b"stream\nBT", f"stream\n{endless} BT".encode())
    path.write_bytes(raw)
    began = time.monotonic()
    _said, failure = draw(path, tmp_path / "out", seconds=1)
    assert failure == "timeout"
    assert time.monotonic() - began < 10
