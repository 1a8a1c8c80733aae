"""Two who change the same file, symbol or folder at the same instant."""

from __future__ import annotations

import hashlib
import io
import shutil

import pytest

from cms.conference.models import Meeting
from cms.documents import actions, restoring
from cms.documents.models import Document
from cms.documents.uploads import receiving, settling
from cms.works import reservations
from cms.works.models import RegisteredSymbol, Work
from rcm_pages.importing.folder import import_papers
from rcm_pages.importing.models import Import
from tests.factories import people
from tests.factories.documents import text_file
from tests.papers import SAMPLE_EN, SAMPLE_ES
from tests.together import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]
ONE, TWO, THREE = b"I. One\n", b"I. Two\n", b"I. Three\n"


def errors_of(results: list) -> list:
    return [result for result in results if isinstance(result, Exception)]


def received(content: bytes, by):
    """Bring a file in that waits for an answer, for another of its name is there."""
    upload = receiving.begin(name="paper.txt", size=len(content), by=by)
    upload = receiving.go_on(upload=upload, at=0, content=io.BytesIO(content))
    return settling.settle(upload=upload)


def test_two_uploads_become_versions_of_one_file(request):
    request.getfixturevalue("site")
    persons = [people.editor(), people.editor()]
    document = text_file(by=None, content=ONE)
    uploads = [
        received(content, by) for content, by in zip((TWO, THREE), persons, strict=True)
    ]
    results = at_once(
        *(
            lambda upload=upload, by=by: settling.answer(
                upload=upload, into=document, by=by
            )
            for upload, by in zip(uploads, persons, strict=True)
        )
    )
    assert errors_of(results) == []
    versions = list(document.versions.order_by("number"))
    assert [version.number for version in versions] == [1, 2, 3]
    last = Document.objects.get(pk=document.pk)
    assert last.file.name == versions[-1].file.name


def test_a_restored_version_and_a_new_one(request):
    request.getfixturevalue("site")
    editor = people.editor()
    document = text_file(by=None, content=ONE)
    actions.add_version(
        document=document, content=io.BytesIO(TWO), name="paper.txt", by=editor
    )
    first = document.versions.get(number=1)
    results = at_once(
        lambda: restoring.restore_version(version=first, by=editor),
        lambda: actions.add_version(
            document=document, content=io.BytesIO(THREE), name="paper.txt", by=editor
        ),
    )
    assert errors_of(results) == []
    versions = list(document.versions.order_by("number"))
    assert [version.number for version in versions] == [1, 2, 3, 4]
    hashes = {version.sha256 for version in versions[2:]}
    assert hashes == {hashlib.sha256(each).hexdigest() for each in (ONE, THREE)}
    last = Document.objects.get(pk=document.pk)
    assert last.file.name == versions[-1].file.name


@pytest.mark.parametrize("number", [None, 7])
def test_two_who_reserve_a_symbol(request, number):
    request.getfixturevalue("site")
    meeting = Meeting.objects.get(ordinal=20, body__code="vm")

    def reserve():
        return reservations.reserve(
            type_code="declaration",
            meeting=meeting,
            number=number,
            why="For the host",
            by=people.editor(),
        )

    results = at_once(reserve, reserve, reserve)
    given = [row.symbol for row in RegisteredSymbol.objects.all()]
    wrong = errors_of(results)
    assert len(given) == len(set(given)) == (3 if number is None else 1)
    assert all(isinstance(error, reservations.SymbolError) for error in wrong)
    assert len(wrong) == 3 - len(given)


def test_two_runs_over_one_folder(request, tmp_path):
    request.getfixturevalue("site")
    for sample in (SAMPLE_EN, SAMPLE_ES):
        shutil.copy(sample, tmp_path)

    def run():
        return [one.word for one in import_papers([tmp_path], build=True, by=None)]

    results = at_once(run, run)
    assert errors_of(results) == []
    assert sorted(word for words in results for word in words) == [
        "built", "built", "same", "same",
    ]  # fmt: skip
    assert Import.objects.count() == 2
    assert Work.objects.filter(type_code="action_plan").count() == 1


def test_two_runs_in_the_other_order(request, tmp_path):
    """Each language of a paper is brought by another run: still one work."""
    request.getfixturevalue("site")

    def run(sample):
        return lambda: [
            one.word for one in import_papers([sample], build=True, by=None)
        ]

    results = at_once(run(SAMPLE_EN), run(SAMPLE_ES))
    assert errors_of(results) == []
    assert results == [["built"], ["built"]]
    assert Work.objects.filter(type_code="action_plan").count() == 1
