"""Parties, people, presidency terms, bodies, meetings, accreditation."""

from cms.conference.models.bodies import Body
from cms.conference.models.meetings import Meeting
from cms.conference.models.names import BodyName, PartyName
from cms.conference.models.participation import (
    Accreditation,
    AccreditedPerson,
    Participation,
)
from cms.conference.models.parties import Appointment, Membership, Party, Role
from cms.conference.models.people import Deputy, Invitation
from cms.conference.models.presidency import PresidencyTerm

__all__ = [
    "Accreditation",
    "AccreditedPerson",
    "Appointment",
    "Body",
    "BodyName",
    "Deputy",
    "Invitation",
    "Meeting",
    "Membership",
    "Participation",
    "Party",
    "PartyName",
    "PresidencyTerm",
    "Role",
]
