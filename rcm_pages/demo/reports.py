"""Reports of a partner: one that the Secretariat has received, one still a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from cms.approval import actions as approval
from cms.approval.actions.deciding import RECEIPT_CHECKS
from cms.conference.models import Meeting
from cms.works.texts import work_hash
from rcm_pages.demo.paper import SAMPLE
from rcm_pages.demo.people import COORDINATOR, PARTNER
from rcm_pages.partner_reports.actions import (
    begin_report,
    expression_of,
    hand_in,
    reporting_party,
    reports_of,
)

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.works.models import Work

REPORTS = (
    (
        "rcgm",
        "Assistance to Stranded Migrants: Report for the Consultation Group",
        "Some four thousand people were helped to return of their own will.\n"
        "One in five of them travelled with children.",
    ),
    (
        "vm",
        "Work and Dignity: Report for the Vice-Ministerial Meeting",
        "Contributions on seasonal work, from recruitment to return.",
    ),
)


def make_reports(people: dict[str, User]) -> int:
    """Hand in a partner's report and begin another, once; return how many were made."""
    partner = people[PARTNER.email]
    party = reporting_party(partner)
    if party is None or reports_of(party).exists():
        return 0
    works = [
        _begin(body, title, summary, partner=partner)
        for body, title, summary in REPORTS
    ]
    _receive(works[0], partner=partner, by=people[COORDINATOR.email])
    return len(works)


def _begin(body: str, title: str, summary: str, *, partner: User) -> Work:
    meeting = Meeting.objects.filter(is_fictional=True, body__code=body).latest(
        "starts_on"
    )
    text = f"{SAMPLE['en']}\n\n{title}\n\n{summary}\n"
    return begin_report(
        meeting=meeting,
        title=title,
        language="en",
        summary=summary,
        upload=ContentFile(text.encode(), name="report.txt"),
        is_sample=True,
        by=partner,
    )


def _receive(work: Work, *, partner: User, by: User) -> None:
    hand_in(work=work, by=partner)
    page = expression_of(work).page
    if page is None:
        return
    state = page.specific.current_workflow_state.current_task_state
    approval.approve(
        task_state_id=state.pk,
        shown_hash=work_hash(work),
        checked=sorted(RECEIPT_CHECKS),
        by=by,
    )
