"""Compares who may read each work with what is written down of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from cms.works.access_checks import count, differences

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Print every difference; with ``--repair`` write the rule down anew."""

    help = "Compare who may read each work with what is written down of it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --repair."""
        parser.add_argument(
            "--repair", action="store_true", help="write down anew what is wrong"
        )

    def handle(self, *_args: Any, repair: bool, **_options: Any) -> None:
        """Compare; raise CommandError (exit code 1) if something wrong stays so."""
        found = 0
        with tqdm(total=count(), desc=_("Works"), leave=False, disable=None) as bar:
            for rows in differences(repair=repair):
                for row in rows:
                    bar.clear()
                    self.stdout.write(f"{row.subject}: {row.said}")
                found += len(rows)
                bar.update()
        if not found:
            self.stdout.write(self.style.SUCCESS(_("Everything is as it should be.")))
            return
        said = ngettext("%(count)d difference.", "%(count)d differences.", found)
        message = said % {"count": found}
        if not repair:
            raise CommandError(message, returncode=1)
        self.stdout.write(message + " " + _("All are repaired."))
