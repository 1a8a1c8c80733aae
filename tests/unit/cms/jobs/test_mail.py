"""Mail through the queue."""

import smtplib
from email.mime.image import MIMEImage
from email.mime.text import MIMEText

import pytest
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.jobs.worker import drain

pytestmark = pytest.mark.django_db

QUEUED = "cms.jobs.mail.QueuedEmailBackend"
PNG = b"\x89PNG\r\n\x00\xff"


@pytest.fixture(autouse=True)
def queued_mail(settings: pytest.fixture) -> None:
    settings.EMAIL_BACKEND = QUEUED
    settings.JOBS_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def full_message() -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(
        subject="Reunión de la CRM",
        body="Adjunto el acta.",
        from_email="Secretaría <ts@example.org>",
        to=["a@example.org"],
        cc=["b@example.org"],
        bcc=["c@example.org"],
        reply_to=["d@example.org"],
        headers={"X-Meeting": "2015"},
    )
    message.attach_alternative("<p>Adjunto el acta.</p>", "text/html")
    message.attach("acta.txt", "Año 2015", "text/plain")
    message.attach("sello.png", PNG, "image/png")
    image = MIMEImage(PNG, "png")
    image.add_header("Content-ID", "<seal>")
    message.attach(image)
    message.attach(None, EmailMessage("within", "inner text"), "message/rfc822")
    note = MIMEText("un aparte", "plain", "utf-8")
    message.attach("aparte.eml", note, "message/rfc822")
    return message


def test_nothing_is_sent_before_the_worker_comes() -> None:
    assert send_mail("s", "b", None, ["a@example.org"]) == 1
    assert mail.outbox == []
    drain()
    assert [message.subject for message in mail.outbox] == ["s"]


def test_the_whole_message_arrives() -> None:
    full_message().send()
    drain()
    (got,) = mail.outbox
    wanted = full_message()
    for field in ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to"):
        assert getattr(got, field) == getattr(wanted, field)
    assert got.recipients() == ["a@example.org", "b@example.org", "c@example.org"]
    assert got.extra_headers["X-Meeting"] == "2015"
    assert got.alternatives == wanted.alternatives
    text, picture, part, inner, aside = got.message().get_payload()[1:]
    assert text.get_filename() == "acta.txt"
    assert text.get_payload(decode=True).decode() == "Año 2015"
    assert picture.get_payload(decode=True) == PNG
    assert part["Content-ID"] == "<seal>"
    assert part.get_payload(decode=True) == PNG
    assert inner.get_payload()[0].get_payload() == "inner text"
    assert aside.get_payload()[0].get_payload(decode=True).decode() == "un aparte"


def test_an_html_body_stays_html() -> None:
    message = EmailMessage("s", "<p>x</p>", to=["a@example.org"])
    message.content_subtype = "html"
    message.send()
    drain()
    assert mail.outbox[0].message().get_content_type() == "text/html"


def test_a_message_keeps_its_id_and_date_at_each_attempt() -> None:
    send_mail("s", "b", None, ["a@example.org"])
    drain()
    DBTaskResult.objects.update(status=TaskResultStatus.READY)
    drain()
    first, second = (message.message() for message in mail.outbox)
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


def test_a_rolled_back_transaction_sends_nothing() -> None:
    def change_of_mind() -> None:
        with transaction.atomic():
            send_mail("s", "b", None, ["a@example.org"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_of_mind()
    drain()
    assert mail.outbox == []


def test_a_message_to_nobody_is_not_enqueued() -> None:
    assert mail.get_connection().send_messages([EmailMessage("s", "b")]) == 0
    assert not DBTaskResult.objects.exists()


def test_a_line_break_in_a_header_is_refused_at_once() -> None:
    with pytest.raises(mail.BadHeaderError):
        send_mail("s\nBcc: x@example.org", "b", None, ["a@example.org"])


def test_a_silent_sender_is_not_told() -> None:
    sent = send_mail("s\nx", "b", None, ["a@example.org"], fail_silently=True)
    assert sent == 0
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ConnectionRefusedError(), TaskResultStatus.READY),
        (smtplib.SMTPAuthenticationError(535, b"no"), TaskResultStatus.READY),
        (smtplib.SMTPDataError(451, b"later"), TaskResultStatus.READY),
        (smtplib.SMTPDataError(554, b"spam"), TaskResultStatus.FAILED),
        (smtplib.SMTPSenderRefused(550, b"no", "x"), TaskResultStatus.FAILED),
        (
            smtplib.SMTPRecipientsRefused({"a": (450, b"later"), "b": (550, b"no")}),
            TaskResultStatus.READY,
        ),
        (
            smtplib.SMTPRecipientsRefused({"a": (550, b"no such user")}),
            TaskResultStatus.FAILED,
        ),
    ],
)
def test_only_what_may_pass_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception, status: str
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    send_mail("s", "b", None, ["a@example.org"])
    drain()
    assert DBTaskResult.objects.get().status == status
