"""The page of a text as readers meet it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.works.models import WorkAudience
from tests.factories.texts import recorded_text, rows, translated
from tests.factories.works import adopted_action_plan, page_of

pytestmark = pytest.mark.django_db


def two_languages(count=3, **fields):
    first = rows(*(f"Words of paragraph {n}." for n in range(count)), label="a)")
    return recorded_text(
        {"en": first, "es": translated(first, "Palabras del párrafo {}.")}, **fields
    )


def read(client, work, language="en", query=""):
    answer = client.get(work.expressions.get(language=language).url + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_both_languages_side_by_side(site, client):
    work = two_languages()
    html = read(client, work, query="?beside=es")
    assert html.count('class="beside__row"') == 3
    assert 'id="p2"' in html
    assert "Words of paragraph 2." in html
    assert "Palabras del párrafo 2." in html
    assert "Every paragraph stands beside the same one" in html
    assert "?beside=es" in read(client, work)


@pytest.mark.parametrize("said", ["fr", "en", "", "es%00", "<b>", "e" * 900])
def test_a_language_that_is_not_there_shows_the_text_alone(site, client, said):
    html = read(client, two_languages(), query=f"?beside={said}")
    assert 'class="beside"' not in html
    assert "Words of paragraph 1." in html


def test_a_sister_that_is_not_live_is_not_set_beside(site, client):
    work = two_languages()
    sister = work.expressions.get(language="es").page
    type(sister).objects.filter(pk=sister.pk).update(live=False)
    assert "Palabras" not in read(client, work, query="?beside=es")


def test_who_may_not_read_a_text_does_not_read_it_side_by_side(site, client):
    work = two_languages(audience=WorkAudience.STEERING)
    url = work.expressions.get(language="en").url
    assert client.get(f"{url}?beside=es").status_code == 404


def test_different_counts_are_said(site, client):
    first = rows("One.", "Two.", "Three.")
    work = recorded_text({"en": first, "es": translated(first[:2], "Párrafo {}.")})
    html = read(client, work, query="?beside=es")
    assert "1 paragraph stands in English alone." in html
    assert "English has 3 paragraphs and Spanish 2" in html
    assert "Not in Spanish" in html


def test_the_head_says_what_the_text_is(site, client):
    recorded = read(client, two_languages())
    assert "Older paper, recorded in this archive on" in recorded
    assert "about 1 minute to read" in recorded
    adopted = client.get(page_of(adopted_action_plan()).url).content.decode()
    assert "Adopted by the Presidency Pro-Tempore (Costa Rica) on" in adopted
    translation = read(client, two_languages(), "es")
    assert "hreflang" in translation


def test_a_citation_names_counted_and_printed_number(site, client):
    html = read(client, two_languages())
    assert "paragraph 2 (printed a))" in html


def test_a_mention_is_a_link_and_nothing_else_is_markup(site, client):
    recorded_text({"en": rows("<b>First</b>.")})
    text = "<i>As</i> in the Action Plan of the XX RCM & more."
    work = recorded_text({"en": rows(text)}, type_code="conclusions", ordinal=21)
    html = read(client, work)
    assert "&lt;i&gt;As&lt;/i&gt; in the <a href=" in html
    assert ">Action Plan of the XX RCM</a> &amp; more." in html
    assert "Papers that this text cites" in html


def test_neighbours_are_those_that_one_may_read(site, client):
    first = two_languages(title="The first", type_code="declaration")
    two_languages(title="Hidden", audience=WorkAudience.STEERING)
    last = two_languages(title="The last", type_code="conclusions")
    assert "The last" in read(client, first)
    html = read(client, last)
    assert "The first" in html
    assert "Hidden" not in html


def test_the_page_asks_as_often_however_long_the_text(site, client):
    asked = []
    for at, count in enumerate((10, 300)):
        work = two_languages(count, ordinal=20 + at)
        for query in ("", "?beside=es"):
            read(client, work, query=query)
            with CaptureQueriesContext(connection) as queries:
                read(client, work, query=query)
            asked.append(len(queries))
    assert asked[:2] == asked[2:]
    assert max(asked) < 60


def test_long_words_and_many_paragraphs(site, client):
    work = two_languages(1000)
    html = read(client, work)
    assert 'id="p1000"' in html
    long = recorded_text({"en": rows("ñ" * 5000)}, ordinal=21)
    assert "about 1 minute" in read(client, long)
