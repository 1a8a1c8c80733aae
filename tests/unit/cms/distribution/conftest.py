"""What the tests of notices share: kinds under test, their guards, an outbox."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from cms.distribution import guards, kinds
from cms.distribution.kinds import register_group, register_kind
from cms.jobs.worker import drain
from tests.unit.cms.distribution.smtp import Post, serving

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS = {
    "subject": "distribution/emails/message_subject.txt",
    "body": "distribution/emails/message.txt",
}
SMTP = "django.core.mail.backends.smtp.EmailBackend"
NEWS, TURN, GUARDED = "test.news", "test.your_turn", "test.guarded"


class Guardian:
    """Says who may see notices of the guarded kind; everybody, until told not to."""

    def __init__(self) -> None:
        self.refused: set[int] = set()

    def allows(self, person: object, _notice: object) -> bool:
        """Answer as a room's predicate would."""
        return getattr(person, "pk", None) not in self.refused


@pytest.fixture(autouse=True)
def guardian(monkeypatch: pytest.MonkeyPatch) -> Iterator[Guardian]:
    """Kinds of news, of a turn to act, and one guarded by the guardian."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(kinds, "_groups", dict(kinds._groups))
    monkeypatch.setattr(guards, "_guards", dict(guards._guards))
    found = Guardian()
    register_group("test", "Tests")
    register_kind(NEWS, **WORDS, group="test")
    register_kind(TURN, **WORDS, group="test", needs_action=True)
    register_kind(GUARDED, **WORDS, group="test", may_still_see=found.allows)
    return found


@pytest.fixture
def post(settings) -> Iterator[Post]:
    """A mail server of this machine."""
    settings.JOBS_EMAIL_BACKEND = SMTP
    yield from (_bound(settings, post) for post in serving())


def _bound(settings, post: Post) -> Post:
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
    return post


def again() -> None:
    """Run what waits for another attempt, as if its time had come."""
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(
        run_after=timezone.now() - dt.timedelta(seconds=1)
    )
    drain()
