"""What the Conference keeps for how long, type by type, with the clause.

The Conference has adopted no rule on keeping but one: executive summaries are part of
its historical memory (II.b). All else here is a proposal, so that nothing is forgotten;
the Secretariat decides on it in the table; an empty source says that it has not yet.

Whatever was adopted, received or recorded is kept for ever whatever stands here; these
years are those of drafts and withdrawn papers, and of files that belong to no paper.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from cms.keeping.classes import Default, register
from cms.keeping.models import Keep
from rcm_pages import work_types as types

# Proposals, none of them the Conference's own.
_DRAFTS, _OWN_DRAFTS, _PERSONAL = 5, 10, 2

DEFAULTS = [
    register(Default(types.EXECUTIVE_SUMMARY.code, Keep.FOR_EVER, source="II.b")),
    register(Default(types.DECLARATION.code, Keep.REVIEW, _OWN_DRAFTS)),
    register(Default(types.ACTION_PLAN.code, Keep.REVIEW, _OWN_DRAFTS)),
    register(Default(types.DECISIONS.code, Keep.REVIEW, _OWN_DRAFTS)),
    register(Default(types.FINANCIAL_REPORT.code, Keep.REVIEW, _OWN_DRAFTS)),
    register(Default(types.PARTNER_REPORT.code, Keep.REVIEW, _DRAFTS)),
    register(Default(types.JOINT_COMMUNIQUE.code, Keep.REVIEW, _DRAFTS)),
    register(Default(types.CONCLUSIONS.code, Keep.REVIEW, _DRAFTS)),
    register(Default(types.OLDER_PAPER.code, Keep.REVIEW, _DRAFTS)),
    register(
        Default(
            "participants_list",
            Keep.PERSONAL,
            _PERSONAL,
            name=_("Lists of participants"),
        )
    ),
    register(
        Default(
            "accreditation_file",
            Keep.PERSONAL,
            _PERSONAL,
            name=_("Accreditation: letters, copies of identity papers"),
        )
    ),
    register(
        Default(
            "attendance_sheet", Keep.PERSONAL, _PERSONAL, name=_("Attendance sheets")
        )
    ),
]
