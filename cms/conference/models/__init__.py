"""Parties, people and their appointments, presidency terms, bodies, meetings."""

from cms.conference.models.meetings import Body, Meeting
from cms.conference.models.parties import Appointment, Membership, Party, Role
from cms.conference.models.people import Deputy, Invitation
from cms.conference.models.presidency import PresidencyTerm

__all__ = [
    "Appointment",
    "Body",
    "Deputy",
    "Invitation",
    "Meeting",
    "Membership",
    "Party",
    "PresidencyTerm",
    "Role",
]
