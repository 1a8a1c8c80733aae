"""Nothing tells of a document that the asker may not see."""

import pytest

from search.audience import Audience
from search.engine import Engine

from .papers import MEMBER, MEMBERS, PUBLIC, ask, found, paper, put


@pytest.fixture(autouse=True)
def _archive(engine: Engine) -> None:
    facets = {"country": ("MX",), "secret": ("yes",)}
    put(
        engine,
        paper("open", "common words", facets={"country": ("HN",)}),
        paper(
            "closed",
            "common words, classified",
            title="Confidential common",
            audience=MEMBERS,
            symbol="RCM/SECRET/1",
            facets=facets,
        ),
        paper("both", "shared", audience=MEMBERS | PUBLIC),
        paper("nobody", "common", audience=frozenset()),
    )


@pytest.mark.parametrize(
    "asked",
    [
        "classified",
        "confidential",
        "title:confidential",
        "RCM/SECRET/1",
        "symbol:RCM/*",
        "class*",
        '"words classified"',
    ],
)
def test_a_closed_paper_cannot_be_found(engine: Engine, asked: str) -> None:
    answer = ask(engine, asked)
    assert (answer.total, answer.hits, answer.facets) == (0, (), {})
    assert found(engine, asked, audience=MEMBER) == {"closed"}


@pytest.mark.parametrize("asked", ["common", "", "-shared", "common -absent"])
def test_nor_counted(engine: Engine, asked: str) -> None:
    answer = ask(engine, asked)
    assert answer.total == len(answer.hits)
    assert "closed" not in repr(answer.hits)
    assert answer.facets == {"country": {"HN": 1}}
    assert ask(engine, asked, audience=MEMBER).facets == {
        "country": {"HN": 1, "MX": 1},
        "secret": {"yes": 1},
    }


def test_nor_reached_by_a_filter(engine: Engine) -> None:
    answer = ask(engine, filters={"secret": ("yes",)})
    assert answer.total == 0
    assert answer.facets.get("secret", {}) == {}
    narrowed = ask(engine, filters={"country": ("HN",)})
    assert narrowed.facets == {"country": {"HN": 1}}


def test_nobody_sees_nothing(engine: Engine) -> None:
    assert ask(engine, audience=Audience(frozenset())).total == 0


def test_a_token_is_whole(engine: Engine) -> None:
    for token in ("member", "members x", "MEMBERS", "*", ""):
        audience = Audience(frozenset({token}))
        assert ask(engine, "classified", audience=audience).total == 0


def test_an_audience_can_change(engine: Engine) -> None:
    put(engine, paper("closed", "classified", audience=PUBLIC))
    assert found(engine, "classified") == {"closed"}
    put(engine, paper("closed", "classified", audience=MEMBERS))
    assert found(engine, "classified") == set()


@pytest.mark.parametrize("asked", ["common", "", "comm*"])
def test_nor_told_of_what_is_left_out(engine: Engine, asked: str) -> None:
    """A document that the index is late for is as if it were not there."""
    everything = ask(engine, asked, audience=MEMBER)
    without = ask(
        engine, asked, audience=MEMBER, without=frozenset({"work:closed", "work:gone"})
    )
    assert without.total == everything.total - 1
    assert "closed" not in {hit.key.removeprefix("work:") for hit in without.hits}
    assert "MX" not in without.facets.get("country", {})
    assert "secret" not in without.facets
