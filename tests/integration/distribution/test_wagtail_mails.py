"""Wagtail's own mails: none of its workflow about texts; all in the reader's words."""

from __future__ import annotations

import pytest
from django.core import mail
from wagtail.models import Comment, PageSubscription
from wagtail.signals import workflow_rejected, workflow_submitted

from cms.distribution import wagtail_mails
from cms.jobs.worker import drain
from cms.works.models import Work
from rcm_pages.meetings.models import MeetingPage
from tests.factories import works
from tests.factories.people import UserFactory, delegate, editor
from tests.factories.works import page_of


@pytest.fixture(autouse=True)
def queued_mail(settings):
    """As in production; under test Django would keep the mails at once."""
    settings.EMAIL_BACKEND = "cms.jobs.mail.QueuedEmailBackend"


@pytest.fixture
def superuser(site):
    """Wagtail would mail every submission to them."""
    return UserFactory(is_superuser=True, language="es")


def subjects() -> list[str]:
    drain()
    return [message.subject for message in mail.outbox]


def test_nothing_is_mailed_about_the_approval_of_a_text(superuser):
    works.adopted_action_plan()
    work = works.draft_action_plan(meeting=Work.objects.get().meeting)
    assert work.pk
    # What is told is told by our own notices.
    assert {subject.partition(":")[0] for subject in subjects()} == {"Adopted"}


def test_an_ordinary_page_is_told_of_in_the_recipients_language(superuser, coordinator):
    page = MeetingPage.objects.filter(locale__language_code="en").first()
    page.save_revision()
    page.get_workflow().start(page, coordinator.user)
    assert mail.outbox == []  # the queue has it
    (subject,) = subjects()
    assert "ha sido enviada" in subject or "enviado" in subject


def test_wagtails_receivers_are_replaced_whichever_comes_first():
    from wagtail.admin.signal_handlers import register_signal_handlers

    for signal in (workflow_submitted, workflow_rejected):
        before = len(signal.receivers)
        wagtail_mails.take_over()
        register_signal_handlers()
        assert len(signal.receivers) == before
        live = [entry[1]() for entry in signal.receivers]
        assert any(isinstance(each, wagtail_mails._InTheirLanguage) for each in live)


def test_comments_go_only_to_those_who_may_read_the_text(site, editor):
    """In the words of each; whoever subscribed and then left hears no more."""
    from wagtail.admin.views.pages import edit

    work = works.draft_action_plan(by=editor.user)
    page = page_of(work)
    colleague = _subscriber(page, language="es")
    left = delegate("MX")
    PageSubscription.objects.create(page=page, user=left, comment_notifications=True)
    comment = Comment(page=page, user=editor.user, text="Which glacier?", position="")
    edit.send_notification(
        [colleague, left],
        "updated_comments",
        {
            "page": page,
            "editor": editor.user,
            "new_comments": [comment],
            "resolved_comments": [],
            "deleted_comments": [],
            "replied_comments": [],
        },
    )
    assert mail.outbox == []
    (subject,) = subjects()
    assert mail.outbox[0].to == [colleague.email]
    assert "Which glacier?" in mail.outbox[0].body
    assert "comentarios" in subject


def _subscriber(page, **fields):
    person = editor(**fields)
    PageSubscription.objects.create(page=page, user=person, comment_notifications=True)
    return person
