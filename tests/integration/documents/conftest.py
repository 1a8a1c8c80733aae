"""What the tests of files share."""

from __future__ import annotations

import pytest

from cms.documents.models import Document
from cms.documents.uploads import pieces
from tests.factories import works
from tests.integration.documents.served import ONE, file_of


@pytest.fixture
def public_file(site) -> Document:
    return file_of(works.recorded_action_plan(), content=ONE)


@pytest.fixture
def no_pieces() -> None:
    """Clear away what other tests left half sent: their rows were rolled back."""
    for path in pieces.all_there():
        path.unlink()
