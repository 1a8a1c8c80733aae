"""Screens of this room: the delegations' desk and the Secretariat's."""
