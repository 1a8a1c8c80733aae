"""Deputies for an absence, and invitations to join a party."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.conference import moment
from cms.conference.models.parties import Party, Role


class DeputyQuerySet(models.QuerySet["Deputy"]):
    """Deputies by the span of an absence."""

    def standing(self) -> DeputyQuerySet:
        """Those that nobody has revoked."""
        return self.filter(revoked_at__isnull=True)

    def in_force(self, at: dt.datetime | None = None) -> DeputyQuerySet:
        """Those in force at an instant; one that is revoked does not come back."""
        span = self.filter(
            starts_at__lte=at or moment.now(), ends_at__gt=at or moment.now()
        )
        if at is None:
            return span.standing()
        return span.filter(Q(revoked_at__isnull=True) | Q(revoked_at__gt=at))

    def overlapping(
        self, starts_at: dt.datetime, ends_at: dt.datetime
    ) -> DeputyQuerySet:
        """Those whose absence shares an instant with a span."""
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)


class Deputy(models.Model):
    """A person who does another one's task of deciding during a dated absence.

    The task is what the appointment of the absent person gives them at the instant of
    the decision: a head of delegation's decision for the Presidency, or a coordinator's
    clearance. Where that right has lapsed, the deputy has none either.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="deputies",
        verbose_name=_("absent person"),
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="deputations",
        verbose_name=_("deputy"),
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="deputies",
        verbose_name=_("party"),
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("revoked by"),
    )

    objects = DeputyQuerySet.as_manager()

    class Meta:
        verbose_name = _("deputy")
        verbose_name_plural = _("deputies")
        ordering = ("-starts_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="deputy_ends_after_start"
            ),
            models.CheckConstraint(
                condition=~Q(person=F("deputy")), name="deputy_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=False) | Q(revoked_by__isnull=True),
                name="deputy_revoked_at_and_by",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deputy} ({self.person})"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations by what has become of them."""

    def waiting(self) -> InvitationQuerySet:
        """Those neither accepted nor withdrawn; some of them may have expired."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(models.Model):
    """An invitation by mail to join a party in a role; its token is kept hashed."""

    email = models.EmailField(_("e-mail address"))
    first_name = models.CharField(_("first name"), max_length=150, blank=True)
    last_name = models.CharField(_("last name"), max_length=150, blank=True)
    language = models.CharField(
        _("language of notices"), max_length=5, choices=settings.LANGUAGES
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="invitations",
        verbose_name=_("party"),
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(_("invited at"))
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("invited by"),
    )
    expires_at = models.DateTimeField(_("expires at"))
    # The invited person asked for a new link; the one who invites is told once.
    asked_anew_at = models.DateTimeField(_("asked anew at"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("accepted by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ("-invited_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | Q(withdrawn_by__isnull=True),
                name="invitation_withdrawn_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["email", "party", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_waiting_invitation",
            ),
        )

    def __str__(self) -> str:
        return f"{self.full_name} <{self.email}>" if self.full_name else self.email

    @property
    def full_name(self) -> str:
        """The name as the one who invites wrote it; may be empty."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def has_expired(self) -> bool:
        """Tell whether its time is over."""
        return self.expires_at <= moment.now()
