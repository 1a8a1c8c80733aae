"""The mark under which pages are kept; a new mark makes all of them old."""

from django.db import models


class Generation(models.Model):
    """One row: a mark that changes whenever anything readers may see has changed.

    A mark is random and never used twice, so that a restored database cannot bring an
    older page back.
    """

    ONLY = 1

    mark = models.CharField(max_length=32)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.mark
