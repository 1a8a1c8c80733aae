"""Brings a text that nobody can move any more to its end, and tells everybody."""

from __future__ import annotations

import contextlib
import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cms.accounts.models import User
from cms.approval import actions
from cms.approval.actions.breaking import TARGETS
from cms.works.models import Work
from cms.works.states import WorkState, WrongStateError


def _work(name: str) -> Work:
    """Find a text by its symbol or its UUID; raises CommandError."""
    found = Work.objects.filter(symbol__iexact=name)
    with contextlib.suppress(ValueError):
        found |= Work.objects.filter(uuid=uuid.UUID(name))
    work = found.first()
    if work is None:
        msg = f"There is no text with the symbol or UUID {name}."
        raise CommandError(msg)
    return work


class Command(BaseCommand):
    """Break the glass: the text is typed twice, the reason is a full sentence."""

    help = (
        "Brings a text that is not settled to a state, past all steps. The audit says "
        "so, and the Presidency and the Coordinator are told. It never touches a text "
        "that is settled."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the text, the state, the reason and who answers for it."""
        parser.add_argument("text", help="symbol or UUID of the text")
        parser.add_argument(
            "--to", required=True, choices=sorted(state.value for state in TARGETS)
        )
        parser.add_argument("--reason", required=True, help="a full sentence")
        parser.add_argument(
            "--as", required=True, dest="email", help="e-mail of an administrator"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Ask for the text's name once more, then do it."""
        work = _work(options["text"])
        by = User.objects.filter(email__iexact=options["email"]).first()
        if by is None:
            msg = f"Nobody has the e-mail {options['email']}."
            raise CommandError(msg)
        self._confirm(work, options)
        try:
            work = actions.break_glass(
                work=work, to=WorkState(options["to"]), reason=options["reason"], by=by
            )
        except (actions.ApprovalError, PermissionDenied, WrongStateError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            self.style.WARNING(f"Glass broken: {work.uuid} is {work.state}.")
        )

    def _confirm(self, work: Work, options: dict[str, Any]) -> None:
        title = work.shown.title if work.shown else ""
        self.stdout.write(f"{title}\n  {work.uuid}  {work.symbol or ''}  {work.state}")
        self.stdout.write(f"becomes {options['to']}, past every step of its approval.")
        typed = input(f"Type {options['text']} to go on: ")
        if typed.strip() != options["text"]:
            msg = "Nothing was done."
            raise CommandError(msg)
