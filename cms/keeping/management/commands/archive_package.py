"""Writes an archive package (BagIt) of a meeting or of the whole archive."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.accounts.models import User
from cms.conference.models import Meeting
from cms.keeping.actions import PackageError, begin_package, go_on, stop_package
from cms.keeping.models import Package
from cms.keeping.packing import BusyError, StopPackingError, write_on, zip_of
from cms.keeping.reading_back import read_back

if TYPE_CHECKING:
    from argparse import ArgumentParser

# Few at once, so that the bar moves and an interruption costs little.
RECORDS = 20
MOST_DIGITS = 3


class Command(BaseCommand):
    """Go on with the same package where it stopped, or begin one; read it back."""

    help = (
        "Write an archive package (BagIt, RFC 8493) of a meeting or of the whole "
        "archive as a ZIP, and read it back. Without --as or --everything it holds "
        "what everybody may read. Interrupted, the next call goes on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument(
            "--meeting", help="body and ordinal, such as vm:20, or the meeting's key"
        )
        parser.add_argument(
            "--as", dest="person", help="e-mail of the Coordinator: what they may read"
        )
        parser.add_argument(
            "--everything",
            action="store_true",
            help="everything, drafts of delegations included; for the machine's keeper",
        )
        parser.add_argument(
            "--to", type=Path, default=Path(), help="folder to put the ZIP into"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write, read back, copy; raise CommandError where it cannot be done."""
        folder: Path = options["to"]
        if not folder.is_dir():
            raise CommandError(
                _("There is no such folder: %(name)s") % {"name": folder}
            )
        try:
            package = self._write(_begin(options))
            target = folder / f"{package.name}.zip"
            shutil.copyfile(zip_of(package), target)
        except BusyError as error:
            raise CommandError(
                _("Another process writes it at this moment.")
            ) from error
        except OSError as error:
            said = _("The disk is full or does not answer. The next call goes on.")
            raise CommandError(f"{said} ({error.strerror})") from error
        except KeyboardInterrupt:
            said = _("Interrupted. The next call goes on from here.")
            raise CommandError(said, returncode=130) from None
        self._say(package, target)

    def _write(self, row: Package) -> Package:
        try:
            with tqdm(
                total=row.total, initial=row.done, desc=_("Records"), disable=None
            ) as bar:
                while row.state in (Package.State.WAITING, Package.State.WRITING):
                    row = write_on(package=row, records=RECORDS)
                    bar.update(row.done - bar.n)
            with tqdm(
                total=int(row.mark.get("streams", 0)), desc=_("Read back"), disable=None
            ) as bar:
                row = read_back(package=row, tick=bar.update)
        except StopPackingError as error:
            row = stop_package(package=row, error=error)
        if row.state != Package.State.READY:
            why = row.get_why_display() if row.why else row.get_state_display()
            raise CommandError(f"{why} {row.detail}".strip(), returncode=1)
        return row

    def _say(self, package: Package, target: Path) -> None:
        if package.faults:
            said = _(
                "%(count)d files are not whole and were left out; see check_fixity."
            )
            self.stderr.write(said % {"count": package.faults})
        said = _("%(file)s: %(records)d records, %(size)d bytes, SHA-256 %(sha256)s.")
        words = {
            "file": target,
            "records": package.done,
            "size": package.size,
            "sha256": package.sha256,
        }
        self.stdout.write(self.style.SUCCESS(said % words))


def _begin(options: dict[str, Any]) -> Package:
    person = _person(options["person"])
    reach = Package.Reach.OWN if person else Package.Reach.PUBLIC
    if options["everything"]:
        reach = Package.Reach.ALL
    meeting = _meeting(options["meeting"])
    stopped = Package.objects.filter(
        meeting=meeting, reach=reach, made_by=person, state=Package.State.STOPPED
    ).first()
    try:
        if stopped:
            return go_on(package=stopped, by=None)
        return begin_package(
            meeting=meeting,
            reach=reach,
            by=None if options["everything"] else person,
        )
    except PermissionDenied as error:
        raise CommandError(_("This person may not make such a package.")) from error
    except PackageError as error:
        raise CommandError(str(error)) from error


def _person(email: str | None) -> User | None:
    if not email:
        return None
    try:
        return User.objects.get(email__iexact=email)
    except User.DoesNotExist as error:
        raise CommandError(
            _("Nobody has the address %(email)s.") % {"email": email}
        ) from error


def _meeting(said: str | None) -> Meeting | None:
    if not said:
        return None
    body, colon, ordinal = said.partition(":")
    found = Meeting.objects.filter(code=said)
    if (
        colon
        and ordinal.isascii()
        and ordinal.isdigit()
        and len(ordinal) <= MOST_DIGITS
    ):
        found = Meeting.objects.filter(body__code=body, ordinal=int(ordinal))
    meeting = found.first()
    if meeting is None:
        raise CommandError(_("There is no meeting %(name)s.") % {"name": said})
    return meeting
