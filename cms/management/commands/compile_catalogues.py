"""`manage.py compile_catalogues`: message catalogues, without GNU msgfmt."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Compile each catalogue of the project that is newer than its compiled file."""

    help = "Compile the message catalogues (.po to .mo) that have changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is out of date and say how many that were."""
        stale = [path for path in sorted(catalogues()) if is_stale(path)]
        for path in stale:
            compile_catalogue(path)
        if options["verbosity"]:
            self.stdout.write(f"Catalogues compiled: {len(stale)}")


def catalogues() -> Iterator[Path]:
    """Find the catalogues of the project and of its apps, not of packages."""
    own = [Path(app.path) for app in apps.get_app_configs()]
    own = [path for path in own if settings.BASE_DIR in path.parents]
    own = [path for path in own if "site-packages" not in path.parts]
    folders = {*map(Path, settings.LOCALE_PATHS), *(path / "locale" for path in own)}
    for folder in folders:
        yield from folder.glob("*/LC_MESSAGES/*.po")


def is_stale(path: Path) -> bool:
    """Say whether the compiled file is missing or older than the catalogue."""
    compiled = path.with_suffix(".mo")
    return (
        not compiled.exists() or compiled.stat().st_mtime_ns < path.stat().st_mtime_ns
    )


def compile_catalogue(path: Path) -> Path:
    """Write the compiled file beside the catalogue; fuzzy entries stay out."""
    compiled = path.with_suffix(".mo")
    # A process that starts meanwhile reads the old file or the new one, never half.
    unfinished = compiled.with_suffix(".mo-unfinished")
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name)
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    return unfinished.replace(compiled)
