"""When a failed job is tried again: pure arithmetic, no clock and no database."""

from dataclasses import dataclass

# No wait between two attempts is longer than this, however many have failed.
LONGEST_WAIT_S = 3600.0


class GiveUp(Exception):  # noqa: N818 - an order to the queue, not the error itself
    """Raised by a job that no further attempt can help; it fails at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often and how far apart a job is tried again."""

    retries: int = 5
    backoff_s: float = 2.0

    @property
    def attempts(self) -> int:
        """Return how often the job is tried at most, the first time included."""
        return self.retries + 1

    def allows_another(self, attempts_made: int) -> bool:
        """Say whether a job that failed `attempts_made` times may be tried again."""
        return attempts_made <= self.retries

    def wait_s(self, attempts_made: int, *, chance: float) -> float:
        """Return the seconds to wait: doubling, capped, and spread by `chance`.

        `chance` lies in [0, 1) and moves the wait by up to a quarter either way, so
        that jobs that failed together do not all come back together.
        """
        doublings = min(max(attempts_made - 1, 0), 32)
        wait = min(self.backoff_s * 2.0**doublings, LONGEST_WAIT_S)
        return wait * (0.75 + 0.5 * chance)


# For tasks declared without `@job`: those that Wagtail enqueues to keep its own
# indexes, each of which can be repeated without harm.
FOR_OTHER_TASKS = RetryPolicy(retries=3)
