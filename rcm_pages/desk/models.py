"""When a person was last at the desk: papers since then are new to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeskVisit(models.Model):
    """The visits of one person: the one before, and the latest reading of the page.

    What came after ``since`` is new as long as the visit lasts; it moves only when
    another visit begins.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("person"),
    )
    since = models.DateTimeField(_("end of the visit before"), null=True)
    seen_at = models.DateTimeField(_("page last read at"))

    class Meta:
        verbose_name = _("visit to the desk")
        verbose_name_plural = _("visits to the desk")

    def __str__(self) -> str:
        return f"{self.person_id} {self.seen_at:%Y-%m-%d %H:%M}"
