"""Names of the files that come in: from any system, with whatever signs in them."""

from __future__ import annotations

import re
from pathlib import Path

from cms.documents.readers.kinds import EXTENSIONS, PAPERS

SUFFIXES = frozenset(name for name, kind in EXTENSIONS.items() if kind in PAPERS)
# A file system takes 255 bytes; a temporary name needs some of them.
_MOST_BYTES = 180
# What programs put at the end of a name; `Plan No. 3, final` has none.
_ENDING = re.compile(r"\.(?=[0-9]*[a-z])[a-z0-9]{1,5}")


def is_of_no_reader(name: str) -> bool:
    """Tell whether a name ends as files do that no reader takes: `setup.exe`."""
    ending = Path(name).suffix.lower()
    return bool(_ENDING.fullmatch(ending)) and ending not in SUFFIXES


def split_name(name: str) -> tuple[str, str]:
    """Return a file name in two parts, to be shown and stored: stem, known suffix.

    Folders go, and so do signs that cannot be printed; a long stem is cut.
    """
    base = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in base if sign.isprintable()).strip()
    suffix = Path(shown).suffix
    if suffix.lower() not in SUFFIXES:
        suffix = ""
    stem = shown.removesuffix(suffix).encode()[:_MOST_BYTES].decode(errors="ignore")
    return stem.strip() or "file", suffix
