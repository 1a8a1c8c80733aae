"""What the indexer has still to do, as rows of the database."""

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# After these failures an entry waits for somebody to look at it.
MOST_ATTEMPTS = 8
LONGEST_DELAY = timedelta(minutes=10)


def delay_after(attempts: int) -> timedelta:
    """Return how long to wait after so many failures: 2 s, 4 s, 8 s, …"""
    return min(timedelta(seconds=2**attempts), LONGEST_DELAY)


class OutboxQuerySet(models.QuerySet["OutboxEntry"]):
    """Entries by what becomes of them."""

    def due(self, at: datetime | None = None) -> "OutboxQuerySet":
        """Those to be done now, in the order of their writing."""
        return self.waiting().filter(due_at__lte=at or timezone.now()).order_by("pk")

    def waiting(self) -> "OutboxQuerySet":
        """Those that will be tried, now or later."""
        return self.filter(attempts__lt=MOST_ATTEMPTS)

    def parked(self) -> "OutboxQuerySet":
        """Those that failed too often, and wait for somebody to retry them."""
        return self.filter(attempts__gte=MOST_ATTEMPTS)

    def retry(self) -> int:
        """Let every entry that failed be tried again at once; return how many."""
        failed = self.filter(attempts__gt=0)
        return failed.update(attempts=0, due_at=timezone.now())


class OutboxEntry(models.Model):
    """An object of a source has changed: the index must follow."""

    source = models.CharField(_("source"), max_length=100)
    object_id = models.CharField(_("object"), max_length=200)
    created_at = models.DateTimeField(_("written at"), default=timezone.now)
    due_at = models.DateTimeField(_("due at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    last_error = models.TextField(_("last error"), blank=True)

    objects: ClassVar[Any] = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the search outbox")
        verbose_name_plural = _("search outbox")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["source", "object_id"], name="outbox_object"),
        ]

    def __str__(self) -> str:
        return f"{self.source}:{self.object_id}"


class RebuildQuerySet(models.QuerySet["RebuildRequest"]):
    """Requests by whether they are done."""

    def open(self) -> "RebuildQuerySet":
        """Those that nobody has finished yet."""
        return self.filter(finished_at=None)


class RebuildRequest(models.Model):
    """Somebody asks for the index to be built anew, and watches it here."""

    requested_at = models.DateTimeField(_("requested at"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    expected = models.PositiveIntegerField(_("documents expected"), default=0)
    done = models.PositiveIntegerField(_("documents done"), default=0)
    error = models.TextField(_("error"), blank=True)

    objects: ClassVar[Any] = RebuildQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to rebuild the search index")
        verbose_name_plural = _("requests to rebuild the search index")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.requested_at:%Y-%m-%d %H:%M} {self.done}/{self.expected}"
