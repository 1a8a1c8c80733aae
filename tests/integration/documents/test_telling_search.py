"""The search is told when a file is read anew, also where the file is its own find."""

from __future__ import annotations

import pytest

from cms.documents import recognition
from cms.documents.actions import attach, keep_text
from cms.documents.attaching import detach
from cms.documents.extraction import ExtractedPage, Extraction
from cms.documents.models import Document, Recognition
from cms.works.models import WorkAudience
from search.models import OutboxEntry
from tests.factories import works
from tests.factories.documents import text_file
from tests.integration.documents.served import file_of

pytestmark = pytest.mark.django_db
READ = Extraction([ExtractedPage(1, "New words")], "done")


def told() -> set[tuple[str, str]]:
    return set(OutboxEntry.objects.values_list("source", "object_id"))


@pytest.fixture
def narrow(site) -> Document:
    """A file of a draft that has fewer readers than its text."""
    document = file_of(works.draft_action_plan())
    document.audience = WorkAudience.STEERING
    document.save()
    OutboxEntry.objects.all().delete()
    return document


def both(document: Document) -> set[tuple[str, str]]:
    return {
        ("expression", str(document.expression_id)),
        ("file", str(document.pk)),
    }


def test_what_is_read_anew_is_indexed_anew(narrow):
    keep_text(version=narrow.current, extraction=READ)
    assert told() == both(narrow)


def test_what_is_recognised_is_indexed_too(narrow):
    Recognition.objects.create(version=narrow.current, total=0)
    recognition.read_on(version=narrow.current)
    assert told() == both(narrow)


def test_a_file_that_changes_its_text_is_told_itself(narrow):
    left = narrow.expression
    into = left.work.expressions.exclude(pk=left.pk).get()
    attach(document=narrow, expression=into, by=None)
    assert told() == both(narrow) | {("expression", str(left.pk))}
    OutboxEntry.objects.all().delete()
    detach(document=narrow, by=None)
    assert told() == {("expression", str(into.pk)), ("file", str(narrow.pk))}


def test_a_file_by_itself_is_in_no_text(site):
    document = text_file(by=None)
    OutboxEntry.objects.all().delete()
    keep_text(version=document.current, extraction=READ)
    assert told() == set()
