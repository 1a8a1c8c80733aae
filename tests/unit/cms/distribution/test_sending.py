"""Mails go out from the queue, to a real server, once, and to those entitled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.accounts.models import User
from cms.distribution import kinds
from cms.distribution.actions import notify
from cms.distribution.models import Mail, Notice
from cms.jobs.worker import drain
from tests.factories.notices import told
from tests.factories.people import UserFactory
from tests.unit.cms.distribution.conftest import GUARDED, again

if TYPE_CHECKING:
    pass

pytestmark = pytest.mark.django_db


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("mail", flat=True))


def test_a_letter_arrives_in_text_and_html(post):
    ada = UserFactory(email="ada@example.org", language="es")
    told(
        ada,
        context={
            "line": {"en": "The pack", "es": "El paquete está listo"},
            "text": {"en": "Four papers.", "es": "Contiene cuatro documentos."},
        },
        url="/es/paper/",
    )
    drain()
    (letter,) = post.letters
    assert post.recipients == ["ada@example.org"]
    assert letter["Subject"] == "El paquete está listo"
    assert letter["Auto-Submitted"] == "auto-generated"
    for kind in ("plain", "html"):
        body = letter.get_body((kind,)).get_content()
        assert "Contiene cuatro documentos." in body
        assert "http://localhost:8000/es/paper/" in body
        assert "http://localhost:8000/es/desk/notices/preferences/" in body
    assert 'lang="es"' in letter.get_body(("html",)).get_content()
    assert states() == [Mail.SENT]


def test_each_is_written_to_in_their_language(post):
    people = [UserFactory(language=language) for language in ("es", "en", "es")]
    line = {"en": "In English", "es": "En español"}
    notify(
        people=people,
        kind="distribution.message",
        subject=people[0],
        context={"line": line, "text": "."},
    )
    drain()
    assert [letter["Subject"] for letter in post.letters] == [
        line[person.language] for person in people
    ]


def test_markup_is_text_and_text_is_not_escaped(post):
    told(context={"line": "A & B <b>", "text": "<script>x</script> & 'y'"})
    drain()
    (letter,) = post.letters
    assert letter["Subject"] == "A & B <b>"
    assert "<script>x</script> & 'y'" in letter.get_body(("plain",)).get_content()
    html = letter.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "&lt;script&gt;x" in html


@pytest.mark.parametrize(
    "title",
    ["x\r\nBcc: evil@example.org\r\n\r\nhello", "x\n\tBcc: y@example.org", "\x1b"],
)
def test_a_title_adds_no_header(post, title):
    told(context={"line": title, "text": title})
    drain()
    (letter,) = post.letters
    assert letter["Bcc"] is None
    assert len(post.recipients) == 1
    assert "\n" not in letter["Subject"]


def test_a_very_long_title_is_cut(post):
    told(context={"line": "Migración " * 5000, "text": "T " * 50_000})
    drain()
    (letter,) = post.letters
    assert len(letter["Subject"].strip()) <= 150
    assert len(letter.get_body(("plain",)).get_content()) < 21_000


def test_who_lost_the_right_meanwhile_reads_nothing(guardian):
    ada, ben = UserFactory(), UserFactory()
    for person in (ada, ben):
        told(person, kind=GUARDED)
    guardian.refused.add(ada.pk)
    drain()
    assert [message.to for message in mail.outbox] == [[ben.email]]
    hidden = Notice.objects.get(recipient=ada)
    assert hidden.hidden_at is not None
    assert hidden.mail == Mail.NONE
    assert not Notice.objects.shown_to(ada).exists()


def test_who_left_meanwhile_is_not_written_to():
    notice = told()
    User.objects.update(is_active=False)
    drain()
    notice.refresh_from_db()
    assert notice.mail == Mail.NONE
    assert mail.outbox == []


def test_the_right_is_asked_at_each_attempt(settings, guardian, post):
    ada = UserFactory()
    settings.EMAIL_PORT = 1  # nobody listens there
    told(ada, kind=GUARDED)
    drain()
    guardian.refused.add(ada.pk)
    settings.EMAIL_PORT = post.port
    again()
    assert post.letters == []


def test_a_server_that_is_down_loses_nothing(settings, post):
    people = [UserFactory() for _ in range(3)]
    settings.EMAIL_PORT = 1
    for person in people:
        told(person)
    drain()
    assert states() == [Mail.QUEUED] * 3
    settings.EMAIL_PORT = post.port
    again()
    assert states() == [Mail.SENT] * 3
    assert len(post.letters) == 3


def test_one_refusal_does_not_keep_the_others_back(post):
    people = [UserFactory() for _ in range(3)]
    post.refusals = {
        people[0].email: "450 later",
        people[1].email: "550 no such person",
    }
    notify(
        people=people,
        kind="distribution.message",
        subject=people[0],
        context={"line": "x", "text": "y"},
    )
    drain()
    assert states() == [Mail.QUEUED, Mail.FAILED, Mail.SENT]
    assert "550" in Notice.objects.get(recipient=people[1]).mail_error
    post.refusals.clear()
    again()
    assert states() == [Mail.SENT, Mail.FAILED, Mail.SENT]
    assert len(post.letters) == 2


@pytest.mark.parametrize("address", ["not an address\nx", "", "@", "a b@c d"])
def test_a_bad_address_harms_nobody_else(post, address):
    ada, ben = UserFactory(), UserFactory()
    User.objects.filter(pk=ada.pk).update(email=address)
    notify(
        people=[ada, ben],
        kind="distribution.message",
        subject=ben,
        context={"line": "x", "text": "y"},
    )
    drain()
    again()
    assert Notice.objects.get(recipient=ben).mail == Mail.SENT
    assert Notice.objects.get(recipient=ada).mail == Mail.FAILED
    assert post.recipients.count(ben.email) == 1


def test_a_template_that_fails_is_noted(monkeypatch):
    kinds.register_kind("test.broken", subject="no/such.txt", body="no/such.txt")
    notice = told(kind="test.broken")
    drain()
    notice.refresh_from_db()
    assert notice.mail == Mail.FAILED
    assert "TemplateDoesNotExist" in notice.mail_error


def test_a_kind_that_is_gone_is_noted(monkeypatch):
    """A release has dropped it: nothing can be said, but nothing is lost."""
    notice = told()
    monkeypatch.setattr(kinds, "_kinds", {})
    drain()
    notice.refresh_from_db()
    assert notice.mail == Mail.FAILED
    assert "UnknownKindError" in notice.mail_error
    assert notice.hidden_at is None


def test_a_site_without_the_desk_sends_mails_too(settings):
    settings.ROOT_URLCONF = "tests.integration.jobs.no_urls"
    told()
    drain()
    assert "How you are told" not in mail.outbox[0].body


def test_a_job_that_runs_twice_mails_once():
    told()
    drain()
    DBTaskResult.objects.update(status=TaskResultStatus.READY)
    drain()
    assert len(mail.outbox) == 1


def test_a_second_delivery_can_be_told_for_what_it_is():
    """The worker died between the delivery and its note of it."""
    told()
    drain()
    Notice.objects.update(mail=Mail.QUEUED)
    DBTaskResult.objects.update(status=TaskResultStatus.READY)
    drain()
    first, second = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second
