"""A notice, or a day's notices, as a mail in the recipient's language."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME
from django.template import Context, engines
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.distribution.kinds import group_of
from cms.distribution.wording import absolute, one_line, words_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Sequence

    from cms.accounts.models import User
    from cms.distribution.models import Digest, Notice


def letter(notice: Notice) -> EmailMultiAlternatives:
    """Compose the mail of one notice; raises UnknownKindError if its kind is gone."""
    with translation.override(notice.recipient.language):
        words = words_of(notice)
        return _message(
            notice.recipient,
            subject=words.subject,
            template="distribution/emails/notice",
            mark=notice.uuid,
            context={"words": words, "address": absolute(words.address)},
        )


def digest_letter(digest: Digest, notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """Compose one mail of several notices to one person, grouped."""
    person = notices[0].recipient
    with translation.override(person.language):
        return _message(
            person,
            subject=one_line(
                _("Your notices of %(day)s") % {"day": date_format(digest.day)}
            ),
            template="distribution/emails/digest",
            mark=digest.uuid,
            context={"groups": _grouped(notices), "day": digest.day},
        )


def _grouped(notices: Sequence[Notice]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return titles of groups with the lines of each, in the active language."""
    titled = [(str(group_of(notice.kind).title), notice) for notice in notices]
    titled.sort(key=lambda pair: pair[0])
    return [
        (title, [_line(notice) for _title, notice in pairs])
        for title, pairs in groupby(titled, key=lambda pair: pair[0])
    ]


def _line(notice: Notice) -> dict[str, Any]:
    words = words_of(notice)
    return {
        "subject": words.subject,
        "address": absolute(words.address),
        "at": notice.created_at,
    }


def _message(
    person: User,
    *,
    subject: str,
    template: str,
    mark: uuid.UUID,
    context: dict[str, Any],
) -> EmailMultiAlternatives:
    """Put words into a message of text and HTML, in the active language."""
    context = {
        **context,
        "subject": subject,
        "person": person,
        "language": translation.get_language(),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "preferences": _preferences(),
    }
    backend: Any = engines["django"]
    text = backend.get_template(f"{template}.txt").template
    message = EmailMultiAlternatives(
        subject=subject,
        body=text.render(Context(context, autoescape=False)).strip() + "\n",
        to=[person.email],
        headers={
            "Message-ID": f"<{mark}@{DNS_NAME}>",
            # No out-of-office answers (RFC 3834).
            "Auto-Submitted": "auto-generated",
        },
    )
    html = render_to_string(f"{template}.html", context)
    message.attach_alternative(html, "text/html")
    return message


def _preferences() -> str:
    """Return where a person chooses how to be told, if this site has such a page."""
    try:
        return absolute(reverse("notices_preferences"))
    except NoReverseMatch:
        return ""
