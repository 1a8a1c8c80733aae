"""Citations as files, and the head of a text's page: in both languages, by rights."""

import json
import re
from urllib.parse import urlsplit

import pytest
import rispy
from citeproc.source.bibtex.bibparse import BibTeXParser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override
from lxml import html

from cms.works.actions import enter_as_recorded
from cms.works.models import WorkAudience
from cms.works.sharing import set_audience
from tests.factories import documents, people, works

pytestmark = pytest.mark.django_db
LISTING = "/en/cite/works.{}"


@pytest.fixture
def work(site):
    return works.adopted_action_plan()


def export(work, ending, language="en"):
    with override(language):
        return reverse("cite_work", args=[work.uuid, ending])


def page_of(client, work, language="en"):
    answer = client.get(work.expressions.get(language=language).url)
    assert answer.status_code == 200
    return html.fromstring(answer.content.decode())


def metas(page):
    found = {}
    for each in page.xpath("//head/meta[@content]"):
        name = each.get("name") or each.get("property")
        found.setdefault(name, []).append(each.get("content"))
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_each_format_is_read_by_another_parser(
    member_of_public, work, language, tmp_path
):
    title = work.expressions.get(language=language).title
    file = tmp_path / "a.bib"
    answer = member_of_public.get(export(work, "bib", language))
    assert answer["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    file.write_bytes(answer.content)
    ((key, entry),) = BibTeXParser(str(file), "utf-8").items()
    assert entry["title"] == f"{{{title}}}"
    assert entry["language"] == language
    (ris,) = rispy.loads(
        member_of_public.get(export(work, "ris", language)).content.decode()
    )
    assert (ris["title"], ris["id"], ris["number"]) == (title, key.upper(), work.symbol)
    (csl,) = json.loads(member_of_public.get(export(work, "json", language)).content)
    assert (csl["title"], csl["number"]) == (title, work.symbol)
    address = f"http://testserver{reverse('by_symbol', args=[work.symbol])}"
    assert entry["url"] == csl["URL"] == ris["urls"][0] == address


def test_what_one_may_not_read_is_not_cited(member_of_public, coordinator, work):
    draft = works.draft_action_plan()
    set_audience(work=work, audience=WorkAudience.MEMBERS, by=coordinator.user)
    for hidden in (work, draft):
        answer = member_of_public.get(export(hidden, "bib"))
        assert answer.status_code == 404
    answer = member_of_public.get(LISTING.format("json"))
    assert json.loads(answer.content) == []
    answer = coordinator.get(export(work, "bib"))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("ending", ["xml", "bibtex", "BIB"])
def test_no_other_format(member_of_public, work, ending):
    assert member_of_public.get(export(work, ending)).status_code == 404
    assert member_of_public.get(LISTING.format(ending)).status_code == 404


def test_a_reader_who_has_it_is_told_so(member_of_public, work):
    first = member_of_public.get(export(work, "ris"))
    assert first["Cache-Control"] == "no-cache"
    known = {"HTTP_IF_NONE_MATCH": first["ETag"]}
    again = member_of_public.get(export(work, "ris"), **known)
    assert again.status_code == 304
    assert again.content == b""


def test_a_list_by_what_is_asked(member_of_public, work):
    other = works.recorded_action_plan()
    both = json.loads(member_of_public.get(LISTING.format("json")).content)
    assert len(both) == 2
    for query, expected in {
        "status=adopted": [work],
        "status=recorded&type=action_plan&type=": [other],
        "type=declaration&type=action_plan": [work, other],
        "type=unheard-of": [],
        "type=unheard-of&type=action_plan": [work, other],
        "theme=none": [],
        "status=draft": [],
        "type=declaration": [],
        "year_from=1901&year_to=1902": [],
        "year_from=2015&year_to=2015": [work, other],
        "language=es": [work, other],
        f"q={work.symbol}&status=adopted": [work],
        f"meeting={work.meeting_id}&body=vm": [work, other],
        "party=ZZ": [],
        "q=&year_from=&sort=title&view=table": [work, other],
    }.items():
        answer = member_of_public.get(f"{LISTING.format('json')}?{query}")
        numbers = {each["number"] for each in json.loads(answer.content)}
        assert numbers == {each.symbol for each in expected}, query


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("year_from=0", "year_from"),
        ("year_to=MMXV", "year_to"),
        ("meeting=99999999999999999999", "meeting"),
        ("q=%00", "q"),
        (f"q={'x' * 101}", "q"),
        ("type=%27%3B--", "type"),
    ],
)
def test_nonsense_is_refused_in_the_readers_language(member_of_public, query, name):
    answer = member_of_public.get(f"/es/cite/works.bib?{query}")
    assert answer.status_code == 422
    said = answer.json()
    with override("es"):
        assert said["title"] == gettext(
            "The question holds something that makes no sense."
        )
    assert answer["Content-Language"] == "es"
    assert [row["name"] for row in said["errors"]] == [name]


