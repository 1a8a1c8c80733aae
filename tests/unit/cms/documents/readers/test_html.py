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
        *("Migración", "We agree:", "to meet", "three", "a b", "• c", "• d")
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


def test_a_page_without_a_body_is_read_too(tmp_path):
    raw = b"<!doctype html><title>T</title><nav hidden>Menu</nav><main><p>Seen</main>"
    assert read_html(tmp_path, raw).text == "Seen"


def test_a_deep_page_ends_without_a_crash(tmp_path):
    found = read_html(tmp_path, b"<html>seen" + b"<div>" * 50_000 + b"deep")

    assert "seen" in found.text


def test_a_text_called_txt_remains_a_text(tmp_path):
    assert read_html(tmp_path, PAGE.encode(), "a.txt").kind == "txt"


LISTS = """<html><ol type="a"><li>one<br>more<li value="4">four
<ul><li>dot</ul><li><p>five</p></ol>
<ol start="7"><li>seven</ol><ol type=I start=nonsense><li>uno</ol></li></ol>"""


def test_lists_have_the_signs_that_a_browser_prints(tmp_path):
    lines = read_html(tmp_path, LISTS.encode()).pages[0].lines

    assert [(line.label, line.text, line.level) for line in lines] == [
        ("a.", "one", 0),
        ("", "more", 0),
        ("d.", "four", 0),
        ("•", "dot", 1),
        ("e.", "five", 0),
        ("7.", "seven", 0),
        ("I.", "uno", 0),
    ]


SHEET = """
/* .all { display: none } */ .menu, p.aside{color:red;DISPLAY : none}
#note { visibility:hidden } @media print { .printed { display:none } p{display:none} }
.back { display: none } .back { display: block } div > .below { display:none }
"""


def test_what_a_style_sheet_hides_is_not_read(tmp_path):
    page = (
        f"<html><head><style>{SHEET}</style></head><body class=all>"
        "<div class='menu x'>Home</div><p class=aside>aside</p>"
        "<div class=aside>seen 1</div><p id=note>note</p><p class=printed>seen 2</p>"
        "<p class=back>seen 3</p><div><p class=below>seen 4</p></div></body></html>"
    )
    found = read_html(tmp_path, page.encode())
    assert found.text.split("\n") == ["seen 1", "seen 2", "seen 3", "seen 4"]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("windows-1251", "cp1251"),
        ("ISO-8859-1", "cp1252"),
        ("utf-8", "cp1252"),
        ("utf-7", "utf-8"),
        ("nonsense", "utf-8"),
    ],
)
def test_the_encoding_that_the_page_names_is_consulted(tmp_path, said, written):
    word = "Миграция" if written == "cp1251" else "Migración “+AD4-”"
    for meta in (f"<meta charset={said}>", f'<meta content="x; charset={said}">'):
        page = f"<html><head>{meta}</head><body><p>{word}</p></body></html>"
        assert read_html(tmp_path, page.encode(written)).text == word
