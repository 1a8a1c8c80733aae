"""Parties to the Conference, their standing in time, and their people."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def in_active_language(english: str, spanish: str) -> str:
    """Choose the text of the active language; the other one where it is missing."""
    if (get_language() or "en").startswith("es"):
        return spanish or english
    return english or spanish


class Party(models.Model):
    """A state, organization, network or secretariat that the Conference knows."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        ORGANIZATION = "organization", _("international organization")
        NETWORK = "network", _("civil-society network")
        SECRETARIAT = "secretariat", _("secretariat")

    # ISO 3166 alpha-2 for states; the English acronym for the others.
    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_es = models.CharField(_("name (Spanish)"), max_length=200)
    acronym_en = models.CharField(_("acronym (English)"), max_length=30, blank=True)
    acronym_es = models.CharField(_("acronym (Spanish)"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ("name_en",)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return in_active_language(self.name_en, self.name_es)


class CurrentQuerySet(models.QuerySet):
    """Dated facts; a missing edge is open."""

    def on(self, day: dt.date | None = None) -> CurrentQuerySet:
        """Those in force on a day (today, if none is given), both ends included."""
        day = day or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


class Membership(models.Model):
    """The standing of a party in the Conference, in time."""

    class Standing(models.TextChoices):
        MEMBER_STATE = "member_state", _("member state")
        OBSERVER_STATE = "observer_state", _("observer country")
        OBSERVER_ORGANIZATION = "observer_organization", _("observer organization")
        CIVIL_SOCIETY = "civil_society", _("civil society")
        SECRETARIAT = "secretariat", _("secretariat")

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="memberships"
    )
    standing = models.CharField(_("standing"), max_length=30, choices=Standing.choices)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
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
