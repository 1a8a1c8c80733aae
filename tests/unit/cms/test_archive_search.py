"""The bridge to the search: nonsense becomes the default, drafts stay inside."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from cms.archive_search import SearchRequest, all_expressions, ask, load_expressions
from cms.works.models import Expression, WorkAudience
from search import indexer
from search.engine import get_engine
from tests.factories import people, works
from tests.factories.documents import text_file


@pytest.fixture
def _index(settings, tmp_path):
    settings.SEARCH = {
        "ENGINE": "search.backends.embedded.EmbeddedEngine",
        "OPTIONS": {"path": tmp_path / "index"},
    }
    yield
    get_engine().close()


def drained() -> None:
    while indexer.drain():
        pass


@pytest.mark.parametrize(
    ("query", "page"),
    [("", 1), ("page=abc", 1), ("page=-3", 1), ("page=0", 1), ("page=7", 7),
     ("page=1000000000", 1000), ("page=", 1), ("page=1.5", 1),
     ("page=" + "9" * 5000, 1)],
)  # fmt: skip
def test_a_page_that_is_none_is_the_first(query, page):
    assert SearchRequest.from_get(QueryDict(query)).page == page


def test_only_known_orders_and_facets_are_taken():
    request = SearchRequest.from_get(
        QueryDict("q=papers&sort=x&type=action_plan&type=other&colour=red&year=2015")
    )
    assert request == SearchRequest(
        text="papers",
        filters={"type": ("action_plan", "other"), "year": ("2015",)},
    )
    assert SearchRequest.from_get(QueryDict("sort=-date")).sort == "-date"


def test_long_questions_are_cut():
    many = "&".join(f"year={n}" for n in range(200))
    request = SearchRequest.from_get(QueryDict(f"q={'a' * 5000}&{many}"))
    assert len(request.text) == 1000
    assert len(request.filters["year"]) == 50


words = st.text(max_size=30)


@given(st.dictionaries(st.sampled_from(["q", "page", "sort", "type", "year"]), words))
def test_no_query_string_is_an_error(values):
    query = QueryDict(mutable=True)
    query.update(values)
    request = SearchRequest.from_get(query)
    assert 1 <= request.page <= 1000
    assert request.sort in ("relevance", "-date", "date")


@pytest.mark.usefixtures("_index")
def test_each_reader_finds_what_they_may_read(site):
    made = {
        "draft": works.draft_action_plan(),
        "in approval": works.cleared_action_plan(),
        "recorded": works.recorded_action_plan(),
        "for members": works.recorded_action_plan(audience=WorkAudience.MEMBERS),
    }
    drained()
    names = {str(work.uuid): name for name, work in made.items()}
    found = {}
    for reader, user in {
        "public": AnonymousUser(),
        "delegate": people.delegate("MX"),
        "presidency": people.head_of_delegation("CR"),
        "editor": people.editor(),
    }.items():
        context = ask(SearchRequest(text="papers"), user=user)
        found[reader] = {names[hit.group] for hit in context["hits"]}
        types = next(row for row in context["facets"] if row["name"] == "type")
        # A text counts once for each of its two languages, or once: never unseen ones.
        assert sum(value["count"] for value in types["values"]) == context["total"]
    assert found == {
        "public": {"recorded"},
        "delegate": {"recorded", "for members"},
        "presidency": {"in approval", "recorded", "for members"},
        "editor": {"draft", "in approval", "recorded", "for members"},
    }


@pytest.mark.usefixtures("_index")
def test_nothing_a_draft_says_shows_in_the_publics_facets(site):
    works.draft_action_plan()
    drained()
    for request in (
        SearchRequest(),
        SearchRequest(text="papers", filters={"type": ("action_plan",)}),
    ):
        context = ask(request, user=AnonymousUser())
        assert (context["total"], context["hits"]) == (0, ())
        counts = [v["count"] for row in context["facets"] for v in row["values"]]
        assert sum(counts) == 0


@pytest.mark.usefixtures("_index")
@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["page=abc", "page=1000000000", "sort=x", "q=%00", "q=%22", "q=title:", "q=-",
     "q=%ED%A0%80", "&".join(f"year={n}" for n in range(200)), "type=%27%22%3E",
     "year=%F0%9F%98%80", "q=" + "word+" * 900],
)  # fmt: skip
def test_the_page_answers_whatever_is_asked(client, query):
    assert client.get(f"/en/search/?{query}").status_code == 200


@pytest.mark.usefixtures("_index")
def test_a_chosen_value_that_nothing_has_is_shown_with_none(site):
    request = SearchRequest(filters={"year": ("1815",)})
    rows = ask(request, user=AnonymousUser())["facets"]
    years = next(row for row in rows if row["name"] == "year")["values"]
    assert years == [{"value": "1815", "label": "1815", "count": 0, "chosen": True}]


def test_a_text_is_given_to_the_search_with_all_that_it_says(site):
    work = works.recorded_action_plan()
    expression = work.expressions.get(language="es")
    text_file(by=None, expression=expression)
    [document] = load_expressions([str(expression.pk), "99999"])
    assert document.key == f"expression:{expression.pk}"
    assert (document.symbol, document.language) == ("RCM/VM/XX/2015/AP", "es")
    assert document.date == dt.date(2015, 11, 11)
    assert document.audience == {
        "public", "secretariat", "term:31", f"work:{work.pk}"
    }  # fmt: skip
    assert document.url == expression.url
    assert document.facets == {
        "type": ("action_plan",), "language": ("es",), "body": ("vm",),
        "year": ("2015",),
    }  # fmt: skip
    kinds = [section.kind for section in document.sections]
    assert kinds == ["title_block", "body", "body", "body"]


def test_a_draft_is_given_in_its_latest_words(site):
    work = works.draft_action_plan()
    page = works.page_of(work)
    page.title = "The latest words"
    page.save_revision()
    expression = work.expressions.get(language="en")
    [document] = load_expressions([str(expression.pk)])
    assert document.title == "The latest words"
    assert document.audience == {"secretariat", f"work:{work.pk}"}


def test_a_text_without_a_page_is_not_found(site):
    work = works.draft_action_plan()
    work.expressions.filter(language="en").update(page=None)
    expression = work.expressions.get(language="en")
    assert list(load_expressions([str(expression.pk)])) == []
    assert set(all_expressions()) == {
        str(pk) for pk in Expression.objects.values_list("pk", flat=True)
    }
