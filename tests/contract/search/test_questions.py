"""What can be typed, and what it finds."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engine import Engine

from .papers import ask, found, names, paper, put

SYMBOL = "RCM/VM/XX/2015/DEC"


@pytest.fixture(autouse=True)
def _archive(engine: Engine) -> None:
    put(
        engine,
        paper("one", "Migrant children travel alone.", title="Joint Declaration"),
        paper("two", "Children of migrant workers.", symbol=SYMBOL),
        paper("three", "See RCM/VM/XX/2015/DEC on workers.", symbol="RCM/TS/9"),
    )


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("migrant children", {"one", "two"}),
        ('"migrant children"', {"one"}),
        ("“migrant children”", {"one"}),
        ('"children alone"', set()),
        ("children -workers", {"one"}),
        ('children -"migrant children"', {"two"}),
        ("-children", {"three"}),
        ("-nothing", {"one", "two", "three"}),
        ("trav*", {"one"}),
        ("migr* work*", {"two"}),
        ("title:declaration", {"one"}),
        ('title:"joint declaration"', {"one"}),
        ("título:declarations", {"one"}),
        ("title:children", set()),
        ("-title:declaration", {"two", "three"}),
        (SYMBOL, {"two", "three"}),
        (SYMBOL.lower(), {"two", "three"}),
        (f"symbol:{SYMBOL}", {"two"}),
        ("symbol:RCM/VM*", {"two"}),
        ("symbol:RCM/*", {"two", "three"}),
        ("signatura:rcm/ts/9", {"three"}),
        ("RCM/VM", {"two", "three"}),
        ("", {"one", "two", "three"}),
        ("   \t\n", {"one", "two", "three"}),
        ("children absent", set()),
    ],
)
def test_found(engine: Engine, asked: str, answer: set[str]) -> None:
    assert found(engine, asked) == answer


def test_a_symbol_leads_to_its_paper_first(engine: Engine) -> None:
    assert names(ask(engine, SYMBOL)) == ["two", "three"]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ('"migrant children', {"one", "two"}),
        ('migrant" children', {"one", "two"}),
        ('"', {"one", "two", "three"}),
        ('""', {"one", "two", "three"}),
        ("- + * ? ~ ^ : ( ) [ ] { } \\ / && ||", {"one", "two", "three"}),
        ("migrant\x00children", {"one", "two"}),
        ("children's", {"one", "two"}),
        ("(migrant) [children] {workers}", {"two"}),
        ("migrant~2 children^4", set()),
        ("\u202emigrant\u202c \u200fchildren\u200e", {"one", "two"}),
        ("migrant\u00a0children", {"one", "two"}),
        ("\ud800", {"one", "two", "three"}),
        ("migrant " * 2000, {"one", "two"}),
        ("title: symbol:", set()),
        ("a" * 5000, set()),
        ("a* b? ~2 ^4", set()),
        ("body:migrant", set()),
        ("* AND OR NOT", set()),
        (".* [a-z]+ (x", set()),
    ],
)
def test_hostile(engine: Engine, asked: str, answer: set[str]) -> None:
    assert found(engine, asked) == answer


def test_two_thousand_words(engine: Engine) -> None:
    assert not ask(engine, " ".join(f"word{n}" for n in range(2000))).degraded
    assert not ask(engine, '"' + "word " * 2000 + '"').degraded
    assert not ask(engine, " ".join(f"w{n}*" for n in range(2000))).degraded


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(alphabet=st.characters() | st.sampled_from(' "*-/:.\u0301\u202e\x00')))
def test_anything_is_answered(engine: Engine, asked: str) -> None:
    assert not ask(engine, asked).degraded


def test_the_words_come_back(engine: Engine) -> None:
    assert ask(engine, 'migr* "two words" -not').words == ("migr", "two", "words")
