"""Parties to the Conference, their standing in time, and their people."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.conference.models.dated import DatedFact, DatedQuerySet, in_active_language
from cms.conference.models.names import Named, check_no_circle, name_on


class Party(Named):
    """A state, organization, network or secretariat that the Conference knows."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        ORGANIZATION = "organization", _("international organization")
        NETWORK = "network", _("civil-society network")
        CIVIL_ORGANIZATION = "civil_organization", _("civil-society organization")
        SECRETARIAT = "secretariat", _("secretariat")
        GUEST = "guest", _("special guest")

    # ISO 3166 alpha-2 for states; the English acronym for the others.
    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    official_en = models.CharField(
        _("long-form name (English)"), max_length=200, blank=True
    )
    official_es = models.CharField(
        _("long-form name (Spanish)"), max_length=200, blank=True
    )
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
        help_text=_("The network to which an organization of civil society belongs."),
    )

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("name_en",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(part_of=F("id")),
                name="party_is_no_part_of_itself",
                violation_error_message=_("It cannot be a part of itself."),
            ),
        )

    @property
    def official(self) -> str:
        """The long-form name in the active language, or the short one."""
        return in_active_language(self.official_en, self.official_es) or self.name

    def name_on(self, day: dt.date) -> str:
        """The name it bore on a day; both, where it is not known which."""
        return name_on(self, day)

    def clean(self) -> None:
        """Refuse to be a part of itself, through however many others."""
        super().clean()
        check_no_circle(self, "part_of")


class CurrentQuerySet(models.QuerySet):
    """Dated facts; a missing edge is open."""

    def on(self, day: dt.date | None = None) -> CurrentQuerySet:
        """Those in force on a day (today, if none is given), both ends included."""
        day = day or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


class Membership(DatedFact):
    """The standing of a party in the Conference, in time.

    Begun and ended by ``cms.conference.standings``. ``objects.on(day)`` asks for what
    is certain: on a day within an uncertain edge there is no standing, and no right.
    """

    class Standing(models.TextChoices):
        MEMBER_STATE = "member_state", _("member state")
        OBSERVER_STATE = "observer_state", _("observer country")
        OBSERVER_ORGANIZATION = "observer_organization", _("observer organization")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        SECRETARIAT = "secretariat", _("secretariat")
        SPECIAL_GUEST = "special_guest", _("special guest")

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="memberships"
    )
    standing = models.CharField(_("standing"), max_length=30, choices=Standing.choices)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = (F("starts_on").asc(nulls_first=True), "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message=_("The end lies before the beginning."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.party}: {self.get_standing_display()}"


class Role(models.TextChoices):
    """What a person does for their party; the last three only in the Secretariat."""

    HEAD_OF_DELEGATION = "head_of_delegation", _("head of delegation")
    DELEGATE = "delegate", _("delegate")
    EXPERT = "expert", _("expert")
    FOCAL_POINT = "focal_point", _("focal point")
    COORDINATOR = "coordinator", _("coordinator of the Secretariat")
    EDITOR = "editor", _("editor of the Secretariat")
    ARCHIVIST = "archivist", _("archivist of the Secretariat")


class Appointment(models.Model):
    """A person's dated role in a party: the only source of their rights."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="appointments",
        verbose_name=_("person"),
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="appointments",
        verbose_name=_("party"),
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_start",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}, {self.party}"
