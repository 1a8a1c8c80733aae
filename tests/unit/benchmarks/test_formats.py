"""Papers in other formats keep their words and, line by line, their paragraphs."""

from tests.benchmarks import expected
from tests.benchmarks.formats import FORMATS, page, wrapped


def test_wrapped_lines_keep_words_and_indentation():
    text = "TITLE\n\n  1. " + "co-operation " * 20 + "ends.\n  2. Short."
    done = wrapped(text)
    assert done.split() == text.split()
    assert max(map(len, done.split("\n"))) <= 76
    assert done.split("\n")[3].startswith("  co-operation")
    assert done.endswith("\n  2. Short.")


def test_a_page_has_a_paragraph_for_each_line():
    done = page("A & B\n\n  <c>\n")
    assert "<p>A &amp; B</p>\n<p>&lt;c&gt;</p>" in done


def test_word_wrapped_and_web_files_are_written_for_every_paper(tmp_path):
    papers = [
        expected.load(path) for path in expected.files() if path.name.startswith("2001")
    ]
    for name in ("wrapped", "docx", "html"):
        made = FORMATS[name](papers, tmp_path / name)
        assert [paper for paper, _ in made] == papers
        assert all(path.stat().st_size for _, path in made)
