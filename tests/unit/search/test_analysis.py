"""Text to terms."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import accented, normalise, stem, tokens, units


@pytest.mark.parametrize(
    ("surface", "exact", "folded"),
    [
        ("AÑO", "año", "ano"),
        ("an\u0303o", "año", "ano"),
        ("Straße", "strasse", "strasse"),
        ("mi\u00adgrar", "migrar", "migrar"),
        ("ﬁn", "ﬁn".casefold(), "fin"),
    ],
)
def test_normalise(surface: str, exact: str, folded: str) -> None:
    assert normalise(surface) == (exact, folded)


@pytest.mark.parametrize(
    ("one", "other"),
    [("mujer", "mujeres"), ("lider", "lideres"), ("pais", "paises"), ("nino", "ninas")],
)
def test_spanish_forms_meet(one: str, other: str) -> None:
    assert stem(one, "es") == stem(other, "es")


def test_an_unknown_language_is_stemmed_as_english() -> None:
    assert stem("meetings", "fr") == "meet"


def test_each_thread_has_its_stemmer() -> None:
    stems: list[str] = []
    threads = [
        threading.Thread(target=lambda n=n: stems.append(stem(f"meetings{n}s", "en")))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(stems) == [f"meetings{n}" for n in range(4)]


@pytest.mark.parametrize(
    ("text", "words", "joined"),
    [
        ("follow-up", ["follow", "up"], ["followup"]),
        ("children's", ["children"], []),
        ("CHILDREN’S rights", ["children", "rights"], []),
        ("d'Ivoire", ["d", "ivoire"], ["divoire"]),
        ("RCM/VM/XX", ["rcm", "vm", "xx"], ["rcm/vm/xx"]),
        ("a-b/c", ["a", "b", "c"], ["ab/c", "ab"]),
        ("end. Next, 1,500", ["end", "next", "1", "500"], []),
        ("snake_case", ["snake", "case"], []),
        ("- / ' _", [], []),
    ],
)
def test_compounds(text: str, words: list[str], joined: list[str]) -> None:
    every = list(tokens(text))
    assert [token.folded for token in every if not token.joined] == words
    assert [token.folded for token in every if token.joined] == joined


def test_offsets_are_the_original_text_s() -> None:
    text = "La reunio\u0301n de follow-up"
    assert [text[t.start : t.end] for t in tokens(text)] == [
        "La",
        "reunio\u0301n",
        "de",
        "follow",
        "up",
        "follow-up",
    ]


def test_a_part_of_a_text() -> None:
    assert [token.folded for token in tokens("one two three", 4, 7)] == ["two"]


def test_units_keep_compounds_whole() -> None:
    assert list(units("The follow-up, RCM/VM.")) == ["The", "follow-up", "RCM/VM"]


def test_accented_spells_every_way() -> None:
    assert accented("no") == f"{accented('n')}{accented('o')}"
    assert "ñ" in accented("n")
    assert accented("1/2") == "1/2"


@given(st.text())
def test_any_text_gives_whole_terms(text: str) -> None:
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        for term in (token.exact, token.folded, stem(token.folded, "es")):
            assert term
            assert len(term.split()) == 1


@given(st.text(alphabet="aáñnoósrejt", min_size=1))
def test_accents_do_not_matter(word: str) -> None:
    folded = normalise(word)[1]
    assert normalise(folded) == (folded, folded)
    assert normalise(word.upper())[1] == folded
