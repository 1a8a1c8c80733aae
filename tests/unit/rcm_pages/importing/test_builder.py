"""From a segment to a block; from a paper to its day."""

import datetime as dt
import uuid

import pytest

from rcm_pages.importing.builder import block_of, date_of
from tests.factories.conference import MeetingFactory


@pytest.mark.parametrize(
    ("kind", "extra"),
    [
        ("opening", {}),
        ("preamble", {}),
        ("paragraph", {}),
        ("heading", {"label": "I."}),
        ("chapeau", {"label": "I."}),
        ("item", {"label": "I.", "level": 2}),
    ],
)
def test_each_kind_has_its_fields(kind, extra):
    segment = {"kind": kind, "label": "I.", "level": 2, "text": "A", "charged": ["TS"]}
    segment |= {"confirmed": ["TS"]}
    block = block_of(segment, "an-id")
    assert block == {
        "type": kind,
        "id": "an-id",
        "value": {"text": "A", "charged": ["TS"]} | extra,
    }


def test_a_block_gets_an_id_of_its_own():
    ids = {block_of({"kind": "opening", "text": "A"})["id"] for _two in range(2)}
    assert len(ids) == 2
    assert all(uuid.UUID(each) for each in ids)


@pytest.mark.parametrize("level", [0, None, 1])
def test_the_least_level(level):
    segment = {"kind": "item", "text": "A", "level": level}
    assert block_of(segment)["value"]["level"] == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_on", "ends_on", "day"),
    [
        ("2015-11-11", "2015-11-12", 12),
        ("2015-11-10", None, 10),
        (None, "2015-11-09", 9),
        (None, None, 12),
    ],
)
def test_the_day_of_a_paper(starts_on, ends_on, day):
    result = {"starts_on": starts_on, "ends_on": ends_on}
    assert date_of(result, MeetingFactory()) == dt.date(2015, 11, day)
