"""Nothing printed goes unnoticed; every actor of the parser has a name."""

import pytest

from cms.conference.actors import Actor
from rcm_pages.importing.actors import ACTORS
from rcm_pages.importing.outcome import count_lost, ink


def result(title_block="", furniture=(), segments=()):
    return {
        "title_block": title_block,
        "furniture": list(furniture),
        "segments": [{"label": label, "text": text} for label, text in segments],
    }


@pytest.mark.parametrize(
    ("lines", "kept", "lost"),
    [
        ([], result(), 0),
        (["", " \t"], result(), 0),
        (["PLAN", "a) Keep."], result("PLAN", [], [("a)", "Keep.")]), 0),
        (["PLAN", "page 1"], result("PLAN", ["page 1"]), 0),
        (["a) Keep it."], result("", [], [("a)", "Keep")]), 3),
        (["aab"], result("", [], [("", "ab")]), 1),
        (["one\r", "two"], result("", [], [("", "one\r\ntwo")]), 0),
        (["b", "a"], result("a\nb"), 0),
        (["a"], result("abc"), 0),
        (["ñ"], result("n"), 1),
        (["the interna-", "tional"], result("the international"), 1),
    ],
)
def test_lost_characters(lines, kept, lost):
    assert count_lost(lines, kept) == lost


def test_ink():
    assert ink(" a\u00a0b\n\tc\u2003") == "abc"


def test_each_actor_that_is_suggested_has_a_name():
    assert set(ACTORS) <= set(Actor.values)
