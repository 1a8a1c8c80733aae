"""What rooms above hear of an account; the audit lies above this room."""

from django.dispatch import Signal

# Sent within the change's transaction: ``verb`` ("accounts.deactivated"), ``person``,
# ``by`` (None for what the person's own browser did before signing in), ``data``.
person_changed = Signal()
