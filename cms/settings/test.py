"""Under pytest: nothing leaves the machine, nothing outlives the run."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "under-test-only")
_scratch = tempfile.TemporaryDirectory(prefix="portal-test-")
os.environ["DATA_DIR"] = _scratch.name

from .base import *  # noqa: E402

DATA_DIR = Path(_scratch.name)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
ACCOUNTS_SECOND_FACTOR_REQUIRED = False  # the tests of the accounts turn it on
READER_CACHE_SECONDS = 0  # the tests of the kept pages turn it on
JOBS_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
LOGGING["root"]["level"] = "WARNING"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise looks there
