"""Passages and marks."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from search.documents import Section
from search.highlight import PASSAGES, WIDTH, passages, title_html
from search.parser import parse
from tests.contract.search.papers import paper, section

_words = st.lists(
    st.sampled_from(
        [
            "migrants",
            "reunión",
            "<b>",
            "&",
            "follow-up",
            "a",
            "\n",
            "x" * 90,
            "«ñ»",
            "  ",
        ]
    ),
    max_size=150,
)


def visible(marked: str) -> str:
    return html.unescape(re.sub(r"</?mark>", "", marked))


@given(
    _words, st.sampled_from(["migrant", "reunion followup", "x*", '"a migrant"', ""])
)
def test_what_is_seen_stands_in_the_source(words: list[str], asked: str) -> None:
    text = " ".join(words)
    document = paper("one", text, title=text, language="en")
    parsed = parse(asked)
    assert visible(title_html(document, parsed)) == text
    for passage in passages(document, parsed):
        seen = visible(passage.html).removeprefix("… ").removesuffix(" …")
        assert seen in text
        assert len(seen) <= WIDTH + 95


@given(st.text(), st.text())
def test_any_text_and_question(text: str, asked: str) -> None:
    parsed = parse(asked)
    document = paper("one", text, title=text)
    assert visible(title_html(document, parsed)) == html.unescape(html.escape(text))
    for passage in passages(document, parsed):
        seen = re.sub(r"</?mark>", "", passage.html)
        assert "<" not in seen


def test_at_most_three_the_richest_first() -> None:
    texts = ["migrant"] * 5 + ["migrant workers"]
    shown = passages(paper("one", *texts), parse("migrant worker"))
    assert len(shown) == PASSAGES
    assert [passage.locator for passage in shown] == ["#p6", "#p1", "#p2"]


def test_words_are_cut_at_blanks() -> None:
    text = "abcdefg " * 40 + "consul " + "hijklmn " * 40
    [shown] = passages(paper("one", text), parse("consul"))
    assert set(visible(shown.html).split()) == {"…", "abcdefg", "consul", "hijklmn"}


def test_every_match_in_sight_is_marked() -> None:
    text = "consul " * 100
    [shown] = passages(paper("one", text), parse("consul"))
    assert shown.html.count("consul") == shown.html.count("<mark>consul</mark>") > 20


def test_the_likely_page_of_a_long_file_is_found() -> None:
    pages = [section("filler words " * 50, "file", f"#page={n}") for n in range(300)]
    pages[250] = section("The Consulados Móviles", "file", "#page=250")
    shown = passages(paper("one", *pages, language="es"), parse("consulado movil"))
    assert [passage.locator for passage in shown] == ["#page=250"]


def test_the_label_comes_along() -> None:
    document = paper("one", Section("consul", "body", "#p1", label="a)"))
    assert passages(document, parse("consul"))[0].label == "a)"


def test_a_word_without_end_is_cut() -> None:
    [shown] = passages(paper("one", "x" * 1000), parse("absent"))
    assert shown.html == f"{'x' * WIDTH} …"


def test_a_compound_is_marked_whole() -> None:
    [shown] = passages(paper("one", "the follow-up to it"), parse("followup"))
    assert shown.html == "the <mark>follow-up</mark> to it"
    [shown] = passages(paper("one", "the followup to it"), parse("follow-up"))
    assert shown.html == "the <mark>followup</mark> to it"
    [shown] = passages(paper("one", "RCM/VM/XX says"), parse("rcm/vm*"))
    assert shown.html == "<mark>RCM/VM/XX</mark> says"
