"""On a server. Without SECRET_KEY it does not start."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *

if not SECRET_KEY:
    msg = "SECRET_KEY is not set"
    raise ImproperlyConfigured(msg)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "31536000"))
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
