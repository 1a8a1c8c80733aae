"""To whom a file that belongs to no text is opened, beside those whose it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.works.models import WorkAudience


class Openable(models.Model):
    """Something that stands by itself and may be opened to others."""

    opened_to = models.CharField(
        _("opened to"),
        max_length=20,
        choices=[
            (WorkAudience.PUBLIC, WorkAudience.PUBLIC.label),
            (WorkAudience.MEMBERS, WorkAudience.MEMBERS.label),
        ],
        blank=True,
        editable=False,
    )

    class Meta:
        abstract = True


# Attached to a text, a file follows that.
FILE_OF_A_TEXT_FOLLOWS_IT = models.CheckConstraint(
    condition=Q(opened_to="") | Q(expression__isnull=True),
    name="file_of_a_text_follows_it",
)
