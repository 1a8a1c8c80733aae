"""Each word that is lent to Wagtail is one that it uses and does not translate."""

import gettext
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po

from rcm_pages.wagtail_words import WORDS

ROOT = Path(wagtail.__file__).parent


def ids():
    found = set()
    for path in ROOT.rglob("locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                both = message.id if isinstance(message.id, tuple) else (message.id,)
                found |= set(both)
    return found


def test_wagtail_uses_every_one():
    assert set(WORDS) - ids() == set()


@pytest.mark.parametrize("word", WORDS[:10])
def test_wagtail_itself_has_no_spanish_for_it(word):
    said = gettext.translation("django", ROOT / "admin" / "locale", ["es"])
    assert said.gettext(word) == word