@pytest.mark.parametrize("page", ["0", "-1", "x", "1000000000", "2"])
def test_no_such_page(member_of_public, page):
    answer = member_of_public.get(f"{LISTING.format('bib')}?page={page}")
    assert answer.status_code == 404


def test_the_next_page_is_told(member_of_public, work, monkeypatch):
    works.recorded_action_plan()
    monkeypatch.setattr("cms.exchange.citations.views.AT_ONCE", 1)
    first = member_of_public.get(f"{LISTING.format('json')}?language=en")
    assert first["X-Total-Count"] == "2"
    (following,) = re.fullmatch(r'<(.+)>; rel="next"', first["Link"]).groups()
    second = member_of_public.get(following)
    assert "Link" not in second
    assert json.loads(first.content) != json.loads(second.content)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_page_describes_itself(member_of_public, work, language):
    text = work.expressions.get(language=language)
    documents.text_file(by=people.editor(), expression=text, name="plan.txt")
    page = page_of(member_of_public, work, language)
    said = metas(page)
    assert said["DC.title"] == said["citation_title"] == [text.title]
    assert said["DC.language"] == said["citation_language"] == [language]
    assert said["DC.identifier"] == [work.symbol]
    assert said["citation_technical_report_number"] == [work.symbol]
    (canonical,) = page.xpath("//link[@rel='canonical']/@href")
    assert said["og:url"] == [f"http://testserver{urlsplit(canonical).path}"]
    other = work.expressions.exclude(language=language).get()
    assert said["DCTERMS.alternative"] == [other.title]
    hreflangs = page.xpath("//link[@rel='alternate']/@hreflang")
    assert set(hreflangs) == {"en", "es"}
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    data = json.loads(block)
    assert data["@type"] == "DigitalDocument"
    assert data["@id"].endswith(reverse("by_symbol", args=[work.symbol]))
    assert data["workTranslation"][0]["inLanguage"] == other.language
    assert data["encoding"][0]["name"] == "plan.txt"
    for link in page.xpath("//section[@aria-labelledby='cite']//a/@href"):
        assert member_of_public.get(link).status_code == 200


def test_a_title_with_every_accent_breaks_nothing(member_of_public, site):
    title = ("Declaración </script><b> «ñandú» & \"łódź\" 'çã' 中 " * 9)[:255].strip()
    work = works.draft_action_plan()
    for text in work.expressions.all():
        page = works.page_of(work, text.language)
        page.title = title
        page.save()
        page.save_revision()
    page = page_of(member_of_public, recorded(work))
    assert metas(page)["citation_title"] == [title]
    (block,) = page.xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(block)["name"] == title


def recorded(work):
    work.provenance = "Found in a test"
    work.save()
    return enter_as_recorded(work=work, by=people.editor())


def test_a_draft_is_neither_cited_nor_described(editor):
    work = works.draft_action_plan()
    page = works.page_of(work)
    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "citation_title" not in shown.content.decode()
    assert 'id="cite"' not in shown.content.decode()


def asked(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_list_costs_as_many_queries_for_many(member_of_public, work):
    documents.text_file(by=people.editor(), expression=work.expressions.first())
    few = asked(member_of_public, LISTING.format("bib"))
    for _each in range(4):
        more = works.recorded_action_plan()
        for text in more.expressions.all():
            documents.text_file(by=people.editor(), expression=text)
    assert asked(member_of_public, LISTING.format("bib")) == few


def test_a_list_that_was_narrowed_is_taken_away_as_it_is(member_of_public, work):
    works.recorded_action_plan()
    page = html.fromstring(
        member_of_public.get("/es/explorar/?status=adopted", follow=True).content
    )
    (link,) = page.xpath("//a[text()='CSL-JSON']/@href")
    (cited,) = json.loads(member_of_public.get(link).content)
    assert (cited["number"], cited["language"]) == (work.symbol, "es")
