"""Why a rule, or one of its actions, was refused; ``str()`` is for the person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class RuleError(Exception):
    """A rule that cannot be so, or an action that cannot be done for this record."""


class NotEntitledError(RuleError, PermissionDenied):
    """The person may not build, enable or see this rule at this moment."""
