"""gunicorn's configuration of the web process that `manage.py portal` starts."""

from typing import Any

# What the portal waits to read before it tells the address.
READY = "Ready to answer"


def post_worker_init(worker: Any) -> None:
    """Say that this web worker has loaded the site."""
    worker.log.info(READY)
