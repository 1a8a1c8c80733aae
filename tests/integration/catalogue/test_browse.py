"""The page of all papers: narrowed, counted, shared, in both languages, and fast."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, translate_url
from django.utils import translation

from cms.conference.models import Meeting, Party
from tests.factories.listings import many_works
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db
NONSENSE = (
    "page=1000000000",
    "page=-1",
    "year_from=0",
    "type=%00&party=%00&meeting=%00&page=%00&sort=%00",
    "theme=" + "x" * 10_000,
    "status=" + "&status=".join(str(n) for n in range(2_000)),
    "language=%F0%9F%92%A9&body=%27%22%3Cscript%3E",
    "year_from=²&meeting=²",
)


def path(language: str = "en") -> str:
    with translation.override(language):
        return reverse("browse")


def shown(client, query: str = "", language: str = "en"):
    response = client.get(f"{path(language)}?{query}", follow=True)
    assert response.status_code == 200
    return response.context


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_gives_a_page_that_says_so(site, client, query, language):
    many_works(3)
    context = shown(client, query, language)
    assert context["left_out"]
    assert language == context["request"].LANGUAGE_CODE


def test_chosen_values_are_checked_counted_and_taken_off(site, client):
    vm = Meeting.objects.get(ordinal=20)
    many_works(30, meetings=[vm], type_code="declaration")
    many_works(20, meetings=[vm], type_code="conclusions", seed=2)
    context = shown(client, "type=declaration&body=vm")
    kinds = next(f for f in context["facets"] if f.name == "type")
    assert [v.value for v in kinds.chosen] == ["declaration"]
    # What else there is stays countable beside what is chosen.
    assert {v.value for v in kinds.values} == {"declaration", "conclusions"}
    assert [chip.query for chip in context["chips"]] == [
        "body=vm", "type=declaration",
    ]  # fmt: skip
    without = shown(client, context["chips"][0].query)
    assert without["total"] > context["total"]


def test_a_form_s_empty_fields_leave_the_address(site, client):
    response = client.get(f"{path()}?type=declaration&year_from=&year_to=&sort=")
    assert response.status_code == 302
    assert response["Location"] == f"{path()}?type=declaration"


def test_canonical_address_and_what_is_indexed(site, client):
    many_works(3)
    response = client.get(f"{path()}?status=recorded&type=declaration&colour=red")
    canonical = f"http://testserver{path()}?type=declaration&amp;status=recorded"
    assert f'<link rel="canonical" href="{canonical}">' in response.content.decode()
    assert 'content="noindex, follow"' in response.content.decode()
    one = client.get(f"{path()}?type=declaration").content.decode()
    assert 'name="robots"' not in one


def test_language_switch_keeps_the_filter(site, client):
    many_works(3)
    query = "type=declaration&year_from=2010"
    page = client.get(f"{path()}?{query}").content.decode()
    other = translate_url(f"{path()}?{query}", "es").replace("&", "&amp;")
    assert f'href="{other}"' in page
    assert other.startswith(path("es"))


def test_too_high_a_page_shows_the_last(site, client):
    many_works(60, state="recorded")
    context = shown(client, "page=1000")
    assert context["page_number"] == context["last_page"] > 1
    assert context["rows"]
    assert context["left_out"][0].value == "1000"


def test_a_draft_leads_to_its_editor_and_to_nobody_else(editor, client):
    work = draft_action_plan(by=editor.user)
    recorded = recorded_action_plan(by=editor.user)
    context = shown(editor)
    assert {row.work.pk for row in context["rows"]} == {work.pk, recorded.pk}
    edit = reverse("wagtailadmin_pages:edit", args=[work.shown.page.pk])
    assert edit in editor.get(path()).content.decode()
    public = shown(client)
    assert [row.work.pk for row in public["rows"]] == [recorded.pk]
    drafts = next(f for f in public["facets"] if f.name == "status")
    assert "draft" not in {value.value for value in drafts.values}


@pytest.mark.parametrize("view", ["list", "table"])
@pytest.mark.parametrize("sort", ["-date", "title"])
def test_as_many_queries_for_a_thousand_works_as_for_ten(site, delegate, view, sort):
    meetings, parties = list(Meeting.objects.all()), list(Party.objects.all())
    query = f"view={view}&sort={sort}&status=recorded&status=adopted&year_from=1990"

    def queries() -> int:
        shown(delegate, query)
        with CaptureQueriesContext(connection) as captured:
            shown(delegate, query)
        return len(captured)

    many_works(10, meetings=meetings, authors=parties)
    few = queries()
    many_works(990, meetings=meetings, authors=parties, seed=2)
    assert queries() <= few
    assert few < 40
