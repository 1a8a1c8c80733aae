"""Addresses of the delegations' desk: under the language's prefix."""

from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, path

from cms.conference.doors import DESK, Door
from cms.conference.views import desk, people

_SCREENS = (
    ("<slug:code>/", people.party, "party"),
    ("<slug:code>/invite/", people.invite, "invite"),
    ("<slug:code>/appointments/<int:pk>/", people.appointment, "appointment"),
    ("<slug:code>/invitations/<int:pk>/", people.invitation, "invitation"),
    ("<slug:code>/deputies/", people.deputy, "deputy"),
    ("<slug:code>/deputies/<int:pk>/revoke/", people.revoke, "revoke"),
)


def screens(door: Door) -> list[URLPattern]:
    """Return the addresses of the people's screens behind a door."""
    return [
        path(route, login_required(view), {"door": door}, name=f"{door.prefix}_{name}")
        for route, view, name in _SCREENS
    ]


urlpatterns = [
    path("", desk.own_people, name="desk_people"),
    path("invitation/<str:token>/", desk.invitation, name="invitation"),
    *screens(DESK),
]
