"""All that a person's desk shows, asked for together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.approval.queue import waiting
from cms.conference.permissions import parties_of
from cms.conference.sheet import sheet_of
from cms.distribution.desk import latest_notices
from cms.works.audiences import tokens_for
from rcm_pages.desk.papers import drafts_of, is_report_of, new_papers
from rcm_pages.meetings.coming import next_meeting
from rcm_pages.partner_reports.actions import reporting_party
from rcm_pages.partner_reports.due import due_reports

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User

DECISIONS, DRAFTS, NOTICES = 10, 10, 5


def desk_of(person: User, since: dt.datetime | None) -> dict[str, Any]:
    """Return what the desk of a person shows; ``since`` says what is new to them."""
    held = tokens_for(person)
    parties = parties_of(person)
    partner = reporting_party(person)
    decisions = [row for row in waiting(user=person) if row.is_yours]
    drafts = list(drafts_of(person, parties, held)[: DRAFTS + 1])
    return {
        "parties": parties,
        "coming": next_meeting(held),
        "papers": new_papers(held, since),
        "decisions": decisions[:DECISIONS],
        "more_decisions": len(decisions[DECISIONS:]),
        "partner": partner,
        "reports": due_reports(person, partner) if partner else [],
        "drafts": [
            {"work": work, "is_report": is_report_of(work, partner)}
            for work in drafts[:DRAFTS]
        ],
        "has_more_drafts": len(drafts) > DRAFTS,
        "sheets": [sheet_of(party, person) for party in parties],
        "notices": latest_notices(person, NOTICES),
        "edits": person.has_perm("wagtailadmin.access_admin"),
    }
