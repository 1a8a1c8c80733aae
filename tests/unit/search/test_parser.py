"""What was typed, as a tree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.parser import MOST_CLAUSES, Clause, Parsed, Phrase, Word, parse

_typed = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from(" \"“*-/:.'\u0301\u202e\x00"))
)


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ("one two", [Clause(Word("one")), Clause(Word("two"))]),
        ('"one two"', [Clause(Phrase(("one", "two")))]),
        ("«one two»", [Clause(Phrase(("one", "two")))]),
        ('"one"', [Clause(Word("one"))]),
        ('one "two', [Clause(Word("one")), Clause(Word("two"))]),
        ("-one", [Clause(Word("one"), without=True)]),
        ('-"one two"', [Clause(Phrase(("one", "two")), without=True)]),
        ("-one,two", [Clause(Phrase(("one", "two")), without=True)]),
        ("one-two", [Clause(Word("one-two"))]),
        ("- one", [Clause(Word("one"))]),
        ("migra*", [Clause(Word("migra", prefix=True))]),
        ("a*b", [Clause(Word("a")), Clause(Word("b"))]),
        ("title:one", [Clause(Word("one"), "title")]),
        ("TÍTULO:one", [Clause(Word("one"), "title")]),
        ('title:"one two"', [Clause(Phrase(("one", "two")), "title")]),
        ("-title:one", [Clause(Word("one"), "title", without=True)]),
        ("symbol:RCM/VM*", [Clause(Word("RCM/VM", prefix=True), "symbol")]),
        ("title:", [Clause(Word("title"))]),
        ("subtitle:x", [Clause(Word("subtitle")), Clause(Word("x"))]),
        ("RCM/VM/XX/2015/DEC", [Clause(Word("RCM/VM/XX/2015/DEC"))]),
        ("(one)", [Clause(Word("one"))]),
        ("one one", [Clause(Word("one"))]),
        ("re\u0301unir", [Clause(Word("réunir"))]),
        ("mi\u00adgrar\u200f", [Clause(Word("migrar"))]),
        ("one\x00two", [Clause(Word("one")), Clause(Word("two"))]),
        ("", []),
        (' " ~ * - + "" : ', []),
    ],
)
def test_parse(typed: str, clauses: list[Clause]) -> None:
    assert parse(typed) == Parsed(tuple(clauses))


def test_a_long_question_is_cut() -> None:
    assert len(parse(" ".join(f"w{n}" for n in range(2000))).clauses) == MOST_CLAUSES
    [clause] = parse('"' + "word " * 390 + '"').clauses
    assert isinstance(clause.term, Phrase)
    assert len(clause.term.words) == MOST_CLAUSES


def test_words() -> None:
    assert parse('one* "two three" -four title:five').words == (
        "one",
        "two",
        "three",
        "five",
    )


@given(_typed)
def test_never_raises(typed: str) -> None:
    parsed = parse(typed)
    assert len(parsed.clauses) <= MOST_CLAUSES
    assert all(parsed.words)


@given(_typed)
def test_what_was_understood_is_understood_again(typed: str) -> None:
    words = parse(typed).words
    assert set(parse(" ".join(words[:MOST_CLAUSES])).words) <= set(words)
