"""Filters, facets, order and pages."""

import datetime

import pytest

from search.engine import Engine

from .papers import ask, found, names, paper, put

COUNTRIES = [f"País {number}" for number in range(11)]


def test_eleven_countries_are_eleven(engine: Engine) -> None:
    put(
        engine,
        *(
            paper(f"n{n}", "text", facets={"country": (c,)})
            for n, c in enumerate(COUNTRIES)
        ),
        paper("all", "text", facets={"country": tuple(COUNTRIES), "type": ("DEC",)}),
    )
    answer = ask(engine, "text", page_size=3)
    assert answer.facets == {
        "country": dict.fromkeys(COUNTRIES, 2),
        "type": {"DEC": 1},
    }
    assert answer.total == 12


@pytest.fixture
def _filed(engine: Engine) -> None:
    for name, country, kind in [
        ("a", "MX", "DEC"), ("b", "MX", "AP"), ("c", "HN", "DEC"), ("d", "PA", "AP")
    ]:  # fmt: skip
        engine.add([paper(name, facets={"country": (country,), "type": (kind,)})])
    engine.commit()


@pytest.mark.usefixtures("_filed")
@pytest.mark.parametrize(
    ("filters", "answer"),
    [
        ({"country": ("MX",)}, {"a", "b"}),
        ({"country": ("MX", "HN")}, {"a", "b", "c"}),
        ({"country": ("MX", "HN"), "type": ("DEC",)}, {"a", "c"}),
        ({"country": ("M",)}, set()),
        ({"country": ()}, {"a", "b", "c", "d"}),
        ({"unknown": ("MX",)}, set()),
        ({"type": ("MX",)}, set()),
    ],
)
def test_filters(
    engine: Engine, filters: dict[str, tuple[str, ...]], answer: set[str]
) -> None:
    assert found(engine, filters=filters) == answer


@pytest.mark.usefixtures("_filed")
def test_a_chosen_facet_can_be_widened(engine: Engine) -> None:
    filters = {"country": ("MX",), "type": ("DEC",)}
    answer = ask(engine, filters=filters)
    assert answer.total == 1
    assert answer.facets == {"country": {"MX": 1, "HN": 1}, "type": {"DEC": 1, "AP": 1}}


def test_order_by_date(engine: Engine) -> None:
    put(
        engine,
        paper("undated"),
        paper("new", date=datetime.date(2015, 11, 5)),
        paper("old", date=datetime.date(1996, 3, 15)),
    )
    assert names(ask(engine, sort="date")) == ["old", "new", "undated"]
    assert names(ask(engine, sort="-date")) == ["new", "old", "undated"]
    assert names(ask(engine)) == ["new", "old", "undated"]
    assert names(ask(engine, "paper", sort="date")) == ["old", "new", "undated"]


def test_pages(engine: Engine) -> None:
    day = datetime.date(2000, 1, 1)
    put(
        engine,
        *(paper(f"{n:02}", date=day + datetime.timedelta(n)) for n in range(25)),
    )
    pages = [ask(engine, sort="date", page=page) for page in (1, 2, 3, 4)]
    assert [name for page in pages for name in names(page)] == [
        f"{n:02}" for n in range(25)
    ]
    assert {page.total for page in pages} == {25}


@pytest.mark.parametrize(("page", "size"), [(10**30, 10), (0, 10), (-3, 0), (1, 10**9)])
def test_senseless_pages(engine: Engine, page: int, size: int) -> None:
    put(engine, paper("one"))
    answer = ask(engine, page=page, page_size=size)
    assert not answer.degraded
    assert answer.total == 1


def test_an_empty_archive(engine: Engine) -> None:
    answer = ask(engine, "anything")
    assert (answer.hits, answer.total, answer.facets) == ((), 0, {})
    assert not answer.degraded


def test_what_a_hit_carries(engine: Engine) -> None:
    document = paper(
        "one",
        "text",
        title="Títle",
        language="es",
        symbol="RCM/1",
        date=datetime.date(2015, 1, 2),
        facets={"type": ("DEC", "AP")},
    )
    put(engine, document)
    [hit] = ask(engine, "text").hits
    for name in (
        "key",
        "group",
        "language",
        "title",
        "url",
        "symbol",
        "date",
        "facets",
    ):
        assert getattr(hit, name) == getattr(document, name)
    assert hit.score > 0
