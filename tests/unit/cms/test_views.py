"""Addresses that belong to no single room."""

from __future__ import annotations

import pytest
from django.utils import translation

from cms.works.models import WorkAudience
from tests.factories import works


def test_a_symbol_leads_to_its_text(site, client):
    work = works.recorded_action_plan()
    for typed in ("RCM/VM/XX/2015/AP", "rcm/vm/xx/2015/ap", "RCM/VM/XX/2015/AP/"):
        response = client.get(f"/reference/{typed}")
        assert response.status_code == 302
        assert response["Location"] == work.expressions.get(language="en").url
    assert client.get(response["Location"]).status_code == 200


def test_a_symbol_leads_to_the_readers_language(site, client):
    work = works.recorded_action_plan()
    response = client.get(
        f"/reference/{work.symbol}", headers={"accept-language": "es"}
    )
    translation.activate("en")
    assert response["Location"] == work.expressions.get(language="es").url


@pytest.mark.parametrize(
    "symbol", ["RCM/VM/XX/2015", "RCM/VM/XX/2015/AP/2", "None", "%", "_", "x" * 2000]
)
def test_another_symbol_is_unknown(site, client, symbol):
    works.recorded_action_plan()
    works.draft_action_plan()
    assert client.get(f"/reference/{symbol}", follow=True).status_code == 404


def test_a_symbol_of_an_inner_text_tells_the_public_nothing(site, client, delegate):
    work = works.recorded_action_plan(audience=WorkAudience.MEMBERS)
    address = f"/reference/{work.symbol}"
    assert client.get(address, follow=True).status_code == 404
    assert delegate.get(f"/reference/{work.symbol}").status_code == 302


@pytest.mark.django_db
def test_the_portal_says_that_it_lives(client):
    response = client.get("/health/")
    assert response.json()["ok"] is True


@pytest.mark.django_db
def test_robots_stay_out_of_the_editors_rooms(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines
