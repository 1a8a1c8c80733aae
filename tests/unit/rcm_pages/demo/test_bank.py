"""The bank speaks both languages, says nothing twice, and charges whom it knows."""

import re
from collections import Counter

import pytest

from cms.conference.actors import Actor
from rcm_pages.demo.bank import name_of_party, phrases, themes
from rcm_pages.facts import reading

THEMES = themes()
_HOLES = re.compile(r"\{(\w+)\}")
_UNCONTRACTED = re.compile(r"\b(?:a|de) el\b")


def said(theme):
    rows = [*theme.titles, *theme.headings, *theme.purposes, *theme.clauses]
    return [*rows, *(duty.what for duty in theme.duties), *theme.activities]


def test_there_are_many_themes():
    assert len(THEMES) >= 25


@pytest.mark.parametrize("code", THEMES)
def test_each_theme_has_enough_to_say(code):
    theme = THEMES[code]
    assert len(theme.clauses) + len(theme.duties) >= 12
    assert len(theme.titles) == 2
    assert len(theme.headings) == 3


@pytest.mark.parametrize("code", THEMES)
def test_both_languages_say_it_with_the_same_holes(code):
    for english, spanish in said(THEMES[code]):
        assert english
        assert spanish
        assert english != spanish
        holes = set(_HOLES.findall(english))
        assert holes == set(_HOLES.findall(spanish))
        assert holes <= {"n", "country"}
        assert not _UNCONTRACTED.search(spanish)
        for text in (english, spanish):
            assert text == " ".join(text.split())
            assert text[-1] not in ".,;:"


@pytest.mark.parametrize("code", THEMES)
def test_whoever_is_charged_is_known(code):
    actors = {duty.actor for duty in THEMES[code].duties}
    assert actors <= set(Actor.values)
    assert actors <= set(phrases()["actors"])
    assert len(actors) >= 4


@pytest.mark.parametrize("language", [0, 1])
def test_nothing_is_said_twice(language):
    counts = Counter(pair[language] for t in THEMES.values() for pair in said(t))
    assert [text for text, number in counts.items() if number > 1] == []


def test_every_state_and_every_author_has_a_name():
    for party in reading.parties():
        if party["kind"] == "state":
            english, spanish = name_of_party(party["code"])
            assert english.removeprefix("the ") == party["name_en"]
            assert (
                spanish.removeprefix("la ").removeprefix("los ").removeprefix("el ")
                == party["name_es"]
            )
