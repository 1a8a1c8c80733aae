"""Web pages give what is seen, and nothing of what is not."""

from pathlib import Path

import pytest

from cms.documents.readers import UnreadableFile, read

PAGE = (
    "<!doctype html><title>La  Paper</title><style>p{}</style><body><h1>Migración</h1>"
    "<script>steal()</script><p>We <b>agree</b>:<!-- no --><br>to meet</p>"
    '<p hidden>one</p><div style="display: none">two</div> three'
    "<table><tr><td>a</td><td>b</td></tr></table><ul><li>c<li>d</ul>"
)


def read_html(tmp_path: Path, raw: bytes, name: str = "a.html"):
    path = tmp_path / "file"
    path.write_bytes(raw)
    return read(path, name=name)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", "utf-16"])
def test_only_what_is_seen_is_read(tmp_path, encoding):
    found = read_html(tmp_path, PAGE.encode(encoding))

    assert found.text.split("\n") == [
        *("Migración", "We agree:", "to meet", "three", "a b", "c", "d")
    ]
    assert found.title == "La Paper"
    assert found.pages[0].lines[0].style == "Heading 1"


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"<html><script>x</script>", "empty"), (b"plain words", "wrong_type")],
)
def test_what_gives_nothing_is_refused(tmp_path, raw, code):
    with pytest.raises(UnreadableFile) as refused:
        read_html(tmp_path, raw)

    assert refused.value.code == code


def test_a_deep_page_ends_without_a_crash(tmp_path):
    found = read_html(tmp_path, b"<html>seen" + b"<div>" * 50_000 + b"deep")

    assert "seen" in found.text


def test_a_text_called_txt_remains_a_text(tmp_path):
    assert read_html(tmp_path, PAGE.encode(), "a.txt").kind == "txt"
