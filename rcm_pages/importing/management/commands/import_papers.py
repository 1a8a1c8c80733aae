"""Import papers from files or folders."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.accounts.models import User
from cms.conference.models import Meeting
from rcm_pages.importing.folder import import_papers, papers_in
from rcm_pages.importing.index import (
    Entry,
    IndexProblemError,
    find_index,
    read_index,
)
from rcm_pages.importing.reporting import Report, lines_for, say_word

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterable

    from rcm_pages.importing.folder import Outcome


class Command(BaseCommand):
    """Feed files through the importer; a second run changes nothing and says so."""

    help = (
        "Import papers from files or folders. Each becomes a draft page with its file "
        "attached; with --review, or where something that a page needs was not "
        "recognised, it waits for an editor instead. Files imported before are left "
        "alone, so an interrupted run can be repeated. A CSV with a column `file` in "
        "or beside a folder tells more of its papers."
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
        parser.add_argument(
            "--index", type=Path, help="CSV that tells language, type, date, meeting"
        )
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            help="language in which the command answers",
        )
        parser.add_argument(
            "--report", type=Path, help="CSV to write what was not understood to"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import, and report what was not understood."""
        with translation.override(options["language"] or translation.get_language()):
            self._import(options)

    def _import(self, options: dict[str, Any]) -> None:
        paths = options["paths"]
        missing = [path for path in paths if not path.exists()]
        if missing:
            names = ", ".join(map(str, missing))
            raise CommandError(
                _("No such file or folder: %(names)s") % {"names": names}
            )
        index = _index(options["index"], paths)
        papers = papers_in(paths)
        outcomes = import_papers(
            papers,
            meeting=_meeting(options["meeting"]),
            index=index,
            build=not options["review"],
            by=_person(options["person"]),
        )
        self._tell_missing(index, papers)
        counts = self._go(outcomes, len(papers), options)
        self.stdout.write(
            ", ".join(f"{n} {say_word(word)}" for word, n in sorted(counts.items()))
            or _("nothing")
        )
        if counts and set(counts) == {"same"}:
            self.stdout.write(_("Nothing changed."))

    def _go(
        self, outcomes: Iterable[Outcome], total: int, options: dict[str, Any]
    ) -> dict[str, int]:
        counts: dict[str, int] = {}
        quiet = options["verbosity"] == 0
        with ExitStack() as stack:
            report = _report(options["report"], stack)
            bar = tqdm(outcomes, total=total, unit="file", disable=quiet)
            for outcome in bar:
                counts[outcome.word] = counts.get(outcome.word, 0) + 1
                for line in lines_for(outcome):
                    bar.write(line, file=self.stdout)
                if report:
                    report.add(outcome)
        return counts

    def _tell_missing(self, index: dict[str, Entry], papers: list[Path]) -> None:
        """Say which papers of the list are not there."""
        here = {path.name for path in papers}
        for name in sorted(index.keys() - here):
            shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)
            told = _("missing: %(name)s: in the list, not in the folder")
            self.stdout.write(told % {"name": shown})


def _report(path: Path | None, stack: ExitStack) -> Report | None:
    if path is None:
        return None
    try:
        stream = stack.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
    except OSError as error:
        msg = _("The report cannot be written: %(why)s") % {"why": error}
        raise CommandError(msg) from error
    return Report(stream)


def _index(path: Path | None, paths: list[Path]) -> dict[str, Entry]:
    """Read the list that was named, else those of the folders that have one."""
    found = [path] if path else [find_index(each) for each in paths if each.is_dir()]
    index: dict[str, Entry] = {}
    for each in filter(None, found):
        try:
            index |= read_index(each)
        except (OSError, IndexProblemError) as error:
            if path:
                msg = f"{each}: {error}"
                raise CommandError(msg) from error
    return index


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
        msg = _("No meeting %(name)s; name it as body:ordinal, such as vm:20") % {
            "name": name
        }
        raise CommandError(msg)
    return found


def _person(email: str | None) -> User | None:
    if not email:
        return None
    person = User.objects.filter(email=email.lower()).first()
    if person is None:
        msg = _("Nobody signs in as %(email)s") % {"email": email}
        raise CommandError(msg)
    return person
