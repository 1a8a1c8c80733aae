"""Loads parties, bodies, meetings and terms of the Presidency."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from rcm_pages.facts.loading import count_facts, load_facts


class Command(BaseCommand):
    """Load the known facts of the Conference; a second time changes nothing."""

    help = "Load parties, bodies, meetings and terms of the Presidency."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load and say what was done."""
        with tqdm(total=count_facts(), desc="Facts", leave=False, disable=None) as bar:
            counts = load_facts(step=bar.update)
        if counts["made"] or counts["changed"]:
            said = ", ".join(f"{number} {what}" for what, number in counts.items())
            self.stdout.write(self.style.SUCCESS(f"Facts: {said}."))
        else:
            self.stdout.write(
                f"Facts: nothing to change, {counts['unchanged']} records are there."
            )
