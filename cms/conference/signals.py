"""What the registry tells the rooms above."""

from django.dispatch import Signal

# A meeting was entered or changed, in the transaction that did it: ``meeting``.
meeting_saved = Signal()
