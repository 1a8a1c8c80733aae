"""Mails about an account."""

import pytest
from django.utils import timezone, translation

from cms.accounts import mails
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CONTEXT = {"ip": "203.0.113.7", "user_agent": "Firefox/140.0 (Windows)"}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", mails.WORDINGS)
def test_every_mail_says_all_in_text_and_html(name, language):
    person = UserFactory(first_name="<b>Ada</b>", language=language)
    link = "http://localhost/x/?a=1&b=2"
    message = mails.build(
        name,
        email=person.email,
        person=person,
        url=link,
        context=CONTEXT | {"timestamp": timezone.now()},
    )
    [(html, kind)] = message.alternatives
    assert kind == "text/html"
    assert f'<html lang="{language}">' in html
    assert message.subject
    assert "\n" not in message.subject
    assert link in message.body  # not escaped
    assert "<b>Ada</b>" in message.body
    assert "&lt;b&gt;Ada" in html
    wording = mails.WORDINGS[name]
    assert ("203.0.113.7" in message.body) is wording.tells_where
    with translation.override(language):
        assert str(wording.lead) in message.body


def test_an_unknown_mail_is_not_sent_in_somebody_elses_words():
    with pytest.raises(KeyError):
        mails.build("account/email/login_code", email="x@example.org", context={})


def test_the_language_is_the_readers_then_the_pages():
    person = UserFactory(language="es")
    assert mails.language_of(None, person.email.upper()) == "es"
    with translation.override("es"):
        assert mails.language_of(None, "nobody@example.org") == "es"
