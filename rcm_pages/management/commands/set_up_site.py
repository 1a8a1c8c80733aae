"""Sets up the site: both trees, a page for each meeting, the approval, the rights."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from cms.conference.models import Meeting
from rcm_pages.site import set_up_site


class Command(BaseCommand):
    """Set up the site; a second time adds only the pages of new meetings."""

    help = "Set up both language trees, meeting pages, approval and rights."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Set up and say what was done."""
        total = Meeting.objects.count()
        with tqdm(total=total, desc="Pages", leave=False, disable=None) as bar:
            made = set_up_site(step=bar.update).pages_made
        said = f"{made} pages added" if made else "nothing to add"
        self.stdout.write(self.style.SUCCESS(f"Site: {said}."))
