"""Addresses of passages, pages of results, chosen facets."""

import datetime as dt

import pytest
from django.test import RequestFactory
from django.utils import translation

from rcm_pages.templatetags import portal_search as tags
from search.query import Hit, Passage


def hit(**fields):
    facts = {
        "key": "k",
        "group": "g",
        "language": "en",
        "title": "T",
        "title_html": "T",
        "url": "/en/plan/",
        "symbol": "",
        "date": dt.date(2015, 11, 11),
        "score": 1.0,
        "passages": (),
        "facets": {},
    }
    return Hit(**facts | fields)


@pytest.mark.parametrize(
    ("locator", "address"),
    [
        ("", "/en/plan/"),
        ("#p-1", "/en/plan/#p-1"),
        ("/en/files/3/?from=11#page-12", "/en/files/3/?from=11#page-12"),
    ],
)
def test_passage_url(locator, address):
    passage = Passage(html="", locator=locator, kind="item", label="")
    assert tags.passage_url(hit(), passage) == address


@pytest.mark.parametrize(
    ("precision", "told"),
    [
        ((), "11 November 2015"),
        (("day",), "11 November 2015"),
        (("month",), "November 2015"),
        (("year",), "2015"),
        (("unknown",), "date unknown"),
    ],
)
def test_date_of_hit(precision, told):
    with translation.override("en"):
        assert tags.date_of_hit(hit(facets={"precision": precision})) == told


def test_date_of_a_hit_without_one():
    with translation.override("en"):
        assert tags.date_of_hit(hit(date=None)) == "date unknown"


@pytest.mark.parametrize(
    ("number", "last", "offered"),
    [
        (1, 1, [1]),
        (1, 2, [1, 2]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, None, 9]),
        (2, 9, [1, 2, 3, None, 9]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
        (1, 0, []),
        (50, 9, [1, None, 9]),
    ],
)
def test_pages_around(number, last, offered):
    assert tags.pages_around(number, last) == offered


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("q=a&type=x&type=y&page=3", "?q=a&type=y"),
        ("q=a&type=x", "?q=a"),
        ("type=x", "?"),
        ("q=ni%C3%B1os+%26+m%C3%A1s", "?q=ni%C3%B1os+%26+m%C3%A1s"),
    ],
)
def test_query_without(query, rest):
    request = RequestFactory().get(f"/en/search/?{query}")
    assert tags.query_without({"request": request}, "type", "x") == rest
    assert request.GET.urlencode() == query


def test_chosen_values():
    values = [
        {"value": "a", "label": "A", "chosen": True},
        {"value": "b", "label": "B", "chosen": False},
    ]
    rows = [{"name": "type", "values": values}, {"name": "year", "values": []}]
    assert tags.chosen_values(rows) == [{"name": "type", "value": "a", "label": "A"}]
    assert tags.chosen_values([]) == []
