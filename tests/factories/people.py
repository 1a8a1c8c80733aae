"""People, and people with an appointment."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone

from cms.accounts.models import User
from cms.conference.actions import appoint
from cms.conference.models import Party, Role
from tests.factories.conference import MemberStateFactory, SecretariatFactory

PASSWORD = "a-password-under-test"


class UserFactory(factory.django.DjangoModelFactory):
    """A person who can sign in and holds no appointment."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    first_name = "Ada"
    last_name = factory.Sequence(lambda n: f"Person{n}")

    @classmethod
    def _create(cls, model_class: type[User], *_args: object, **fields: object) -> User:
        return model_class.objects.create_user(password=PASSWORD, **fields)


def appointed(role: str, party: Party, **fields: object) -> User:
    """Make a person with a role in a party since last year."""
    user = UserFactory(**fields)
    since = timezone.localdate() - dt.timedelta(days=365)
    appoint(person=user, party=party, role=role, starts_on=since, by=None)
    return user


def editor(**fields: object) -> User:
    """Make an editor of the Secretariat."""
    return appointed(Role.EDITOR, SecretariatFactory(), **fields)


def coordinator(**fields: object) -> User:
    """Make the Coordinator of the Secretariat."""
    return appointed(Role.COORDINATOR, SecretariatFactory(), **fields)


def archivist(**fields: object) -> User:
    """Make an archivist of the Secretariat."""
    return appointed(Role.ARCHIVIST, SecretariatFactory(), **fields)


def head_of_delegation(code: str, **fields: object) -> User:
    """Make the head of the delegation of a member state."""
    party = MemberStateFactory(code=code)
    return appointed(Role.HEAD_OF_DELEGATION, party, **fields)


def delegate(code: str, **fields: object) -> User:
    """Make a delegate of a member state."""
    return appointed(Role.DELEGATE, MemberStateFactory(code=code), **fields)


def focal_point(code: str, **fields: object) -> User:
    """Make the focal point of a member state."""
    return appointed(Role.FOCAL_POINT, MemberStateFactory(code=code), **fields)
