"""Documents and how they are stored."""

import dataclasses
import datetime
from typing import Any

import pytest

from search.documents import from_json, to_json
from tests.contract.search.papers import MEMBERS, paper, section

DOCUMENT = paper(
    "1",
    "text ñ",
    section("half \ud800", "file", "/x.pdf#page=1"),
    audience=MEMBERS,
    symbol="RCM/1",
    date=datetime.date(2015, 1, 2),
    facets={"country": ("MX", "HN")},
    summary="short",
)


@pytest.mark.parametrize("document", [DOCUMENT, paper("2")])
def test_what_is_stored_comes_back(document: Any) -> None:
    assert from_json(to_json(document)) == document


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "other:1"},
        {"key": "work:\ud800"},
        {"date": datetime.datetime(2015, 1, 2, tzinfo=datetime.UTC)},
        {"title": None},
        {"summary": None},
        {"symbol": None},
        {"facets": {"year": (2015,)}},
        {"audience": frozenset({7})},
        {"sections": (section(None),)},  # type: ignore[arg-type]
    ],
)
def test_what_no_engine_could_take_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        dataclasses.replace(DOCUMENT, **wrong)
