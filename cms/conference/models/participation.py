"""Who took part in a meeting: as the papers list it, and as accredited."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models.dated import Sourced
from cms.conference.models.meetings import Meeting
from cms.conference.models.parties import Membership, Party


class Participation(Sourced):
    """Whether a paper of the meeting lists a party. History only: it gives no right."""

    class Presence(models.TextChoices):
        LISTED = "listed", _("listed as taking part")
        NOT_LISTED = "not_listed", _("not listed")

    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="participations"
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="participations"
    )
    presence = models.CharField(
        _("presence"), max_length=20, choices=Presence.choices, default=Presence.LISTED
    )

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "party"], name="one_participation_per_party"
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}: {self.party}, {self.get_presence_display()}"


class Accreditation(models.Model):
    """A party admitted to a meeting, in the standing that it has there.

    It makes the party a participant of that meeting from one instant to another;
    withdrawn, it gives no right any more, and can be given anew as another record.
    """

    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="accreditations",
        verbose_name=_("meeting"),
    )
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        related_name="accreditations",
        verbose_name=_("party"),
    )
    standing = models.CharField(
        _("in the capacity of"), max_length=30, choices=Membership.Standing.choices
    )
    accredited_at = models.DateTimeField(_("accredited at"))
    accredited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        ordering = ("party__name_en", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "party"],
                condition=Q(withdrawn_at__isnull=True),
                name="accredited_once_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return f"{self.meeting}: {self.party}"

    @property
    def is_in_force(self) -> bool:
        """Whether it has not been withdrawn."""
        return self.withdrawn_at is None


class AccreditedPerson(models.Model):
    """Somebody on the list of a delegation. Their rights come from appointments."""

    class Function(models.TextChoices):
        HEAD = "head", _("head of delegation")
        DELEGATE = "delegate", _("delegate")
        EXPERT = "expert", _("expert")
        SPEAKER = "speaker", _("speaker")

    accreditation = models.ForeignKey(
        Accreditation,
        on_delete=models.PROTECT,
        related_name="persons",
        verbose_name=_("accreditation"),
    )
    # Many who come have no account; of the others the name stays as it was then.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    name = models.CharField(_("name"), max_length=200)
    post = models.CharField(_("post"), max_length=200, blank=True)
    function = models.CharField(
        _("function"),
        max_length=20,
        choices=Function.choices,
        default=Function.DELEGATE,
    )
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("accredited person")
        verbose_name_plural = _("accredited persons")
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=["accreditation"],
                condition=Q(function="head", removed_at__isnull=True),
                name="one_head_of_delegation_at_a_meeting",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.get_function_display()}"
