"""Calls begun at the same instant, each in a thread of its own."""

from __future__ import annotations

import threading

from django.db import connections


def at_once(*calls) -> list:
    """Run every call in a thread of its own, begun together; return what they did."""
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number, call) -> None:
        try:
            barrier.wait(10)
            results[number] = call()
        except Exception as error:  # noqa: BLE001 - looked at by the test
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results
