"""How the Conference's types of work are cited.

What was decided or agreed together is a text of its own right; the rest are reports.
"""

from cms.exchange.kinds import DECIDED_TEXT, register
from rcm_pages import work_types

register(
    DECIDED_TEXT,
    work_types.DECLARATION.code,
    work_types.ACTION_PLAN.code,
    work_types.DECISIONS.code,
    work_types.JOINT_COMMUNIQUE.code,
    work_types.CONCLUSIONS.code,
)
