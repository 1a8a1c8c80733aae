"""Reads an archive package back, and compares it with the archive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from cms.keeping.comparing import Comparison
from cms.keeping.models import Package
from cms.keeping.reading_back import NoBagError, unpacked, validate

if TYPE_CHECKING:
    from argparse import ArgumentParser

SHOWN = 20


class Command(BaseCommand):
    """Let ``bagit`` validate a package, then say what the archive has otherwise."""

    help = (
        "Validate an archive package (a ZIP, or the folder of a bag) and compare it "
        "with the archive: what is missing, changed, or more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the package."""
        parser.add_argument("path", type=Path, metavar="PATH")

    def handle(self, *_args: Any, path: Path, **_options: Any) -> None:
        """Check; raise CommandError (exit code 1) if it is not whole or differs."""
        if not path.exists():
            raise CommandError(_("There is no such file: %(name)s") % {"name": path})
        try:
            with (
                tqdm(desc=_("Unpacked"), leave=False, disable=None) as bar,
                unpacked(path, tick=bar.update) as folder,
            ):
                info = validate(folder)
                self.stdout.write(_("It is a whole bag."))
                found = self._compare(folder, info)
        except NoBagError as error:
            said = _("It is no whole bag: %(why)s") % {"why": error}
            raise CommandError(said, returncode=1) from error
        except OSError as error:
            raise CommandError(str(error), returncode=1) from error
        if found:
            said = ngettext("%(count)d difference.", "%(count)d differences.", found)
            raise CommandError(said % {"count": found}, returncode=1)
        self.stdout.write(self.style.SUCCESS(_("The archive says the same.")))

    def _compare(self, folder: Path, info: dict[str, str]) -> int:
        comparison, found = Comparison(folder), 0
        total = len(comparison.paths())
        with tqdm(total=total, desc=_("Records"), leave=False, disable=None) as bar:
            for said in comparison.differences(bar.update):
                bar.clear()
                self.stdout.write(said)
                found += 1
        more = comparison.not_in_it(info)
        for work in more[:SHOWN]:
            self.stdout.write(_("not in the package: %(what)s") % {"what": work})
        if len(more) > SHOWN:
            self.stdout.write(_("and %(count)d more") % {"count": len(more) - SHOWN})
        said = _("%(works)d papers and %(files)d files compared.")
        self.stdout.write(said % {"works": comparison.works, "files": comparison.files})
        # What the maker of the package could not read is no difference.
        return found + (0 if info.get("Holds") == Package.Reach.OWN else len(more))
