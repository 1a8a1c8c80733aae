"""Whoever is lost is told so, with advice, and never with an error."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from cms import lost
from cms.works.models import WorkAudience
from rcm_pages.standard.models import StandardPage
from search.query import Answer
from tests.factories.texts import recorded_text, rows


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/en/meetings/xx/action-plan/", "acti* plan*"),
        ("/es/reuniones/declaraci%C3%B3n-de-san-jose-2015/", "declaraci* jose* san*"),
        ("/en/", ""),
        ("/wp-login.php", ""),
        ("/en/%00%ff/1/", ""),
        ("/en/a/" + "x" * 5000, "x" * 28 + "* xxxx*"),
    ],
)
def test_what_an_address_asks_for(path, words):
    assert lost.words_of(path) == words


@given(st.text(max_size=80))
def test_no_address_is_too_odd(path):
    assert len(lost.words_of(f"/en/{path}")) < 200


@pytest.fixture
def archive(site):
    work = recorded_text({"en": rows("Words.")}, title="Guidelines on consulates")
    recorded_text(
        {"en": rows("Words.")},
        title="Guidelines on consulates, for few",
        audience=WorkAudience.STEERING,
    )
    call_command("rebuild_index", verbosity=0)
    return work


def test_a_mistyped_address_is_answered_with_what_was_meant(archive, client):
    answer = client.get("/en/meetings/guidelines-on-consulatos/")
    html = answer.content.decode()
    assert answer.status_code == 404
    assert "Guidelines on consulates</a>" in html
    assert "for few" not in html
    assert "consulatos" not in html


def asked(path="/en/meetings/guidelines/"):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return lost.suggestions(request)


@pytest.mark.django_db
def test_a_search_that_fails_is_no_error(monkeypatch):
    def fail(_query):
        raise OSError

    monkeypatch.setattr(lost, "ask", fail)
    assert asked() == ()


@pytest.mark.django_db
def test_a_slow_search_is_not_waited_for(monkeypatch):
    def wait(_query):
        time.sleep(0.6)
        return Answer()

    monkeypatch.setattr(lost, "ask", wait)
    monkeypatch.setattr(lost, "SECONDS", 0.05)
    started = time.monotonic()
    # The third finds both workers busy and does not wait at all.
    assert [asked(), asked(), asked()] == [(), (), ()]
    assert time.monotonic() - started < 0.5
    time.sleep(0.7)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/wp-admin/x.php", "/admin/nothing/", "/en/"])
def test_what_robots_try_is_not_searched_for(monkeypatch, path):
    monkeypatch.setattr(lost, "ask", pytest.fail)
    assert asked(path) == ()


@pytest.fixture
def news(site):
    from wagtail.models import Site

    home = Site.objects.get().root_page
    page = home.add_child(instance=StandardPage(title="Old advice", slug="old-advice"))
    page.save_revision().publish()
    return page


@pytest.mark.parametrize("there", [True, False])
def test_a_page_that_was_taken_off_is_gone(news, client, there):
    if not there:
        StandardPage.objects.filter(pk=news.pk).update(live=False)
    answer = client.get("/en/old-advice/")
    assert answer.status_code == (200 if there else 410)
    if not there:
        html = answer.content.decode()
        assert "This page was taken off the site" in html
        assert "Old advice" not in html


def test_a_page_that_was_never_published_was_not_there(news, client):
    StandardPage.objects.filter(pk=news.pk).update(live=False, first_published_at=None)
    assert client.get("/en/old-advice/").status_code == 404


def test_both_languages_are_on_the_page(site, client):
    html = client.get("/es/nada/").content.decode()
    assert '<section lang="en">' in html
    assert '<section lang="es">' in html
