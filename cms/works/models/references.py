"""What a settled text says of other papers: where, and what it names."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.works.models.texts import Paragraph


class CrossReference(models.Model):
    """One mention of another paper in a paragraph of a settled text.

    It keeps what is named, not which work that is: the paper may enter the archive
    later, and its symbol may be corrected.
    """

    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.CASCADE, related_name="cross_references"
    )
    # The mention's place in the paragraph's words.
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    # ``symbol:…`` or ``paper:body:ordinal:type``, see ``cross_references``.
    named = models.CharField(max_length=160, db_index=True)
    # The paragraph that is named there; NULL: the paper as a whole.
    number = models.PositiveIntegerField(null=True)

    class Meta:
        verbose_name = _("cross-reference")
        verbose_name_plural = _("cross-references")
        ordering = ("paragraph", "start")
        constraints = (
            models.UniqueConstraint(
                fields=["paragraph", "start"],
                name="one_cross_reference_at_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")),
                name="cross_reference_has_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.paragraph_id} {self.named}"
