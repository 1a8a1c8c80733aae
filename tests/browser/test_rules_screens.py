"""The screens on which content rules are built and watched, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cms.content_rules.models import ContentRule
from cms.jobs.worker import drain
from tests.browser.test_editors_screens import sign_in, speak, violations
from tests.factories import people, works
from tests.factories.rules import (
    collect,
    collection,
    is_,
    is_not,
    mail,
    move,
    rule_on,
)

if TYPE_CHECKING:
    from tests.browser.conftest import Readers
    from tests.conftest import PersonClient

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

LIST = "/admin/content-rules/"


@pytest.fixture
def rule(coordinator: PersonClient) -> ContentRule:
    """A rule that has fired once, with something of every kind in it."""
    people.editor()
    shelf = collection(by=coordinator.user)
    rule = rule_on(
        by=coordinator.user,
        description="So that nobody forgets a text that was adopted.",
        conditions=(is_("type", "action_plan"), is_not("language_missing", "es")),
        actions=(mail(), collect(shelf.slug), move("members", days=3)),
    )
    works.adopted_action_plan()
    drain()
    return rule


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [360, 1440])
def test_every_screen_fits_and_axe_finds_nothing(
    readers: Readers,
    coordinator: PersonClient,
    rule: ContentRule,
    language: str,
    width: int,
) -> None:
    speak(coordinator.user, language)
    reader = readers.come(width=width)
    sign_in(reader, coordinator)
    for path in (
        LIST,
        f"{LIST}new/",
        f"{LIST}{rule.pk}/?over=past",
        f"{LIST}{rule.pk}/edit/",
        f"{LIST}log/",
        "/admin/curated-collections/",
        f"/admin/curated-collections/{rule_collection()}/",
    ):
        page = reader.open(path)
        assert violations(page) == []
        wide = page.evaluate(
            "document.querySelector('#main').scrollWidth > window.innerWidth"
        )
        assert not wide, path


def rule_collection() -> int:
    """Return the number of the only collection."""
    from cms.works.models import CuratedCollection

    return CuratedCollection.objects.get().pk


def test_a_rule_is_built_without_a_script(
    readers: Readers, coordinator: PersonClient
) -> None:
    reader = readers.come(java_script_enabled=False)
    sign_in(reader, coordinator)
    page = reader.open(f"{LIST}new/")
    page.fill("[name=name_en]", "Remind the editors")
    page.fill("[name=name_es]", "Recordar a los editores")
    page.select_option("[name=trigger]", "date:meeting.starts")
    page.fill("[name=days]", "30")
    page.select_option("[name=when]", "before")
    page.select_option("[name=c-kind]", "body")
    page.click("button[value='add:c']")
    page.check("[name=c0-values][value=vm]")
    page.select_option("[name=a-kind]", "mail")
    page.click("button[value='add:a']")
    page.check("[name=a0-groups][value=editors]")
    for name in ("subject_en", "subject_es", "body_en", "body_es"):
        page.fill(f"[name=a0-{name}]", "{title}")
    page.click("button[value=save]:visible >> nth=-1")
    assert page.url.endswith(f"{LIST}{ContentRule.objects.get().pk}/")
    page.click("button[value=enable]")
    rule = ContentRule.objects.get()
    assert (rule.is_enabled, rule.days, rule.when) == (True, 30, "before")
