"""The approval desk: queue, submission, decision, table, corrections."""

from cms.approval.views.corrections import correct
from cms.approval.views.desk import decide, preview, queue
from cms.approval.views.submitting import submit
from cms.approval.views.table import change_procedure, procedures

__all__ = [
    "change_procedure",
    "correct",
    "decide",
    "preview",
    "procedures",
    "queue",
    "submit",
]
