"""Find anew what settled texts refer to, where the rules of finding have changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cms.works.cross_references import write_down
from cms.works.models import Expression


class Command(BaseCommand):
    """Goes through all settled texts; may be stopped and begun again."""

    help = "Find anew which papers the settled texts refer to."

    def handle(self, **_options: Any) -> None:
        """Write down the references of each text, one transaction for each."""
        texts = references = 0
        keys = Expression.objects.exclude(sha256="").order_by("pk")
        for expression in keys.defer("canonical").iterator():
            with transaction.atomic():
                references += write_down(expression)
            texts += 1
        self.stdout.write(f"{references} references in {texts} texts.")
