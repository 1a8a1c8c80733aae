"""Who may read what, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.conference.models import Meeting, Party
from cms.works.models.works import Work, WorkAudience

if TYPE_CHECKING:
    import datetime as dt


class MeetingAudience(models.Model):
    """Who may see a meeting, and who reads its papers unless they say otherwise.

    A meeting without this row is public, and so are its papers.
    """

    CHOICES = [c for c in WorkAudience.choices if c[0] != WorkAudience.DELEGATION]

    meeting = models.OneToOneField(
        Meeting, on_delete=models.CASCADE, related_name="audience"
    )
    sees = models.CharField(
        _("the meeting is seen by"),
        max_length=20,
        choices=CHOICES,
        default=WorkAudience.PUBLIC,
    )
    reads = models.CharField(
        _("its papers are read by"),
        max_length=20,
        choices=CHOICES,
        default=WorkAudience.PUBLIC,
    )
    steering_since = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("audience of a meeting")
        verbose_name_plural = _("audiences of meetings")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_sees_display()}"


class Release(models.Model):
    """A wider audience from an instant on: member states first, the public later.

    Of a work, or of a meeting together with the papers that follow it.
    """

    work = models.ForeignKey(
        Work, on_delete=models.CASCADE, null=True, related_name="releases"
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, related_name="releases"
    )
    audience = models.CharField(
        _("audience"), max_length=20, choices=MeetingAudience.CHOICES
    )
    opens_at = models.DateTimeField(_("from"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ("opens_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(work__isnull=False, meeting__isnull=True)
                | Q(work__isnull=True, meeting__isnull=False),
                name="release_of_one_record",
            ),
            models.UniqueConstraint(
                fields=["work", "audience"], name="one_release_per_audience"
            ),
            models.UniqueConstraint(
                fields=["meeting", "audience"], name="one_meeting_release_per_audience"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_audience_display()}: {self.opens_at:%Y-%m-%d %H:%M}"


class GrantQuerySet(models.QuerySet["Grant"]):
    """Grants, by the instant."""

    def in_force(self, at: dt.datetime | None = None) -> GrantQuerySet:
        """Those that open their work at an instant (now, if none is given)."""
        at = at or timezone.now()
        return self.filter(starts_at__lte=at).filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=at)
        )


class Grant(models.Model):
    """One work opened to one party or person by name, for a time."""

    class Right(models.TextChoices):
        READ = "read", pgettext_lazy("right", "read")
        PROPOSE = "propose", _("propose changes")
        EDIT = "edit", _("edit the draft")

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="grants")
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="grants"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
    )
    right = models.CharField(
        pgettext_lazy("right", "may"),
        max_length=10,
        choices=Right.choices,
        default=Right.READ,
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("opened by name")
        verbose_name_plural = _("opened by name")
        ordering = ("starts_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(party__isnull=False, person__isnull=True)
                | Q(party__isnull=True, person__isnull=False),
                name="grant_to_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="grant_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.party or self.person}: {self.get_right_display()}"


def is_within(opens_at: dt.datetime | None, closes_at: dt.datetime | None) -> bool:
    """Tell whether now lies between two instants; where there is none, none bounds."""
    now = timezone.now()
    return (opens_at is None or opens_at <= now) and (
        closes_at is None or closes_at > now
    )


class AccessQuerySet(models.QuerySet["Access"]):
    """Rows of access, by the instant."""

    def open(self, at: dt.datetime | None = None) -> AccessQuerySet:
        """Those that let their holder in at an instant (now, if none is given)."""
        at = at or timezone.now()
        return self.filter(Q(opens_at__isnull=True) | Q(opens_at__lte=at)).filter(
            Q(closes_at__isnull=True) | Q(closes_at__gt=at)
        )


class Access(models.Model):
    """Who may read a work, written out as tokens so that one query answers for all.

    Derived from the work, its releases and its meeting by ``audiences.refresh`` and by
    nothing else; ``manage.py check_access`` compares.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="access")
    token = models.CharField(max_length=60)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    # The next instant at which the search must be told that this row opens or closes.
    tell_at = models.DateTimeField(null=True, db_index=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        verbose_name = _("access")
        verbose_name_plural = _("access")
        constraints = (
            models.UniqueConstraint(
                fields=["work", "token"], name="one_access_per_token"
            ),
        )

    def __str__(self) -> str:
        return f"{self.work_id}: {self.token}"

    def next_change(self, after: dt.datetime) -> dt.datetime | None:
        """Return when it opens or closes next, if it does."""
        instants = [i for i in (self.opens_at, self.closes_at) if i and i > after]
        return min(instants, default=None)

    @property
    def is_open(self) -> bool:
        """Whether it lets its holder in at this moment."""
        return is_within(self.opens_at, self.closes_at)
