"""What can go wrong with a decision; ``str()`` of each is for the person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class ApprovalError(Exception):
    """A decision that cannot be taken; ``str()`` of it is for the person."""


class AlreadyDecidedError(ApprovalError):
    """Somebody else was a moment earlier."""


class TextChangedError(ApprovalError):
    """The text is no longer the one that was read."""


class ReasonMissingError(ApprovalError):
    """Something done without saying why."""


class NotEntitledError(ApprovalError, PermissionDenied):
    """The person has no part in this step at this moment."""


class NotReadyError(ApprovalError, PermissionDenied):
    """The text lacks what its procedure asks for: a language, its provenance."""


class NotPresentedError(ApprovalError):
    """The delegations have not been shown this very text (II.b)."""


class StepMissingError(ApprovalError, PermissionDenied):
    """A required step was not taken on exactly this text."""


class WrongProcedureError(ApprovalError):
    """A row of the decision table that may not be so."""
