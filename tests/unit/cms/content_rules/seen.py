"""What the log says, and a draft to fire for."""

from cms.content_rules.models import FiringStep
from tests.factories import works


def outcomes():
    """Return kind and outcome of every action, oldest first."""
    return list(FiringStep.objects.order_by("pk").values_list("kind", "outcome"))


def notes(language="en"):
    """Return the note of every action in one language."""
    return [step.note[language] for step in FiringStep.objects.order_by("pk")]


def make_draft(**fields):
    """Make an Action Plan that is a draft."""
    return works.draft_action_plan(**fields)
