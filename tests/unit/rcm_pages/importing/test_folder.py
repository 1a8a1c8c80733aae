"""Which files of a folder are papers, and to which meeting a paper belongs."""

import datetime as dt

import pytest

from rcm_pages.importing.folder import meeting_of, papers_in
from tests.factories.conference import MeetingFactory
from tests.integration.importing.imports import vm


def test_papers_of_a_folder(tmp_path):
    below = tmp_path / "below"
    below.mkdir()
    (tmp_path / "folder.pdf").mkdir()
    for name in ("b.PDF", "a.docx", "notes.md", "txt"):
        (tmp_path / name).touch()
    (below / "c.txt").touch()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    named = tmp_path / "notes.md"
    assert papers_in([tmp_path, named]) == [
        tmp_path / "a.docx",
        tmp_path / "b.PDF",
        below / "c.txt",
        # Named by the link: that it leads nowhere is told, not passed over.
        tmp_path / "gone.txt",
        named,
    ]


def told(body="vice_ministerial", ordinal=None, starts_on=None):
    return {"body": body, "ordinal": ordinal, "starts_on": starts_on}


@pytest.mark.django_db
def test_the_meeting_that_a_paper_names(site):
    assert meeting_of(told(ordinal=20)) == vm(20)
    assert meeting_of(told(body="", ordinal=21)) == vm(21)
    assert meeting_of(told(starts_on="2015-11-11")) == vm(20)
    assert meeting_of(told(body="rcgm", starts_on="2014-06-24")).body.code == "rcgm"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "said",
    [
        told(),
        told(ordinal=99),
        told(ordinal=99, starts_on="2015-11-11"),
        told(starts_on="2015-11-12"),
        told(body="rcgm", ordinal=20),
    ],
)
def test_no_meeting_is_guessed(site, said):
    assert meeting_of(said) is None


@pytest.mark.django_db
def test_a_date_that_is_only_filler_names_no_meeting(site):
    MeetingFactory(
        ordinal=5, starts_on=dt.date(2000, 1, 1), ends_on=None, precision="year"
    )
    assert meeting_of(told(starts_on="2000-01-01")) is None
