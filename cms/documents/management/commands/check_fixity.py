"""Reads every stored file and compares it with the SHA-256 written down of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from tqdm import tqdm

from cms.documents.fixity_rounds import OvertakenError, begin_round, read_on
from cms.documents.mending import put_back_from
from cms.documents.models import DocumentVersion, FixityRound, FixityState

if TYPE_CHECKING:
    from argparse import ArgumentParser

# Few at once, so that the bar moves and an interruption costs little.
FILES = 20


class Command(BaseCommand):
    """Go on with the check that is under way, or begin one; name what is at fault."""

    help = "Read every stored file and compare it with its SHA-256."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take --put-back-from."""
        parser.add_argument(
            "--put-back-from",
            type=Path,
            metavar="FOLDER",
            help="mend faulty files with whole copies from a backup of the store",
        )

    def handle(
        self, *_args: Any, put_back_from: Path | None = None, **_options: Any
    ) -> None:
        """Check; raise CommandError (exit code 1) while a file is at fault."""
        try:
            ended = self._read(begin_round())
        except OvertakenError as error:
            raise CommandError(_("The worker is reading them at this moment.")) from (
                error
            )
        except KeyboardInterrupt:
            said = _("Interrupted. The next call goes on from here.")
            raise CommandError(said, returncode=130) from None
        if put_back_from is not None:
            self._mend(put_back_from)
        self._say_faults()
        said = _("%(files)d files read, %(size)d bytes. All are what they were.")
        self.stdout.write(
            self.style.SUCCESS(
                said % {"files": ended.checked, "size": ended.bytes_read}
            )
        )

    def _read(self, row: FixityRound) -> FixityRound:
        count = DocumentVersion.objects.filter(pk__gt=row.after, pk__lte=row.upto)
        total = row.checked + count.count()
        with tqdm(
            total=total, initial=row.checked, desc=_("Files"), leave=False, disable=None
        ) as bar:
            while row.ended_at is None:
                row = read_on(of=row, files=FILES)
                bar.update(row.checked - bar.n)
        return row

    def _mend(self, folder: Path) -> None:
        for version in put_back_from(folder):
            self.stdout.write(_("Put back: %(file)s") % {"file": version.file.name})

    def _say_faults(self) -> None:
        faulty = FixityState.objects.faulty().select_related("version")
        found = list(faulty.order_by("version_id"))
        for state in found:
            self.stdout.write(f"{state.get_state_display()}: {state.version.file.name}")
        if found:
            said = ngettext(
                "%(count)d file is at fault.",
                "%(count)d files are at fault.",
                len(found),
            )
            raise CommandError(said % {"count": len(found)}, returncode=1)
