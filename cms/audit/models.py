"""Events: written once, never changed, never deleted."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 200
IMMUTABLE = "An audit event is never changed or deleted"


class EventQuerySet(models.QuerySet["Event"]):
    """Events, found by their subject; they refuse to be changed in bulk."""

    def about(self, subject: models.Model) -> EventQuerySet:
        """Events of one record, oldest first."""
        found = self.filter(
            subject_type=subject._meta.label_lower, subject_id=str(subject.pk)
        )
        # Whose name is shown depends on the actor's account.
        return found.select_related("actor").order_by("at", "id")

    def update(self, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(IMMUTABLE)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError(IMMUTABLE)


class Event(models.Model):
    """Who did what to which record, when, in which capacity."""

    at = models.DateTimeField(_("at"), db_index=True)
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    actor_name = models.CharField(
        _("name at the time"), max_length=LONGEST_NAME, blank=True
    )
    # The capacity as code and party, such as "presidency:GT"; said in words above.
    capacity = models.CharField(_("capacity"), max_length=60, blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ("at", "id")
        indexes = (
            models.Index(
                fields=["subject_type", "subject_id", "at"], name="audit_by_subject"
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.subject_type}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the event once; a second time raises TypeError."""
        if not self._state.adding:
            raise TypeError(IMMUTABLE)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError(IMMUTABLE)

    @property
    def shown_name(self) -> str:
        """The name at the time; none of a person whose personal data were removed.

        The row itself is never changed. Role and party stand in ``capacity``.
        """
        if self.actor and self.actor.personal_data_removed_at:
            return gettext("name removed")
        return self.actor_name
