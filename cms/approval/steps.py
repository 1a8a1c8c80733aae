"""The words of the decision table: who prepares, clears, decides; what comes out.

Pure values; who may take a step at an instant is asked in ``entitlement``.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Preparer(models.TextChoices):
    """Who brings a text to the point where it can be submitted."""

    DELEGATIONS = "delegations", _("delegations")
    SCRIBE = "scribe", _("scribe")
    PRESIDENCY = "presidency", _("Presidency")
    SECRETARIAT = "secretariat", _("Secretariat")
    PARTNER = "partner", _("partner")
    ARCHIVIST = "archivist", _("archivist")


class Clearer(models.TextChoices):
    """Who looks first; never whoever prepared the text, but for the Coordinator."""

    NONE = "none", _("nobody")
    SECRETARIAT = "secretariat", _("Secretariat")
    COORDINATOR = "coordinator", _("Coordinator of the Secretariat")
    SECOND_ARCHIVIST = "second_archivist", _("a second archivist")


class Decider(models.TextChoices):
    """Who decides after that."""

    NONE = "none", _("nobody")
    PRESIDENCY = "presidency", _("Presidency")


class Outcome(models.TextChoices):
    """What a text is when the last step is done."""

    ADOPTED = "adopted", _("adopted")
    RECEIVED = "received", _("received")
    RECORDED = "recorded", _("recorded")
    PUBLISHED = "published", _("published")


class BothLanguages(models.TextChoices):
    """Whether a text is decided in one language only."""

    REQUIRED = "required", _("yes")
    SHOWN_IF_MISSING = "shown_if_missing", _("shown if missing")
    NOT_NEEDED = "not_needed", _("no")


class Step(models.TextChoices):
    """One step of an approval, as its task and its event name it."""

    SECRETARIAT = "secretariat", _("Clearance by the Secretariat")
    COORDINATOR = "coordinator", _("Clearance by the Coordinator of the Secretariat")
    SECOND_ARCHIVIST = "second_archivist", _("Review by a second archivist")
    PRESIDENCY = "presidency", _("Decision by the Presidency")


# The audit's verbs of a step taken; the event's data name step, hash and approval.
CLEARED = "approval.cleared"
DECIDED = "approval.decided"
SUBMITTED = "approval.submitted"
PRESENTED = "approval.presented"


def verb_of(step: str) -> str:
    """Return the audit's verb of a step."""
    return DECIDED if step == Step.PRESIDENCY else CLEARED
