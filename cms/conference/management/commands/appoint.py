"""`manage.py appoint`: the first Coordinator, whom nobody there can appoint."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.accounts.models import User
from cms.conference.actions import appoint
from cms.conference.appointing import today
from cms.conference.errors import ConferenceError
from cms.conference.models import Party


class Command(BaseCommand):
    """Appoints a person from today on, in the system's name; the audit keeps it."""

    help = "Appoint a person: manage.py appoint ana@example.org TS coordinator"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("email")
        parser.add_argument("party", help="The party's code, such as TS or GT")
        parser.add_argument("role", help="Such as coordinator or head_of_delegation")

    def handle(
        self, *args: Any, email: str, party: str, role: str, **options: Any
    ) -> None:
        """Appoint, or say why not."""
        person = User.objects.filter(email=email.strip().lower()).first()
        body = Party.objects.filter(code=party).first()
        if person is None or body is None:
            msg = f"There is no {'person ' + email if person is None else party}."
            raise CommandError(msg)
        try:
            kept = appoint(
                person=person, party=body, role=role, starts_on=today(), by=None
            )
        except ConferenceError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Appointed: {kept}")
