"""On a server. Without SECRET_KEY it does not start."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *

if not SECRET_KEY:
    msg = "SECRET_KEY is not set"
    raise ImproperlyConfigured(msg)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "1"))
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "31536000"))
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # whether subdomains are bound by HSTS is the operator's to say
    "security.W008",  # the reverse proxy leads from http to https
    "security.W019",  # Wagtail's preview frames our own pages
    "security.W021",  # the browsers' preload list is the operator's to ask for
]
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]
