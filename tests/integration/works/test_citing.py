"""Citing "paragraph 1" of a text whose paper prints no numbers."""

import re

import pytest
from django.urls import reverse

from tests.factories import works

pytestmark = pytest.mark.django_db

CITATION = re.compile(
    r'<details class="paragraph__cite">.*?<p data-citation>(.*?)</p>', re.DOTALL
)


def shown(client, work, language):
    answer = client.get(work.expressions.get(language=language).url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_counted_paragraph_says_how_it_is_cited(member_of_public, language):
    work = works.recorded_action_plan()
    page = shown(member_of_public, work, language)
    cited = CITATION.findall(page)
    assert len(cited) == page.count('id="p1"') == 1
    address = f"http://testserver{reverse('by_symbol', args=[work.symbol])}#p1"
    title = work.expressions.get(language=language).title
    head, tail = re.escape(f"{title}, {work.symbol}, "), re.escape(f", {address}")
    assert re.fullmatch(rf"{head}p\w+ 1 \(\w+ a\)\)(, .+)?{tail}", cited[0])


def test_a_number_is_the_same_paragraph_in_both_languages(member_of_public):
    work = works.recorded_action_plan()
    ids = {}
    for language in ("en", "es"):
        page = shown(member_of_public, work, language)
        ids[language] = re.findall(
            r'id="(p-[0-9a-f-]{36})">\s*<span class="paragraph__number" id="(p\d+)"',
            page,
        )
    assert ids["en"] == ids["es"] != []


def test_the_symbol_leads_on_without_losing_the_fragment(member_of_public):
    """A browser keeps "#p1" over a redirect whose Location names no other."""
    work = works.recorded_action_plan()
    path = reverse("by_symbol", args=[work.symbol])
    answer = member_of_public.get(path, follow=True)
    steps = [where for where, _status in answer.redirect_chain]
    assert steps
    assert not any("#" in where for where in steps)
    assert answer.status_code == 200


def test_a_draft_is_not_cited(editor):
    work = works.draft_action_plan()
    page = works.page_of(work)
    html = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert 'id="p1"' in html.content.decode()
    assert "paragraph__cite" not in html.content.decode()
