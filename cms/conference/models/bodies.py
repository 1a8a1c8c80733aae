"""Bodies of the Conference: what meets, and what belongs to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models.dated import DatedFact, DatedQuerySet
from cms.conference.models.names import Named, check_no_circle, name_on

if TYPE_CHECKING:
    import datetime as dt


class Body(Named, DatedFact):
    """A body that meets: the Vice-Ministers, the Consultation Group, a network."""

    class Kind(models.TextChoices):
        VICE_MINISTERS = "vice_ministers", _("Vice-Ministers")
        CONSULTATION_GROUP = "consultation_group", _("consultation group")
        WORKING_GROUP = "working_group", _("working group")
        LIAISON_NETWORK = "liaison_network", _("liaison officer network")
        AD_HOC_GROUP = "ad_hoc_group", _("ad hoc group")
        TROIKA = "troika", _("Troika")
        FUND = "fund", _("fund")
        OTHER = "other", _("other")

    code = models.SlugField(_("code"), max_length=20, unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=Kind.choices, default=Kind.OTHER
    )
    meeting_en = models.CharField(_("its meeting (English)"), max_length=200)
    meeting_es = models.CharField(_("its meeting (Spanish)"), max_length=200)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("reports to"),
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ("code",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(parent=F("id")),
                name="body_is_no_parent_of_itself",
                violation_error_message=_("It cannot be a part of itself."),
            ),
        )

    def name_on(self, day: dt.date) -> str:
        """The name it bore on a day; both, where it is not known which."""
        return name_on(self, day)

    def clean(self) -> None:
        """Refuse to stand above itself, through however many others."""
        super().clean()
        check_no_circle(self, "parent")
