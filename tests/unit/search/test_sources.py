"""Who turns objects into documents."""

import pytest

from search import sources
from tests.contract.search.papers import paper

from .conftest import Archive


def test_unknown_sources(archive: Archive) -> None:
    with pytest.raises(LookupError, match="nothing"):
        sources.get("nothing")


@pytest.mark.parametrize("name", ["", "a:b"])
def test_names(name: str) -> None:
    with pytest.raises(ValueError):
        sources.register(name, lambda ids: [], list)


def test_documents_by_id(archive: Archive) -> None:
    archive.texts = {"1": "text"}
    loaded = sources.get("work").load(["1", "2"])
    assert {each: document.key for each, document in loaded.items()} == {"1": "work:1"}
    assert sources.expected_count() == 1


def test_a_key_not_asked_for_is_refused(archive: Archive) -> None:
    sources.register("work", lambda ids: [paper("3")], list)
    with pytest.raises(ValueError, match="work:3"):
        sources.get("work").load(["1"])
