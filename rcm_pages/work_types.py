"""The Conference's types of Work and their parts of the symbol.

The Conference numbers nothing, so the letters are ours, from the English names: DEC,
AP, DCN (decisions; DEC is taken), ES, FR, REP; for older papers JC, CON and OP.
"""

from django.utils.translation import gettext_lazy as _

from cms.works.types import WorkType, register

DECLARATION = register(
    WorkType("declaration", "DEC", _("Declaration"), _("Declarations"))
)
ACTION_PLAN = register(
    WorkType("action_plan", "AP", _("Action Plan"), _("Action Plans"))
)
DECISIONS = register(WorkType("decisions", "DCN", _("Decisions"), _("Decisions")))
EXECUTIVE_SUMMARY = register(
    WorkType(
        "executive_summary",
        "ES",
        _("Executive summary"),
        _("Executive summaries"),
        drafted_with_presidency=True,
    )
)
FINANCIAL_REPORT = register(
    WorkType("financial_report", "FR", _("Financial report"), _("Financial reports"))
)
PARTNER_REPORT = register(
    WorkType(
        "partner_report",
        "REP",
        _("Report of a partner"),
        _("Reports of partners"),
        needs_presidency=False,
    )
)
JOINT_COMMUNIQUE = register(
    WorkType(
        "joint_communique",
        "JC",
        _("Joint communiqué"),
        _("Joint communiqués"),
        needs_presidency=False,
    )
)
CONCLUSIONS = register(
    WorkType(
        "conclusions",
        "CON",
        _("Conclusions"),
        _("Conclusions"),
        needs_presidency=False,
    )
)
OLDER_PAPER = register(
    WorkType(
        "older_paper",
        "OP",
        _("Older paper"),
        _("Older papers"),
        needs_presidency=False,
    )
)
