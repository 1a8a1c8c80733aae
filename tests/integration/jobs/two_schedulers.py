"""Two schedulers look at the same moment; prints how often each time fired."""

import threading
from datetime import timedelta

import django

django.setup()

from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from cms.jobs import schedules  # noqa: E402
from cms.jobs.schedules import _registry, tick  # noqa: E402

ROUNDS = 20


def main() -> None:
    """Tick in two threads, round by round, each round a day later."""
    # As if a quick worker had begun each task before the other scheduler looks.
    schedules._still_waiting = lambda _recurring: False
    name = "prune_finished"
    start = timezone.now()
    barrier = threading.Barrier(2)
    fired: list[int] = []

    def scheduler() -> None:
        for number in range(ROUNDS):
            barrier.wait()
            for each in tick(start + timedelta(days=number)):
                fired.extend([number] * (each == name))
            barrier.wait()
        connection.close()

    threads = [threading.Thread(target=scheduler) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(sorted(fired) == list(range(ROUNDS)), len(_registry))  # noqa: T201


main()
