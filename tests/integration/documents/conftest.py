"""What the tests of files share."""

from __future__ import annotations

import pytest

from cms.documents.models import Document
from tests.factories import works
from tests.integration.documents.served import ONE, file_of


@pytest.fixture
def public_file(site) -> Document:
    return file_of(works.recorded_action_plan(), content=ONE)
