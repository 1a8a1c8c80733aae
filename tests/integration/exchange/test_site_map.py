"""The site map: an index, a part for each language, and the other languages of each."""

import pytest
from lxml import etree

from cms.works.models import WorkAudience
from cms.works.sharing import set_audience
from tests.factories import works

pytestmark = pytest.mark.django_db
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return etree.fromstring(answer.content)


def said(element, path):
    return element.xpath(path, namespaces=SPACES)


def test_robots_lead_to_the_index_and_it_to_its_parts(member_of_public, site):
    robots = member_of_public.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in robots
    index = read(member_of_public, "/sitemap.xml")
    parts = said(index, "//s:sitemap/s:loc/text()")
    assert [part.rpartition("/")[2] for part in parts] == ["en.xml", "es.xml"]
    for part in parts:
        read(member_of_public, "/" + part.split("/", 3)[3])


@pytest.mark.parametrize(("language", "other"), [("en", "es"), ("es", "en")])
def test_a_text_names_its_other_language(member_of_public, site, language, other):
    work = works.recorded_action_plan()
    only = works.recorded_action_plan(languages=(language,))
    addresses = {t.language: t.page.full_url for t in work.expressions.all()}
    root = read(member_of_public, f"/sitemaps/{language}.xml")
    (entry,) = said(root, f"//s:url[s:loc='{addresses[language]}']")
    links = {link.get("hreflang"): link.get("href") for link in said(entry, "x:link")}
    assert links == addresses
    assert said(entry, "s:lastmod/text()")
    alone = only.expressions.get().page.full_url
    (entry,) = said(root, f"//s:url[s:loc='{alone}']")
    assert said(entry, "x:link") == []
    assert addresses[other] not in said(root, "//s:loc/text()")


def test_what_was_closed_is_named_nowhere(member_of_public, coordinator):
    work = works.recorded_action_plan()
    set_audience(work=work, audience=WorkAudience.MEMBERS, by=coordinator.user)
    for language in ("en", "es"):
        named = member_of_public.get(f"/sitemaps/{language}.xml").content.decode()
        for text in work.expressions.all():
            assert text.page.slug not in named


@pytest.mark.parametrize("path", ["/sitemaps/fr.xml", "/sitemaps/en.xml?p=1000000000"])
def test_no_such_part(member_of_public, site, path):
    assert member_of_public.get(path, follow=True).status_code == 404
