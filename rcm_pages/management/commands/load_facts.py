"""Loads parties, bodies, meetings and terms of the Presidency."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from rcm_pages.facts.gaps import gaps
from rcm_pages.facts.loading import count_facts, load_facts

_LISTING = 2


class Command(BaseCommand):
    """Load the known facts of the Conference; a second time changes nothing."""

    help = (
        "Load parties, bodies, meetings and terms of the Presidency. What a person "
        "corrected since is left as it is, and the difference told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the switch that takes the files' word."""
        parser.add_argument(
            "--overwrite",
            action="store_true",
            help="take the files' word where a person has corrected a record",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load and say what was done, what differs and what is not known."""
        with tqdm(total=count_facts(), desc="Facts", leave=False, disable=None) as bar:
            loaded = load_facts(step=bar.update, overwrite=options["overwrite"])
        counts = loaded.counts
        if counts["made"] or counts["changed"]:
            said = ", ".join(f"{number} {what}" for what, number in counts.items())
            self.stdout.write(self.style.SUCCESS(f"Facts: {said}."))
        else:
            self.stdout.write(
                f"Facts: nothing to change, {counts['unchanged']} records are there."
            )
        if loaded.differences:
            self.stdout.write(
                self.style.WARNING(
                    "Left as they are in the archive (--overwrite takes the file's):"
                )
            )
            for difference in loaded.differences:
                self.stdout.write(f"  {difference}")
        self._say_gaps(listing=options["verbosity"] >= _LISTING)

    def _say_gaps(self, *, listing: bool) -> None:
        """Say what is not known; which records they are with --verbosity 2."""
        found = gaps()
        said = ", ".join(f"{what} ({len(rows)})" for what, rows in found.items())
        self.stdout.write(f"Not known: {said or 'nothing'}.")
        for what, rows in found.items() if listing else ():
            self.stdout.write(f"  {what}:")
            for row in rows:
                self.stdout.write(f"    {row}")
