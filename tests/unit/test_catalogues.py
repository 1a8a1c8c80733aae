"""The portal speaks both its languages, everywhere."""

import datetime as dt
import gettext
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from django.utils import translation
from django.utils.dateformat import format as date_format

from cms.management.commands.compile_catalogues import catalogues

ROOT = Path(settings.BASE_DIR)
SPANISH = Path("locale/es/LC_MESSAGES/django.po")
FLOORS = ("cms", "rcm_pages", "search", "templates")
SPANISH_MONTHS = [
    *("ene", "feb", "mar", "abr", "may", "jun"),
    *("jul", "ago", "sep", "oct", "nov", "dic"),
]
SMALL = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Meeting"
msgstr "Reunión"

#, fuzzy
msgid "Decision"
msgstr "Dedicación"
"""


def read(path: Path) -> Catalog:
    """Read a catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Yield the messages, but for the header."""
    return (message for message in catalogue if message.id)


def gaps(catalogue: Catalog) -> list[str]:
    """List what is not translated, or only guessed."""
    found = []
    for message in messages(catalogue):
        told = message.string
        forms = told if isinstance(told, list | tuple) else [told]
        if message.fuzzy or not all(forms):
            found.append(f"{message.id!r}{' (fuzzy)' if message.fuzzy else ''}")
    return found


@pytest.mark.parametrize("month", range(1, 13))
def test_no_word_of_ours_takes_the_place_of_a_month(month):
    """“May” is a month to Django: a right needs a context, or other words."""
    first = dt.date(2008, month, 1)
    with translation.override("es"):
        said = {date_format(first, sign) for sign in ("F", "E", "M", "b", "N")}
    assert {word.strip(".").lower()[:3] for word in said} == {SPANISH_MONTHS[month - 1]}


def test_spanish_is_complete():
    """Nothing is missing and nothing is fuzzy."""
    assert gaps(read(ROOT / SPANISH)) == []


def test_placeholders_agree():
    """`%(name)s` stands in the translation as in the original."""
    catalogue = read(ROOT / SPANISH)
    wrong = {
        str(message.id): [str(error) for error in message.check(catalogue)]
        for message in messages(catalogue)
    }
    assert {text: errors for text, errors in wrong.items() if errors} == {}


@pytest.mark.gettext
def test_no_string_is_left_out(tmp_path):
    """What makemessages finds in the sources is in the catalogue, translated."""
    for floor in FLOORS:
        shutil.copytree(
            ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("*.pyc")
        )
    shutil.copytree(ROOT / "locale", tmp_path / "locale")
    environment = {**os.environ}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "es"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
    )
    assert gaps(read(tmp_path / SPANISH)) == []


@pytest.fixture
def small(tmp_path, settings):
    """A catalogue of two messages, one of them fuzzy."""
    path = tmp_path / SPANISH
    path.parent.mkdir(parents=True)
    path.write_text(SMALL, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    return path


def test_a_catalogue_is_compiled_without_what_is_fuzzy(small):
    """A guess is not shown to readers."""
    call_command("compile_catalogues", verbosity=0)
    with small.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Meeting") == "Reunión"
    assert compiled.gettext("Decision") == "Decision"


def test_only_what_changed_is_compiled_again(small):
    """A second run writes nothing; a later change is taken up."""
    call_command("compile_catalogues", verbosity=0)
    compiled = small.with_suffix(".mo")
    before = compiled.stat().st_mtime_ns
    call_command("compile_catalogues", verbosity=0)
    assert compiled.stat().st_mtime_ns == before
    small.write_text(SMALL.replace("Reunión", "Sesión"), encoding="utf-8")
    os.utime(small, ns=(before + 1, before + 1))
    call_command("compile_catalogues", verbosity=0)
    assert "Sesión".encode() in compiled.read_bytes()


def test_without_a_catalogue_nothing_fails(tmp_path, settings, capsys):
    """The portal then speaks English."""
    settings.LOCALE_PATHS = [tmp_path / "nowhere"]
    call_command("compile_catalogues")
    assert "Catalogues compiled: 0" in capsys.readouterr().out


def test_packages_keep_their_own_catalogues():
    """Only the project's own are compiled."""
    assert all("site-packages" not in path.parts for path in catalogues())
