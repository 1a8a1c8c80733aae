"""Import papers from files or folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from cms.accounts.models import User
from cms.conference.models import Meeting
from rcm_pages.importing.folder import import_papers, papers_in

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    """Feed files through the importer; a second run changes nothing and says so."""

    help = (
        "Import papers (PDF, DOCX, TXT) from files or folders. Each becomes a draft "
        "page with its file attached; with --review it waits for an editor instead. "
        "Files imported before are left alone, so an interrupted run can be repeated."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes."""
        parser.add_argument("paths", nargs="+", type=Path)
        parser.add_argument(
            "--meeting",
            help="body and ordinal, such as vm:20; otherwise the paper's own words say",
        )
        parser.add_argument("--as", dest="person", help="e-mail of the editor")
        parser.add_argument(
            "--review", action="store_true", help="leave every paper for review"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and report what was not understood."""
        paths = options["paths"]
        missing = [path for path in paths if not path.exists()]
        if missing:
            msg = f"No such file or folder: {', '.join(map(str, missing))}"
            raise CommandError(msg)
        outcomes = import_papers(
            paths,
            meeting=_meeting(options["meeting"]),
            build=not options["review"],
            by=_person(options["person"]),
        )
        counts: dict[str, int] = {}
        bar = tqdm(
            outcomes,
            total=len(papers_in(paths)),
            unit="file",
            disable=options["verbosity"] == 0,
        )
        for outcome in bar:
            counts[outcome.word] = counts.get(outcome.word, 0) + 1
            line = f"{outcome.word}: {_shown(outcome.path)}: {outcome.detail}"
            if outcome.lost:
                line += f"; {outcome.lost} characters not understood"
            for note in outcome.notes:
                line += f"; {note}"
            bar.write(line, file=self.stdout)
        self.stdout.write(
            ", ".join(f"{n} {word}" for word, n in sorted(counts.items())) or "nothing"
        )
        if counts and set(counts) == {"same"}:
            self.stdout.write("Nothing changed.")


def _shown(path: Path) -> str:
    """Say a file's name in signs that every terminal can show."""
    return "".join(sign if sign.isprintable() else "�" for sign in path.name)


def _meeting(name: str | None) -> Meeting | None:
    if not name:
        return None
    body, _colon, ordinal = name.partition(":")
    found = (
        Meeting.objects.filter(body__code=body, ordinal=ordinal).first()
        if ordinal.isdecimal()
        else None
    )
    if found is None:
        msg = f"No meeting {name}; name it as body:ordinal, such as vm:20"
        raise CommandError(msg)
    return found


def _person(email: str | None) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email=email.lower()).first()
    if person is None:
        msg = f"Nobody signs in as {email}"
        raise CommandError(msg)
    return person
