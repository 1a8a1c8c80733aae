"""Every page type, where Django looks for them."""

from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.decisions.models import DecisionsPage
from rcm_pages.declarations.models import DeclarationPage
from rcm_pages.financial_reports.figures import (
    ContributionRow,
    ExpenditureRow,
    Figures,
    FiguresReading,
    IncomeRow,
)
from rcm_pages.financial_reports.models import FinancialReportPage
from rcm_pages.historic.models import (
    ConclusionsPage,
    JointCommuniquePage,
    OlderPaperPage,
)
from rcm_pages.home.models import HomePage
from rcm_pages.meetings.models import MeetingIndexPage, MeetingPage
from rcm_pages.news.models import NewsPage
from rcm_pages.partner_reports.models import PartnerReportPage
from rcm_pages.standard.models import StandardPage
from rcm_pages.summaries.models import ExecutiveSummaryPage

__all__ = [
    "ActionPlanPage",
    "ConclusionsPage",
    "ContributionRow",
    "DecisionsPage",
    "DeclarationPage",
    "ExecutiveSummaryPage",
    "ExpenditureRow",
    "Figures",
    "FiguresReading",
    "FinancialReportPage",
    "HomePage",
    "IncomeRow",
    "JointCommuniquePage",
    "MeetingIndexPage",
    "MeetingPage",
    "NewsPage",
    "OlderPaperPage",
    "PartnerReportPage",
    "StandardPage",
]
