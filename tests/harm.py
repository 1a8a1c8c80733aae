"""Stored files that come to harm, for the tests."""

from __future__ import annotations

import uuid
from pathlib import Path

from cms.documents import fixity_rounds
from cms.documents.models import DocumentVersion, FixityRound, FixityState
from tests.factories.documents import text_file


def stored(version: DocumentVersion) -> Path:
    """Return where a version's bytes lie, which may then be written to."""
    path = Path(version.file.path)
    path.chmod(0o640)
    return path


def flip(version: DocumentVersion) -> bytes:
    """Change one bit and nothing else; return what the file was."""
    path = stored(version)
    was = path.read_bytes()
    path.write_bytes(bytes([was[0] ^ 1]) + was[1:])
    return was


def files(count: int) -> list[DocumentVersion]:
    """Take in so many files that no other test has."""
    made = [text_file(by=None, content=uuid.uuid4().hex.encode()) for _ in range(count)]
    return [document.current for document in made]


def whole_round() -> FixityRound:
    """Read all there is."""
    row = fixity_rounds.begin_round()
    while row.ended_at is None:
        row = fixity_rounds.read_on(of=row)
    return row


def states() -> dict[int, str]:
    """Return how each version was found."""
    return dict(FixityState.objects.values_list("version_id", "state"))


def faulty_file() -> tuple[DocumentVersion, bytes]:
    """Return a version that was found damaged, and what it was."""
    (version,) = files(1)
    was = flip(version)
    whole_round()
    return version, was
