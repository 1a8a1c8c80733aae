"""Notices: what a person was told, when they read it, what became of the mail."""

from __future__ import annotations

import uuid
from typing import Any, NoReturn

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

KEPT = "A notice is never deleted, and what it says never changes"
# What happens to a notice after it was written.
CHANGING = frozenset(
    {"read_at", "hidden_at", "mail", "mail_at", "mail_error", "digest"}
)
LONGEST_KEY = 200


class Mail(models.TextChoices):
    """What became of the mail of a notice."""

    NONE = "none", _("no mail")
    WAITING = "waiting", _("waits for the daily digest")
    QUEUED = "queued", _("on its way")
    SENT = "sent", _("sent")
    FAILED = "failed", _("failed")


class MailChoice(models.TextChoices):
    """How a person wants to be told of a group of notices."""

    AT_ONCE = "at_once", _("By mail, at once")
    DAILY = "daily", _("By mail, once a day")
    DESK = "desk", _("On the desk only")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices; they refuse to be deleted, and to say something else than they did."""

    def shown_to(self, person: Any) -> NoticeQuerySet:
        """Those of one person that are not hidden from them."""
        return self.filter(recipient=person, hidden_at=None)

    def unread(self) -> NoticeQuerySet:
        """Those not read yet."""
        return self.filter(read_at=None)

    def unread_first(self) -> NoticeQuerySet:
        """What is new above what was read, the latest first in both."""
        is_read = models.ExpressionWrapper(
            Q(read_at__isnull=False), output_field=models.BooleanField()
        )
        return self.order_by(is_read, "-created_at", "-pk")

    def to_be_mailed(self) -> NoticeQuerySet:
        """Those whose mail is on its way."""
        return self.filter(mail=Mail.QUEUED)

    def update(self, **changes: Any) -> int:
        """Note what happened to notices; TypeError for what they say."""
        if not CHANGING.issuperset(changes):
            raise TypeError(KEPT)
        return super().update(**changes)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError(KEPT)


class Digest(models.Model):
    """One person's notices of a day in one mail; the row is what keeps it one."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField(_("day"))
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("daily digest")
        verbose_name_plural = _("daily digests")
        ordering = ("-day", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["recipient", "day"], name="one_digest_a_day"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.recipient_id}"


class Notice(models.Model):
    """One thing told to one person; written once per event and person."""

    # Also the mail's Message-ID, so that a second delivery can be told for what it is.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("recipient"),
    )
    kind = models.CharField(_("kind"), max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.TextField(_("address"), blank=True)
    key = models.CharField(max_length=LONGEST_KEY)
    created_at = models.DateTimeField(_("created at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    # The person lost the right to know between the event and its mail.
    hidden_at = models.DateTimeField(_("hidden at"), null=True, blank=True)
    mail = models.CharField(
        _("mail"), max_length=10, choices=Mail.choices, default=Mail.NONE
    )
    mail_at = models.DateTimeField(_("state of the mail since"), null=True, blank=True)
    mail_error = models.TextField(_("why the mail failed"), blank=True)
    digest = models.ForeignKey(
        Digest, on_delete=models.PROTECT, null=True, related_name="notices"
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ("-created_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=["recipient", "kind", "subject_type", "subject_id", "key"],
                name="notice_once",
            ),
        )
        indexes = (
            models.Index(fields=["recipient", "-created_at"], name="notice_by_person"),
            models.Index(
                fields=["recipient"],
                condition=Q(read_at=None, hidden_at=None),
                name="notice_unread",
            ),
            models.Index(
                fields=["mail", "mail_at"],
                condition=Q(mail__in=["waiting", "queued", "failed"]),
                name="notice_mail_open",
            ),
        )

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M} {self.kind} → {self.recipient_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the notice once, then only what happens to it (else TypeError)."""
        changed = kwargs.get("update_fields")
        if not self._state.adding and not CHANGING.issuperset(changed or {"context"}):
            raise TypeError(KEPT)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(KEPT)


class MailPreference(models.Model):
    """How a person wants to be told of one group of notices."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    group = models.CharField(_("group"), max_length=60)
    choice = models.CharField(_("mail"), max_length=10, choices=MailChoice.choices)

    class Meta:
        verbose_name = _("mail preference")
        verbose_name_plural = _("mail preferences")
        constraints = (
            models.UniqueConstraint(
                fields=["person", "group"], name="one_choice_per_group"
            ),
        )

    def __str__(self) -> str:
        return f"{self.group}: {self.choice}"
