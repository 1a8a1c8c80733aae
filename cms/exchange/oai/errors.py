"""What the protocol calls errors; they are answered as XML, with status 200."""

from __future__ import annotations


class OAIError(Exception):
    """An error of the protocol: its code, and what is said of it in English."""

    code = ""


class BadVerbError(OAIError):
    """No verb, two of them, or one that the protocol does not know."""

    code = "badVerb"


class BadArgumentError(OAIError):
    """An argument that is missing, too many, repeated, or makes no sense."""

    code = "badArgument"


class BadResumptionTokenError(OAIError):
    """A token that was not given here, or is too old."""

    code = "badResumptionToken"


class CannotDisseminateFormatError(OAIError):
    """A format that records do not have."""

    code = "cannotDisseminateFormat"


class IdDoesNotExistError(OAIError):
    """An identifier that belongs to no record."""

    code = "idDoesNotExist"


class NoRecordsMatchError(OAIError):
    """Nothing fits."""

    code = "noRecordsMatch"
