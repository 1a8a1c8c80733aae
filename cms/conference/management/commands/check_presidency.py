"""`manage.py check_presidency`: is the line of Presidencies whole?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.conference.line import problems, say_term
from cms.conference.presidency import current_term


class Command(BaseCommand):
    """Says who presides, and fails if the line has a gap, an overlap or a disorder."""

    help = "Check that exactly one party presides at every instant."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what is wrong, or who presides."""
        found = problems()
        for text in found:
            self.stderr.write(text)
        if found:
            msg = "The line of Presidencies is not whole."
            raise CommandError(msg)
        term = current_term()
        self.stdout.write(
            f"Presides: {say_term(term)}" if term else "No Presidency has begun."
        )
