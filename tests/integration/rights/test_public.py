"""At the addresses of the portal everybody meets exactly what the table says."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.integration.rights.probing import address, ask
from tests.integration.rights.readers import FILES, MEETINGS, READERS, TEXTS
from tests.integration.rights.roles import EVERYBODY

pytestmark = pytest.mark.django_db
ROLES = sorted(EVERYBODY)
SETTLED = {
    "recorded", "adopted for everybody", "for participants", "for members",
    "for one delegation", "for the steering", "expired",
    "adopted for the steering before the hand-over", "paper of a meeting for members",
    "paper of a hidden meeting", "members first, the public tomorrow",
    "members first, the public since today",
    "financial report for members",
}  # fmt: skip
# A file goes with its text; a stray page shows itself to nobody.
WITH_FILE = {*TEXTS, *FILES}
FILE_ROUTES = ("document_page", "document_version", "wagtaildocs_serve")


def readable(role, names):
    return {name for name in names if role in READERS[name]}


def met(archive, role, route, names):
    """Return what each object's own address shows to a role, and that nothing else."""
    found = set()
    for name in names:
        path = address(route, archive.things[name], archive)
        answer = ask(archive, role, path)
        if answer.status == 200:
            found.add(name)
        else:
            assert answer.status in (302, 404), (route, name, answer.status)
        extra = answer.found - readable(role, READERS)
        assert not extra, (route, name, extra)
    return found


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_texts(archive, role):
    """A draft has no page; a text has one for its readers, and 404 for all others."""
    assert met(archive, role, "wagtail_serve", SETTLED) == readable(role, SETTLED)
    others = set(READERS) - SETTLED - set(FILES) - set(MEETINGS)
    with_pages = {n for n in others if archive.things[n].pages}
    assert met(archive, role, "wagtail_serve", with_pages) == set()


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_meetings(archive, role):
    assert met(archive, role, "wagtail_serve", MEETINGS) == readable(role, MEETINGS)


@pytest.mark.parametrize("route", FILE_ROUTES)
@pytest.mark.parametrize("role", ROLES)
def test_files(archive, role, route):
    if route == "wagtaildocs_serve":
        found = set()
        for name in WITH_FILE:
            path = address(route, archive.things[name], archive)
            answer = ask(archive, role, path)
            led_on = answer.status == 302 and "/v1/" in answer.response["Location"]
            assert led_on or answer.status == 404
            found |= {name} if led_on else set()
        assert found == readable(role, WITH_FILE)
        return
    assert met(archive, role, route, WITH_FILE) == readable(role, WITH_FILE)


@pytest.mark.parametrize("role", ROLES)
def test_symbols(archive, role):
    """A symbol leads its readers on; for others it is like one that never was."""
    never = reverse("by_symbol", args=["RCM/VM/XX/2015/AP/99"])
    answer_to_never = ask(archive, role, never)
    for name in SETTLED:
        path = address("by_symbol", archive.things[name], archive)
        answer = ask(archive, role, path)
        assert answer.found <= readable(role, READERS)
        where = answer.response["Location"]
        if role in READERS[name]:
            assert where == archive.things[name].pages[0].get_url()
        else:
            # On to the same address in the reader's language, where nothing is.
            assert answer.status == answer_to_never.status
            same = answer_to_never.response["Location"].replace(never, path)
            assert where == same


@pytest.mark.parametrize("role", ROLES)
def test_search_answers_with_exactly_what_one_may_read(archive, role):
    """Hits, passages and counts: of texts, and of files with fewer readers."""
    answer = ask(archive, role, "/en/search/?q=archivo&page=1")
    pages = answer.response.context["last_page"]
    found = set(answer.found)
    for number in range(2, pages + 1):
        found |= ask(archive, role, f"/en/search/?q=archivo&page={number}").found
    searched = {*TEXTS, "file for members", "file for the steering"}
    # The address of a paper names its meeting.
    assert found - MEETINGS.keys() == readable(role, searched)
    counts = answer.response.context["answer"].facets["language"]
    assert counts["es"] == len(readable(role, TEXTS))
    assert answer.response.context["total"] == counts["es"] + counts["en"]
    files = readable(role, {"file for members", "file for the steering"})
    assert counts["en"] == counts["es"] + len(files)


@pytest.mark.parametrize("role", ROLES)
def test_sitemap_names_what_everybody_reads(archive, role):
    for language in ("en", "es"):
        answer = ask(archive, role, f"/sitemaps/{language}.xml")
        assert answer.found == readable("anonymous", SETTLED)
    assert ask(archive, role, "/sitemap.xml").found == set()


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("role", ROLES)
def test_lists_and_counts_of_papers(archive, role, language):
    """The home page, the list of meetings, each meeting; their counts too."""
    home = ask(archive, role, f"/{language}/")
    assert home.found <= readable(role, READERS)
    listing = ask(
        archive, role, {"en": "/en/meetings/", "es": "/es/reuniones/"}[language]
    )
    assert listing.found == readable(role, MEETINGS)
    counts = {
        page.meeting.ordinal: page.paper_count
        for _year, pages in listing.response.context["years"]
        for page in pages
    }
    by_meeting = {
        20: SETTLED - {"paper of a meeting for members", "paper of a hidden meeting"},
        21: {"paper of a meeting for members"},
        22: {"paper of a hidden meeting"},
    }
    expected = {n: len(readable(role, names)) for n, names in by_meeting.items()}
    if role not in READERS["hidden meeting"]:
        assert expected.pop(22) == 0
    assert counts == expected
    for meeting in (archive.made.meeting, archive.made.members_meeting):
        page = meeting.pages.get(locale__language_code=language)
        shown = ask(archive, role, page.get_url())
        papers = readable(role, by_meeting[meeting.ordinal])
        neighbours = readable(role, MEETINGS) if meeting.ordinal == 21 else set()
        assert shown.found - FILES.keys() == papers | neighbours
