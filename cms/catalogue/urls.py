"""Addresses of the catalogue, in the words of each language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.catalogue.views import browse

urlpatterns = [
    path(_("browse/"), browse.browse, name="browse"),
    path(_("browse/feed/"), browse.browse_feed, name="browse_feed"),
]
