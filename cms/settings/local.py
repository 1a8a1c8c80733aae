"""On one's own machine: `make run`."""

import os

os.environ.setdefault("SECRET_KEY", "for-this-machine-only-not-a-secret")

from .base import *

DEBUG = os.environ.get("DEBUG", "1") == "1"
ALLOWED_HOSTS = ["*"]
DATA_DIR.mkdir(parents=True, exist_ok=True)
# Off, so that the demonstration stays easy to try; `make run` says so.
ACCOUNTS_SECOND_FACTOR_REQUIRED = (
    os.environ.get("ACCOUNTS_SECOND_FACTOR_REQUIRED", "0") == "1"
)
if DEBUG:
    READERS_ROOMS = [*READERS_ROOMS, "rcm_pages.styleguide.urls"]
