"""Makes the demonstration archive in a migrated database."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from rcm_pages.demo import archive, whole
from rcm_pages.demo.importable import papers_folder, write_papers
from rcm_pages.demo.people import accounts_table, strangers

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_SECOND_FACTOR = (
    "No second factor is required here, so that the demonstration stays easy to try. "
    "ACCOUNTS_SECOND_FACTOR_REQUIRED=1 asks for it, as on a server."
)


INTERRUPTED = 130


@contextmanager
def _quiet_wagtail() -> Iterator[None]:
    """Wagtail tells of each page it makes; the bar says enough."""
    wagtail_log = logging.getLogger("wagtail")
    level = wagtail_log.level
    wagtail_log.setLevel(logging.WARNING)
    try:
        yield
    finally:
        wagtail_log.setLevel(level)


class Command(BaseCommand):
    """Make the demonstration; what is there already is left as it is."""

    help = "Make the demonstration: facts, pages, people, sample works, papers to try."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the switches."""
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
        parser.add_argument(
            "--small",
            action="store_true",
            help="make the core alone: facts, people, a work in each state",
        )
        parser.add_argument(
            "--scale",
            type=int,
            default=0,
            metavar="N",
            help="record further works until there are N, without files: to measure",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the demonstration and print its accounts."""
        present = archive.is_present() and (options["small"] or whole.is_whole())
        if options["scale"] or not (options["quiet_if_present"] and present):
            self._make(options)
        self.stdout.write(accounts_table())
        if not settings.ACCOUNTS_SECOND_FACTOR_REQUIRED:
            self.stdout.write(self.style.WARNING(NO_SECOND_FACTOR))

    def _make(self, options: dict[str, Any]) -> None:
        if strangers() and not archive.is_present() and not options["among_people"]:
            msg = (
                "This database has people of its own, and the demonstration would add "
                "accounts with a public password. Use an empty database, or "
                "--among-people."
            )
            raise CommandError(msg)
        try:
            with _quiet_wagtail():
                made = self._make_parts(options)
        except KeyboardInterrupt:
            msg = "Stopped. What is made is whole; the next run goes on from there."
            raise CommandError(msg, returncode=INTERRUPTED) from None
        write_papers()
        said = f"{made} sample works made" if made else "nothing to add"
        self.stdout.write(self.style.SUCCESS(f"Demonstration: {said}."))
        self.stdout.write(f"Papers to import: {papers_folder()}\n\n")

    def _make_parts(self, options: dict[str, Any]) -> int:
        made = self._bar("Facts", archive.count_steps(), archive.make_demo)
        if not options["small"]:
            made += self._bar("Archive", whole.count_steps(), whole.make_whole)
        if options["scale"]:
            made += self._scale(options["scale"])
        return made

    def _bar(self, name: str, total: int, make: Any) -> int:
        with tqdm(total=total, desc=name, leave=False, disable=None) as bar:
            made: int = make(step=bar.update)
        return made

    def _scale(self, count: int) -> int:
        with tqdm(total=count, desc="Scale", leave=False, disable=None) as bar:
            return whole.make_for_measuring(count, step=bar.update)
