"""The personal part of a page is cut out whole, or the page is shared with nobody."""

from types import SimpleNamespace

import pytest

from cms.reader_cache import personal

PERSON = type(
    "Person", (SimpleNamespace,), {"__str__": lambda self: f"{self.first} {self.last}"}
)(email="ada@example.org", first="Ada", last="Ríos")
PAGE = "<p>before</p><!--own--><a>Ada Ríos</a>{}<!--/own--><p>{}</p>"


def test_the_own_part_is_exchanged() -> None:
    shared = personal.cut(PAGE.format("csrfmiddlewaretoken", "after").encode(), PERSON)
    assert shared == b"<p>before</p><!--own--><!--/own--><p>after</p>"
    assert personal.halves(shared) == (b"<p>before</p>", b"<p>after</p>")


@pytest.mark.parametrize(
    "more", ["by Ada Ríos", "ada@example.org", 'name="csrfmiddlewaretoken"']
)
def test_a_page_with_more_of_a_person_is_not_shared(more: str) -> None:
    assert personal.cut(PAGE.format("", more).encode(), PERSON) is None


@pytest.mark.parametrize("page", ["", "<p>no part</p>", PAGE + PAGE])
def test_a_page_without_one_such_part_is_not_shared(page: str) -> None:
    assert personal.cut(page.encode(), PERSON) is None
