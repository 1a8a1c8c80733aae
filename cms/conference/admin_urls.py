"""Addresses of the Secretariat's screens, inside Wagtail's admin."""

from django.urls import include, path

from cms.conference.doors import ADMIN
from cms.conference.urls import screens
from cms.conference.views import secretariat

urlpatterns = [
    path("people/", secretariat.parties, name="people_parties"),
    path("people/", include(screens(ADMIN))),
    path("presidency/", secretariat.presidency, name="presidency_line"),
    path("presidency/hand-over/", secretariat.hand_over, name="presidency_hand_over"),
    path("presidency/<int:pk>/cancel/", secretariat.cancel, name="presidency_cancel"),
]
