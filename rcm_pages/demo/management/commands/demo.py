"""Makes the demonstration archive in a migrated database."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rcm_pages.demo.archive import (
    count_steps,
    is_present,
    make_demo,
    papers_folder,
    write_papers,
)
from rcm_pages.demo.people import accounts_table, strangers

NO_SECOND_FACTOR = (
    "No second factor is required here, so that the demonstration stays easy to try. "
    "ACCOUNTS_SECOND_FACTOR_REQUIRED=1 asks for it, as on a server."
)


class Command(BaseCommand):
    """Make the demonstration; what is there already is left as it is."""

    help = "Make the demonstration: facts, pages, people, sample works, papers to try."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the two switches."""
        parser.add_argument(
            "--quiet-if-present",
            action="store_true",
            help="only print the accounts where the demonstration is there already",
        )
        parser.add_argument(
            "--among-people",
            action="store_true",
            help="make it even where other people have accounts (never in earnest: "
            "the password of the demonstration is public)",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the demonstration and print its accounts."""
        if not (options["quiet_if_present"] and is_present()):
            self._make(among_people=options["among_people"])
        self.stdout.write(accounts_table())
        if not settings.ACCOUNTS_SECOND_FACTOR_REQUIRED:
            self.stdout.write(self.style.WARNING(NO_SECOND_FACTOR))

    def _make(self, *, among_people: bool) -> None:
        if strangers() and not is_present() and not among_people:
            msg = (
                "This database has people of its own, and the demonstration would add "
                "accounts with a public password. Use an empty database, or "
                "--among-people."
            )
            raise CommandError(msg)
        # Wagtail tells of each page it makes; the bar says enough.
        wagtail_log = logging.getLogger("wagtail")
        level = wagtail_log.level
        wagtail_log.setLevel(logging.WARNING)
        try:
            with tqdm(total=count_steps(), desc="Demo", leave=False, disable=None) as b:
                made = make_demo(step=b.update)
        finally:
            wagtail_log.setLevel(level)
        write_papers()
        said = f"{made} sample works made" if made else "nothing to add"
        self.stdout.write(self.style.SUCCESS(f"Demonstration: {said}."))
        self.stdout.write(f"Papers to import: {papers_folder()}\n\n")
