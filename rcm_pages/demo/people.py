"""The people of the demonstration: who they are, and what each of them can do."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.hashers import make_password

from cms.accounts.models import User
from cms.conference.actions import appoint
from cms.conference.models import Party, Role
from rcm_pages.demo.calendar import PAST, PRESENT
from rcm_pages.demo.paper import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

# Printed on purpose: whoever tries the demonstration must be able to sign in.
PASSWORD = "demo-Puebla-1996"  # noqa: S105
ADMINISTRATOR = "admin@example.org"


@dataclass(frozen=True)
class Person:
    """One account of the demonstration."""

    email: str
    first_name: str
    last_name: str
    party: str
    role: str
    language: str
    can: str


EDITOR = Person(
    "editor@ts.example", "Elena", "Prado", "TS", Role.EDITOR, "en",
    "imports papers, edits drafts, submits them for approval",
)  # fmt: skip
COORDINATOR = Person(
    "coordinator@ts.example", "Tomás", "Valle", "TS", Role.COORDINATOR, "en",
    "does what the editor does, and clears texts for the Presidency",
)  # fmt: skip
APPROVER = Person(
    f"approver@{PRESENT[1].lower()}.example", "Lucía", "Montero",
    PRESENT[1], Role.HEAD_OF_DELEGATION, "es",
    "decides for the present Presidency: adopts texts or sends them back",
)  # fmt: skip
FORMER_APPROVER = Person(
    f"approver@{PAST[1].lower()}.example", "Andrés", "Solís",
    PAST[1], Role.HEAD_OF_DELEGATION, "es",
    "decided for the past Presidency: reads as a member state, decides nothing",
)  # fmt: skip
DELEGATE = Person(
    "delegate@mx.example", "Marina", "Ríos", "MX", Role.DELEGATE, "es",
    "reads what member states may read",
)  # fmt: skip
FOCAL_POINT = Person(
    "focal@mx.example", "Inés", "Cordero", "MX", Role.FOCAL_POINT, "es",
    "invites, changes and ends the people of the delegation of Mexico",
)  # fmt: skip
OTHER_DELEGATE = Person(
    "delegate@bz.example", "Jonah", "Reed", "BZ", Role.DELEGATE, "en",
    "reads what member states may read",
)  # fmt: skip
ARCHIVIST = Person(
    "archivist@ts.example", "Rosa", "Quirós", "TS", Role.ARCHIVIST, "es",
    "enters older papers; clears those that another archivist has entered",
)  # fmt: skip
DEPUTY = Person(
    f"deputy@{PRESENT[1].lower()}.example", "Marco", "Alfaro",
    PRESENT[1], Role.DELEGATE, "es",
    "stands in for the decider of the Presidency in the coming weeks",
)  # fmt: skip
OBSERVER = Person(
    "delegate@co.example", "Camila", "Torres", "CO", Role.DELEGATE, "es",
    "observer, accredited to the next meeting: reads what participants may read",
)  # fmt: skip
PARTNER = Person(
    "reports@iom.example", "Nadia", "Haddad", "IOM", Role.DELEGATE, "en",
    "hands in its organization's reports; reads what participants may read",
)  # fmt: skip
PEOPLE = (
    EDITOR, COORDINATOR, ARCHIVIST, APPROVER, DEPUTY, FORMER_APPROVER, DELEGATE,
    FOCAL_POINT, OTHER_DELEGATE, OBSERVER, PARTNER,
)  # fmt: skip


MORE_PEOPLE = tuple(
    Person(*row)
    for row in tomllib.loads((FOLDER / "people.toml").read_text("utf-8"))["people"]
)
EVERYBODY = PEOPLE + MORE_PEOPLE


def person_of(party: str) -> Person:
    """Return who hands in the reports of a partner (StopIteration: nobody does)."""
    return next(person for person in EVERYBODY if person.party == party)


def make_person(person: Person, *, password: str, by: User | None = None) -> User:
    """Make an account with its appointment; one that is there keeps its password.

    ``password`` is the hash: all share one, which takes its time to be made.
    """
    user = User.objects.filter(email=person.email).first()
    if user is None:
        user = User.objects.create_user(
            person.email,
            first_name=person.first_name,
            last_name=person.last_name,
            language=person.language,
        )
        user.password = password
        user.save(update_fields=["password"])
    party = Party.objects.get(code=person.party)
    appoint(person=user, party=party, role=person.role, by=by)
    return user


def make_people(
    people: Iterable[Person] = PEOPLE, *, by: User | None = None
) -> dict[str, User]:
    """Make accounts, the administrator's among them; return the people by address."""
    password = make_password(PASSWORD)
    if not User.objects.filter(email=ADMINISTRATOR).exists():
        User.objects.create_superuser(
            ADMINISTRATOR, PASSWORD, first_name="Demo", last_name="Administrator"
        )
    return {
        person.email: make_person(person, password=password, by=by) for person in people
    }


def strangers() -> int:
    """Return how many people are known who do not belong to the demonstration."""
    own = [ADMINISTRATOR, *(person.email for person in EVERYBODY)]
    return User.objects.exclude(email__in=own).count()


def accounts_table() -> str:
    """Return the accounts that are there as a table: address, name, party, can."""
    there = set(User.objects.values_list("email", flat=True))
    rows = [("Account", "Name", "Party", "Can")]
    rows += [
        (
            person.email,
            f"{person.first_name} {person.last_name}",
            person.party,
            person.can,
        )
        for person in EVERYBODY
        if person.email in there
    ]
    rows.append((ADMINISTRATOR, "Demo Administrator", "–", "runs the machine only"))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(f"{row[n]:<{widths[n]}}" for n in range(3)), row[3]]).rstrip()
        for row in rows
    ]
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join([*lines, "", f"Password of all: {PASSWORD}"])
