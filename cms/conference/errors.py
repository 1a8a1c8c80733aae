"""Why a write to people or terms was refused; ``str()`` of it is for the person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class ConferenceError(Exception):
    """An action of this room that cannot be done."""


class NotEntitledError(ConferenceError, PermissionDenied):
    """The person has no right to this at this moment."""


class TermError(ConferenceError, ValueError):
    """A term of the Presidency that cannot stand as it was given."""


class AppointmentError(ConferenceError):
    """An appointment that cannot stand as it was given."""


class DeputyError(ConferenceError):
    """A deputy who cannot be one."""


class InvitationError(ConferenceError):
    """An invitation that cannot be made, or not be taken up."""
