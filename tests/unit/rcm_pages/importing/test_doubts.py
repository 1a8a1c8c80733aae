"""What a person is asked to look at."""

import pytest

from rcm_pages.importing.doubts import DOUBTS
from rcm_pages.importing.segments import parse

from .test_segments import file_of

HEAD = "XX VICE-MINISTERIAL MEETING\nMexico City, May 1, 2015\nDECLARATION\n\n"
OPENING = "The Vice-Ministers, having met in Mexico City, agree to this:\n"


def codes(text):
    return [(doubt.code, doubt.line) for doubt in parse(file_of(text)).doubts]


@pytest.mark.parametrize(
    ("body", "doubt"),
    [
        ("1. To meet.\n2. To talk.\n1. To eat.\n", ("count_restarts", 8)),
        ("1. To meet.\n3. To talk.\n", ("count_skips", 7)),
        ("1. To do:\na) This.\n2. To do:\na. That.\n", ("two_marks", 9)),
        ("1. To meet.\nVirtual Secretariat\n", ("left_out", 7)),
        ("1. To meet.\n2. To go on ...\n", ("broken", 7)),
        ("1. To meet.\n2. To go.\nANNEX I\nThe list.\n", ("second_text", 8)),
        ("1. To co\xadoperate.\n", ("unseen", 0)),
    ],
)
def test_a_doubt_and_its_line(body, doubt):
    assert codes(HEAD + OPENING + body) == [doubt]


def test_a_clear_paper_leaves_none():
    assert codes(f"{HEAD}{OPENING}1. To meet.\n2. To talk.\n") == []


def test_a_paper_that_tells_nothing():
    found = [code for code, _ in codes("a b c\n")]
    assert found == ["no_text", "no_type", "no_date"]


def test_a_third_language_is_said():
    text = (
        "Les pays membres de la région et les délégués ont décidé de se réunir.\n" * 3
    )
    paper = parse(file_of(f"Déclaration\n\n{text}"))
    assert paper.language == ""
    assert (paper.doubts[0].code, paper.doubts[0].text) == (
        "other_language",
        "français",
    )


def test_each_has_its_sentence():
    assert all(str(sentence).endswith(".") for sentence in DOUBTS.values())
