"""What stands around a page: menu, languages, the way from the home page."""

import pytest
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Site

from rcm_pages.home.models import HomePage
from rcm_pages.meetings.models import MeetingPage
from rcm_pages.news.models import NewsPage
from rcm_pages.templatetags.portal_frame import Frame, breadcrumb, portal_frame
from tests.factories.works import page_of, recorded_action_plan

pytestmark = pytest.mark.django_db


def page(language="en"):
    return MeetingPage.objects.get(meeting__ordinal=20, locale__language_code=language)


def frame(path="/en/", page=None, language="en"):
    with translation.override(language):
        return portal_frame({"request": RequestFactory().get(path), "page": page})


def test_without_a_request():
    assert portal_frame({}) == Frame()


@pytest.mark.parametrize(
    ("language", "home", "menu"),
    [
        ("en", "/en/", [("Meetings", "/en/meetings/")]),
        ("es", "/es/", [("Reuniones", "/es/reuniones/")]),
    ],
)
def test_home_and_menu(site, language, home, menu):
    built = frame(f"/{language}/", language=language)
    assert built.home_url == home
    assert [(entry["title"], entry["url"]) for entry in built.menu] == menu


def test_news_have_no_place_in_the_menu(site):
    english = HomePage.objects.get(locale__language_code="en")
    english.add_child(instance=NewsPage(title="It rained", locale=english.locale))
    assert [entry["title"] for entry in frame().menu] == ["Meetings"]


def test_the_menu_knows_where_the_reader_is(site):
    assert frame(page().url, page()).menu[0]["is_current"]
    assert not frame("/en/").menu[0]["is_current"]


def test_a_page_leads_to_its_other_language(site):
    english, spanish = frame(page().url, page()).languages
    assert (english.code, english.is_current, english.url) == ("en", True, page().url)
    assert (spanish.code, spanish.is_current) == ("es", False)
    assert (spanish.url, spanish.name) == (page("es").url, "Español")
    assert spanish.is_same_page
    assert spanish.full_url == f"http://testserver{page('es').url}"


def test_a_page_without_the_other_language_leads_to_its_home(site):
    page("es").unpublish()
    spanish = frame(page().url, page()).languages[1]
    assert (spanish.url, spanish.is_same_page) == ("/es/", False)


def test_the_canonical_address(site):
    assert frame(page().url, page()).canonical.endswith(page().url)
    assert frame("/en/search/").canonical == ""
    assert frame("/en/", page="not a page").canonical == ""
    assert frame("/en/", page=MeetingPage(title="Not saved")).canonical == ""


def test_a_machine_without_a_site(site):
    Site.objects.all().delete()
    built = frame()
    assert (built.home, built.home_url, built.menu) == (None, "/en/", [])
    assert [link.url for link in built.languages] == ["/en/", "/es/"]


def test_a_search_is_led_to_itself_in_the_other_language(site, client):
    context = client.get("/en/search/?q=plan").context
    spanish = context["frame"].languages[1]
    assert (spanish.url, spanish.is_same_page) == ("/es/search/?q=plan", True)


def test_breadcrumb(site):
    text = page_of(recorded_action_plan())
    context = {"request": RequestFactory().get(text.url)}
    assert [entry["title"] for entry in breadcrumb(context, text)] == [
        "Regional Conference on Migration",
        "Meetings",
        "XX Vice-Ministerial Meeting",
    ]
    home = HomePage.objects.get(slug="rcm")
    assert breadcrumb(context, home) == []
