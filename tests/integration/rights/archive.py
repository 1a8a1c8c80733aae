"""The archive of the matrix: parties, people, meetings and one object of each kind."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import override_settings

from cms.conference.models import Meeting
from cms.works import sharing
from cms.works.models import Work, WorkAudience
from rcm_pages.site import set_up_site
from search import indexer
from search.engine import get_engine
from tests.factories.conference import MeetingFactory, presidency_of
from tests.integration.rights import objects, roles
from tests.integration.rights.objects import Makers, Thing, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

    from cms.accounts.models import User


@dataclass
class Archive:
    """What the matrix is asked about, and by whom."""

    things: dict[str, Thing]
    people: dict[str, User]
    clients: dict[str, Client]
    made: Makers
    symbols: dict[str, str]


def _meetings() -> tuple[Meeting, Meeting, Meeting]:
    word = mark_of("hidden meeting")
    return (
        MeetingFactory(ordinal=20),
        MeetingFactory(ordinal=21),
        MeetingFactory(ordinal=22, city_en=f"{word} city", city_es=f"{word} ciudad"),
    )


def _restrict(made: Makers) -> None:
    """Let one meeting's papers be for members, and another meeting for its own."""
    by = made.people["coordinator"]
    sharing.set_meeting_audience(
        meeting=made.members_meeting, sees=WorkAudience.PUBLIC,
        reads=WorkAudience.MEMBERS, by=by,
    )  # fmt: skip
    sharing.set_meeting_audience(
        meeting=made.hidden_meeting, sees=WorkAudience.PARTICIPANTS,
        reads=WorkAudience.PUBLIC, by=by,
    )  # fmt: skip
    word = mark_of("hidden meeting")
    for page in made.hidden_meeting.pages.all():
        page.title = page.draft_title = f"{word} {page.title}"
        page.slug = f"{word}-{page.slug}"
        page.save()


def build() -> Archive:
    """Make everything, in the order in which it would have happened."""
    parties = roles.parties()
    presidency_of(parties["GT"], ordinal=30, days_ago=400)
    meetings = _meetings()
    set_up_site()
    people = roles.users_before(parties)
    made = Makers(*meetings, parties, people)
    objects.before_the_handover(made)
    presidency_of(parties["CR"], ordinal=31, days_ago=0)
    people |= roles.users(parties)
    for meeting in meetings:
        roles.admit(meeting, *(parties[c] for c in ("SV", "CO", "guest")))
    _restrict(made)
    objects.after_the_handover(made)
    works = Work.objects.filter(symbol__isnull=False)
    names = {t.work.pk: name for name, t in made.things.items() if t.work}
    symbols = {w.symbol: names[w.pk] for w in works if w.pk in names}
    clients = roles.clients(people)
    while indexer.drain():
        pass
    return Archive(made.things, people, clients, made, symbols)


@pytest.fixture(scope="module")
def archive(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
) -> Iterator[Archive]:
    """Build the archive once for a module; each test's own changes are taken back."""
    path: Path = tmp_path_factory.mktemp("rights")
    engine = "search.backends.embedded.EmbeddedEngine"
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        search = {"ENGINE": engine, "OPTIONS": {"path": path / "index"}}
        stack.enter_context(override_settings(SEARCH=search))
        stack.callback(lambda: get_engine().close())
        stack.enter_context(transaction.atomic())
        yield build()
        transaction.set_rollback(True)
