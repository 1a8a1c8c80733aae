"""A text's page: locked, shown to its audience, and never by way of a copy."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import RequestFactory
from django.utils import translation
from wagtail.models import Page

from cms.works.blocks import TextBody
from cms.works.fields import TextBodyField
from cms.works.models import Expression, Paragraph, Work, WorkAudience
from cms.works.pages import InApprovalLock, SettledLock
from cms.works.texts import latest_texts, work_hash
from rcm_pages.action_plans.models import ActionPlanPage
from tests.factories import people, works
from tests.factories.people import UserFactory
from tests.factories.works import page_of


def url_of(work: Work, language: str = "en") -> str:
    return work.expressions.get(language=language).url


def test_everybody_is_locked_out_of_a_settled_text(site):
    page = page_of(works.recorded_action_plan())
    lock = page.get_lock()
    assert isinstance(lock, SettledLock)
    for user in (people.editor(), people.coordinator(), UserFactory(is_superuser=True)):
        assert lock.for_user(user)
        assert "no longer be changed" in str(lock.get_message(user))
        assert page.permissions_for_user(user).page_locked()
        assert not page.permissions_for_user(user).can_unpublish()


def test_the_other_language_waits_with_the_one_in_approval(site):
    work = works.submitted_action_plan()
    lock = page_of(work, "es").get_lock()
    assert isinstance(lock, InApprovalLock)
    superuser = UserFactory(is_superuser=True)
    assert lock.for_user(superuser)
    assert "in approval" in str(lock.get_message(superuser))
    allowed = page_of(work, "es").permissions_for_user(superuser)
    assert not allowed.can_submit_for_moderation()


def test_a_draft_is_not_locked(site):
    assert page_of(works.draft_action_plan()).get_lock() is None


def test_while_it_is_cleared_the_secretariat_may_still_edit(site):
    lock = page_of(works.submitted_action_plan()).get_lock()
    assert not lock.for_user(people.editor())
    assert lock.for_user(UserFactory(is_superuser=True))


def test_while_the_presidency_decides_nobody_edits(site):
    lock = page_of(works.cleared_action_plan()).get_lock()
    for user in (people.editor(), people.coordinator(), UserFactory(is_superuser=True)):
        assert lock.for_user(user)


READERS = [
    (WorkAudience.PUBLIC, None, 200),
    (WorkAudience.MEMBERS, None, 404),
    (WorkAudience.STEERING, None, 404),
    (WorkAudience.MEMBERS, "delegate", 200),
    (WorkAudience.STEERING, "delegate", 404),
    (WorkAudience.STEERING, "approver", 200),
    (WorkAudience.STEERING, "editor", 200),
]


@pytest.mark.parametrize(("audience", "reader", "status"), READERS)
def test_a_page_is_shown_to_the_audience_of_its_work(
    site, client, request, audience, reader, status
):
    work = works.recorded_action_plan(audience=audience)
    browser = request.getfixturevalue(reader) if reader else client
    response = browser.get(url_of(work))
    assert response.status_code == status
    if status == 200 and audience != WorkAudience.PUBLIC:
        assert response["Cache-Control"] == "private, no-store"


def test_a_draft_has_no_page_for_readers(site, client, editor):
    work = works.draft_action_plan()
    for browser in (client, editor):
        assert browser.get(url_of(work)).status_code == 404


def test_a_copy_of_a_settled_text_is_not_live(site, client, editor):
    page = page_of(works.recorded_action_plan())
    with pytest.raises(PermissionDenied), transaction.atomic():
        page.copy(update_attrs={"slug": "stray"}, keep_live=True)
    stray = page.copy(update_attrs={"slug": "stray"}, keep_live=False)
    assert stray.own_expression is None
    ActionPlanPage.objects.filter(pk=stray.pk).update(live=True)  # by no door
    for browser in (client, editor):
        assert browser.get(stray.url).status_code == 404


def test_a_settled_text_is_not_saved_otherwise(site):
    page = page_of(works.recorded_action_plan())
    page.save()
    page.title = "Changed by code"
    with pytest.raises(PermissionDenied):
        page.save()
    plain = Page.objects.get(pk=page.pk)
    plain.title = "Changed by code"
    with pytest.raises(PermissionDenied):
        plain.save()
    with pytest.raises(PermissionDenied):
        Page.objects.get(pk=page.pk).unpublish()


def test_an_alias_of_a_draft_does_not_stand_in_the_way_of_adoption(site, client):
    work = works.cleared_action_plan()
    alias = page_of(work).create_alias(update_slug="alias")
    works.approve_step(work, by=people.head_of_delegation("CR"))
    assert work.is_settled
    assert client.get(alias.url).status_code == 404


def test_an_alias_of_a_settled_text_is_shown_to_nobody(site, client):
    page = page_of(works.recorded_action_plan())
    alias = page.create_alias(update_slug="alias")
    assert alias.live
    assert client.get(alias.url).status_code == 404


def test_only_what_everybody_may_read_is_named_to_search_engines(site, client):
    public = works.recorded_action_plan()
    inner = works.recorded_action_plan(audience=WorkAudience.MEMBERS)
    draft = works.draft_action_plan()
    named = client.get("/sitemaps/en.xml").content.decode()
    assert f"<loc>{page_of(public).full_url}</loc>" in named
    assert page_of(inner).slug not in named
    assert page_of(draft).slug not in named


def test_a_preview_shows_what_the_page_does_not_yet(site):
    page = page_of(works.draft_action_plan())
    response = page.make_preview_request(RequestFactory().get("/"))
    assert response.status_code == 200


def test_paragraphs_come_in_reading_order_with_their_ids(site):
    page = page_of(works.draft_action_plan())
    read = page.paragraphs()
    assert [p.kind for p in read] == ["opening", "heading", "item"]
    assert [p.label for p in read] == ["", "I.", "a)"]
    assert [p.level for p in read] == [0, 0, 1]
    assert read[2].charged == ("TS",)
    assert [p.id for p in read] == [block.id for block in page.body]


def test_one_hash_stands_for_all_languages(site):
    work = works.draft_action_plan()
    before = work_hash(work)
    assert work_hash(work) == before
    assert [t.locale.language_code for t in latest_texts(work)] == ["en", "es"]
    page = page_of(work, "es")
    page.title = "Otro título"
    page.save_revision()
    assert work_hash(work) != before


def test_the_blocks_stay_out_of_migrations():
    field = TextBodyField(blank=True)
    field.set_attributes_from_name("body")
    _name, _path, args, kwargs = field.deconstruct()
    assert args == []
    assert "block_lookup" not in kwargs
    assert isinstance(field.stream_block, TextBody)


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "en"), ("es", "es"), ("fr", "en"), (None, "en")]
)
def test_a_work_is_shown_in_the_readers_language_else_the_original(
    site, language, shown
):
    work = works.draft_action_plan()
    context = translation.override(language) if language else translation.override(None)
    with context:
        assert work.shown.language == shown


def test_a_work_without_a_text_shows_none(db):
    work = Work.objects.create(type_code="action_plan")
    assert work.shown is None
    assert str(work) == f"action_plan {work.pk}"
    assert not Work.objects.public().exists()
    assert Expression(title="A plan").url == ""
    assert str(Expression(title="A plan")) == "A plan"
    assert str(Paragraph(label="a)", text="To keep.")) == "a) To keep."


def test_a_signed_out_reader_of_a_preview_is_no_matter(site, rf):
    """Wagtail asks for the preview's right before the page is asked."""
    request = rf.get("/")
    request.user, request.is_preview = AnonymousUser(), True
    page = page_of(works.draft_action_plan())
    assert page.serve(request).status_code == 200
