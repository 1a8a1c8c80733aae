"""The web side of the smallest site."""

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
