"""What rights cost; run by ``bench_rights`` in a process that has set up Django."""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from typing import TYPE_CHECKING, Any

import django

django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from cms.accounts.models import User  # noqa: E402
from cms.approval import actions as approval  # noqa: E402
from cms.approval.queue import waiting  # noqa: E402
from cms.conference.models import Meeting, Membership, Party, Role  # noqa: E402
from cms.conference.presidency import current_term, presiding_party  # noqa: E402
from cms.works.audiences import access_rows, tokens_for  # noqa: E402
from cms.works.models import Access, Work, WorkAudience  # noqa: E402
from cms.works.states import SETTLED, WorkState  # noqa: E402
from cms.works.texts import work_hash  # noqa: E402
from tests.factories import people, works  # noqa: E402
from tests.factories.works import page_of  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE, ROUNDS, BATCH = 50, 200, 2_000
# How often an audience comes, in hundredths; drafts are one in ten.
AUDIENCES = (
    [WorkAudience.PUBLIC] * 55
    + [""] * 15
    + [WorkAudience.MEMBERS] * 15
    + [WorkAudience.PARTICIPANTS] * 10
    + [WorkAudience.STEERING] * 4
    + [WorkAudience.DELEGATION]
)
FIRST_DAY = dt.date(1996, 3, 13)
SEED = 1996


def say(*values: object) -> None:
    """Print values for the caller."""
    sys.stdout.write("\t".join(str(value) for value in values) + "\n")


def make_archive(count: int) -> None:
    """Make works in every state and for every audience, with their rows of access."""
    draw = random.Random(SEED)
    meetings, parties = list(Meeting.objects.all()), list(Party.objects.all())
    ordinal = getattr(current_term(), "ordinal", 0)
    for begun in tqdm(range(0, count, BATCH), unit="batch", leave=False):
        rows = [
            _work(draw, number, meetings, parties, ordinal)
            for number in range(begun, min(begun + BATCH, count))
        ]
        with transaction.atomic():
            made = Work.objects.bulk_create(rows)
            Access.objects.bulk_create(
                Access(work=work, token=token, opens_at=opens_at)
                for work in made
                for token, opens_at in access_rows(work).items()
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _work(
    draw: random.Random,
    number: int,
    meetings: list[Meeting],
    parties: list[Party],
    ordinal: int,
) -> Work:
    audience = draw.choice(AUDIENCES)
    is_draft = draw.random() < 0.1
    return Work(
        type_code="action_plan",
        symbol=None if is_draft else f"BENCH/{number}",
        state=WorkState.DRAFT if is_draft else WorkState.RECORDED,
        settled_at=None if is_draft else timezone.now(),
        audience=audience,
        audience_party=draw.choice(parties)
        if audience == WorkAudience.DELEGATION
        else None,
        meeting=draw.choice(meetings),
        dated_on=FIRST_DAY + dt.timedelta(days=draw.randrange(365 * 30)),
        steering_since=ordinal,
    )


def listing(user: Any, year: int | None) -> None:
    """What a reader's list costs: its rights, its first page and its total."""
    _take(Work.objects.filter(state__in=SETTLED).open_to(tokens_for(user)), year)


def unfiltered(_user: Any, year: int | None) -> None:
    """The same list without a thought for who reads it."""
    _take(Work.objects.filter(state__in=SETTLED), year)


def _take(found: Any, year: int | None) -> None:
    if year:
        found = found.filter(dated_on__year=year)
    list(found.select_related("meeting__body")[:PAGE])
    found.count()


def _measure(name: str, list_it: Callable[[Any, int | None], None], user: Any) -> None:
    draw = random.Random(SEED)
    years = [draw.choice([None, *range(1996, 2026)]) for _round in range(ROUNDS)]
    list_it(user, None)
    with CaptureQueriesContext(connection) as captured:
        list_it(user, None)
    times = []
    for year in tqdm(years, unit="list", leave=False):
        begun = time.perf_counter()
        list_it(user, year)
        times.append(1000 * (time.perf_counter() - begun))
    times.sort()
    say(
        name,
        f"{times[len(times) // 2]:.1f}",
        f"{times[int(len(times) * 0.95)]:.1f}",
        len(captured),
    )


def measure_listings() -> None:
    """Print p50, p95 and queries of each reader's list."""
    colombia = Party.objects.get(code="CO")
    observer = people.appointed(Role.DELEGATE, colombia, email="observer@bench.example")
    readers = {
        "anonymous": AnonymousUser(),
        "observer": observer,
        "delegate": User.objects.get(email="delegate@mx.example"),
        "editor": User.objects.get(email="editor@ts.example"),
    }
    _measure("no filter at all", unfiltered, None)
    for name, user in readers.items():
        _measure(name, listing, user)


def open_approvals(count: int) -> None:
    """Bring drafts before the Presidency."""
    editor = people.editor(email="editor@bench.example")
    coordinator = people.coordinator(email="coordinator@bench.example")
    for _number in tqdm(range(count), unit="approval", leave=False):
        work = works.draft_action_plan(by=editor)
        approval.submit(page=page_of(work), by=editor)
        state = page_of(work).current_workflow_state.current_task_state
        approval.approve(
            task_state_id=state.pk, shown_hash=work_hash(work), by=coordinator
        )


def _queue(user: User) -> tuple[int, float, int]:
    """Return how many are this person's turn, ms to list them, queries."""
    with CaptureQueriesContext(connection) as captured:
        begun = time.perf_counter()
        rows = waiting(user=user)
        took = 1000 * (time.perf_counter() - begun)
    return sum(row.is_yours for row in rows), took, len(captured)


def _decider(party: Party) -> User:
    """Make a decider; another process has used the factories' own addresses."""
    address = f"{party.code.lower()}@bench.example"
    return people.appointed(Role.HEAD_OF_DELEGATION, party, email=address)


def hand_over() -> None:
    """Print the queue of both delegations before and after the instant."""
    from cms.conference.actions import enter_past_term

    outgoing = presiding_party()
    incoming = (
        Party.objects.filter(
            pk__in=Membership.objects.filter(standing="member_state")
            .on()
            .values("party")
        )
        .exclude(pk=outgoing.pk)
        .first()
    )
    deciders = {
        "outgoing": _decider(outgoing),
        "incoming": _decider(incoming),
    }
    for name, user in deciders.items():
        mine, took, queries = _queue(user)
        say(f"{name}, before the instant", mine, f"{took:.0f}", queries)
    begun = time.perf_counter()
    enter_past_term(
        party=incoming,
        ordinal=current_term().ordinal + 1,
        starts_at=timezone.now(),
        by=None,
    )
    took = 1000 * (time.perf_counter() - begun)
    say("the hand-over itself", "–", f"{took:.0f}", "–")
    for name, user in deciders.items():
        mine, took, queries = _queue(user)
        say(f"{name}, after the instant", mine, f"{took:.0f}", queries)
    unread = [
        work
        for work in Work.objects.filter(state=WorkState.IN_APPROVAL)
        if not tokens_for(deciders["outgoing"])
        & {row.token for row in work.access.all()}
    ]
    say("no longer read by the outgoing delegation", len(unread), "–", "–")


def main(name: str, *arguments: str) -> None:
    """Run one measurement by name."""
    if name == "archive":
        make_archive(int(arguments[0]))
    elif name == "approvals":
        open_approvals(int(arguments[0]))
    else:
        {"listings": measure_listings, "hand_over": hand_over}[name]()


if __name__ == "__main__":
    main(*sys.argv[1:])
