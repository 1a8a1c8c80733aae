"""Days of the 2015 Action Plan, counted by hand on a calendar."""

import datetime as dt

import pytest

from rcm_pages.rules import FINANCIAL_REPORT, PARTNER_REPORTS


@pytest.mark.parametrize(
    ("rule", "meeting", "due"),
    [
        # III.d: 30 days before each meeting.
        (PARTNER_REPORTS, dt.date(2015, 11, 11), dt.date(2015, 10, 12)),
        (PARTNER_REPORTS, dt.date(2024, 3, 1), dt.date(2024, 1, 31)),
        (PARTNER_REPORTS, dt.date(2023, 3, 1), dt.date(2023, 1, 30)),
        # V.c: 40 days before the meeting of the Consultation Group.
        (FINANCIAL_REPORT, dt.date(2014, 6, 24), dt.date(2014, 5, 15)),
        (FINANCIAL_REPORT, dt.date(2015, 1, 20), dt.date(2014, 12, 11)),
    ],
)
def test_due_dates(rule, meeting, due):
    assert rule.due_on(meeting) == due


def test_whose_meetings_and_which_clause():
    assert (PARTNER_REPORTS.clause, PARTNER_REPORTS.bodies) == ("III.d", {"vm", "rcgm"})
    assert (FINANCIAL_REPORT.clause, FINANCIAL_REPORT.bodies) == ("V.c", {"rcgm"})
