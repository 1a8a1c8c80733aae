"""The Conference's decision table: who prepares, clears and decides, per type.

These are the rows with which an archive begins; the table in the database is what
counts, and the Coordinator changes it with a reason.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.approval.procedures import Default, register
from cms.approval.steps import BothLanguages, Clearer, Decider, Outcome, Preparer
from rcm_pages import work_types as types

# What the Vice-Ministers adopt at a meeting: the Presidency records it (II.a).
_OF_THE_MEETING: dict[str, Any] = {
    "prepared_by": (Preparer.DELEGATIONS, Preparer.SCRIBE),
    "cleared_by": Clearer.SECRETARIAT,
    "decided_by": Decider.PRESIDENCY,
    "by_consensus": True,
    "outcome": Outcome.ADOPTED,
    "both_languages": BothLanguages.REQUIRED,
    "clause": "II.a",
}
# What was kept from before: entered by an archivist, compared by another one.
_OLDER: dict[str, Any] = {
    "prepared_by": (Preparer.ARCHIVIST,),
    "cleared_by": Clearer.SECOND_ARCHIVIST,
    "decided_by": Decider.NONE,
    "outcome": Outcome.RECORDED,
    "both_languages": BothLanguages.NOT_NEEDED,
}
# Ordinary pages: whoever presides answers for what the portal says.
_PAGES: dict[str, Any] = {
    "prepared_by": (Preparer.SECRETARIAT,),
    "cleared_by": Clearer.NONE,
    "decided_by": Decider.PRESIDENCY,
    "outcome": Outcome.PUBLISHED,
    "both_languages": BothLanguages.SHOWN_IF_MISSING,
}

DEFAULTS = [
    register(Default(types.DECLARATION.code, **_OF_THE_MEETING)),
    register(Default(types.ACTION_PLAN.code, **_OF_THE_MEETING)),
    register(Default(types.DECISIONS.code, **_OF_THE_MEETING)),
    register(
        Default(
            types.EXECUTIVE_SUMMARY.code,
            prepared_by=(Preparer.PRESIDENCY, Preparer.SECRETARIAT),
            cleared_by=Clearer.SECRETARIAT,
            decided_by=Decider.PRESIDENCY,
            needs_presenting=True,
            outcome=Outcome.ADOPTED,
            both_languages=BothLanguages.REQUIRED,
            clause="II.b",
        )
    ),
    register(
        Default(
            types.FINANCIAL_REPORT.code,
            prepared_by=(Preparer.SECRETARIAT,),
            cleared_by=Clearer.COORDINATOR,
            decided_by=Decider.PRESIDENCY,
            outcome=Outcome.ADOPTED,
            both_languages=BothLanguages.REQUIRED,
            clause="V.c",
        )
    ),
    register(
        Default(
            types.PARTNER_REPORT.code,
            prepared_by=(Preparer.PARTNER,),
            cleared_by=Clearer.SECRETARIAT,
            decided_by=Decider.NONE,
            outcome=Outcome.RECEIVED,
            both_languages=BothLanguages.NOT_NEEDED,
            clause="III.d",
        )
    ),
    register(Default(types.JOINT_COMMUNIQUE.code, **_OLDER)),
    register(Default(types.CONCLUSIONS.code, **_OLDER)),
    register(Default(types.OLDER_PAPER.code, **_OLDER, is_for_older=True)),
    register(Default("meeting", **_PAGES, name=_("Pages of meetings"))),
    register(Default("agenda", **_PAGES, name=_("Agendas"))),
    register(Default("news", **_PAGES, name=_("News"))),
]
