"""Addresses of the catalogue, in the words of each language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from cms.catalogue.views import browse, collections, parties

urlpatterns = [
    path(_("browse/"), browse.browse, name="browse"),
    path(_("browse/feed/"), browse.browse_feed, name="browse_feed"),
    path(_("collections/"), collections.collections, name="collections"),
    path(_("collections/<slug:slug>/"), collections.collection, name="collection"),
    path(
        _("collections/<slug:slug>/feed/"),
        collections.collection_feed,
        name="collection_feed",
    ),
    path(_("parties/"), parties.parties, name="parties"),
    path(_("parties/<slug:code>/"), parties.party, name="party"),
    path(_("presidency/"), parties.presidency, name="presidency"),
]
