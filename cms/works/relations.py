"""What one work is to another: it corrects it, adds to it, or takes its place."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RelationKind(models.TextChoices):
    """Corrigenda and addenda leave a text in force; what supersedes it does not."""

    CORRECTS = "corrects", _("Corrigendum")
    ADDS_TO = "adds_to", _("Addendum")
    SUPERSEDES = "supersedes", _("takes the place of")


# The part of the symbol after that of the text: RCM/VM/XX/2015/AP/Corr.1.
SYMBOL_PARTS = {RelationKind.CORRECTS: "Corr.", RelationKind.ADDS_TO: "Add."}


class Relation(models.Model):
    """From the later work to the one it is about."""

    work = models.ForeignKey(
        "works.Work",
        on_delete=models.PROTECT,
        related_name="relations",
        verbose_name=_("work"),
    )
    to = models.ForeignKey(
        "works.Work",
        on_delete=models.PROTECT,
        related_name="relations_to_it",
        verbose_name=_("about"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=RelationKind.choices)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        constraints = (
            models.UniqueConstraint(
                fields=["work"],
                condition=models.Q(kind__in=["corrects", "adds_to"]),
                name="corrects_or_adds_to_one_work",
            ),
            models.UniqueConstraint(
                fields=["work", "to", "kind"], name="one_relation_of_a_kind"
            ),
            models.CheckConstraint(
                condition=~models.Q(work=models.F("to")), name="related_to_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.work_id} {self.kind} {self.to_id}"
