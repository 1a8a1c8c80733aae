"""A partner's report on its way to the Secretariat (III.d)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.approval import actions as approval
from cms.conference.models import Membership, Role
from cms.conference.permissions import appointments_of
from cms.documents.actions import add_version, create_document
from cms.works import actions as works
from cms.works.models import Expression, Work, WorkAudience
from cms.works.states import WorkState, check_transition
from rcm_pages.importing.builder import build_page
from rcm_pages.work_types import PARTNER_REPORT

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.conference.models import Meeting, Party

# Whom the Action Plan asks for reports; civil society hands in its own (IV).
STANDINGS = (
    Membership.Standing.OBSERVER_STATE,
    Membership.Standing.OBSERVER_ORGANIZATION,
    Membership.Standing.CIVIL_SOCIETY,
    Membership.Standing.SPECIAL_GUEST,
)
ROLES = (Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.FOCAL_POINT)


class NotAPartnerError(Exception):
    """The person stands for no partner at this moment; ``str()`` is for them."""


def reporting_party(user: Any) -> Party | None:
    """Return the partner for which a person hands in reports, if there is one."""
    parties = [a.party_id for a in appointments_of(user) if a.role in ROLES]
    if not parties:
        return None
    standing = (
        Membership.objects.on()
        .filter(party__in=parties, standing__in=STANDINGS)
        .select_related("party")
        .first()
    )
    return standing.party if standing else None


def reports_of(party: Party) -> Any:
    """Return what a partner has handed in or is preparing, the newest first."""
    return (
        Work.objects.with_faces()
        .filter(type_code=PARTNER_REPORT.code, prepared_by=party)
        .exclude(state=WorkState.WITHDRAWN)
        .order_by("-created_at")
    )


def _as_read(title: str, language: str, summary: str) -> dict[str, Any]:
    """Return a summary as an importer would have read it: a line is a paragraph."""
    lines = [line.strip() for line in summary.splitlines() if line.strip()]
    return {
        "language": language,
        "title": title,
        "title_block": "",
        "segments": [{"kind": "paragraph", "text": line} for line in lines],
    }


def _attach(expression: Expression, upload: Any, by: User) -> None:
    create_document(
        title=expression.title,
        content=upload,
        name=upload.name,
        expression=expression,
        language=expression.language,
        by=by,
    )


@transaction.atomic
def begin_report(
    *,
    meeting: Meeting,
    title: str,
    language: str,
    summary: str,
    audience: str = WorkAudience.PARTICIPANTS,
    upload: Any,
    is_sample: bool = False,
    by: User,
) -> Work:
    """Enter a partner's report as its own draft, with its file.

    Raises NotAPartnerError, UnreadableFile, or NoPlaceError where the meeting has no
    page in that language.
    """
    party = reporting_party(by)
    if party is None:
        raise NotAPartnerError(_("Reports are handed in by partners."))
    work = works.create_work(
        type_code=PARTNER_REPORT.code,
        meeting=meeting,
        author=party,
        prepared_by=party,
        audience=audience,
        is_sample=is_sample,
        by=by,
    )
    page = build_page(
        result=_as_read(title, language, summary),
        type_code=PARTNER_REPORT.code,
        meeting=meeting,
        owner=by,
    )
    expression = works.add_expression(work=work, page=page, by=by)
    _attach(expression, upload, by)
    return work


def expression_of(work: Work) -> Expression:
    """Return the text that the partner handed in; a translation may stand beside it."""
    return work.expressions.select_related("page").earliest("pk")


@transaction.atomic
def replace_file(*, work: Work, upload: Any, by: User) -> None:
    """Add a version of the report's file while the report is a draft.

    Raises UnreadableFile, or FixedFileError once it has been handed in.
    """
    expression = expression_of(work)
    document = expression.documents.first()
    if document is None:
        _attach(expression, upload, by)
        return
    add_version(document=document, content=upload, name=upload.name, by=by)


def hand_in(*, work: Work, by: User) -> None:
    """Hand a report in: the Secretariat receipts it. Raises ApprovalError."""
    page = expression_of(work).page
    if page is not None:
        approval.submit(page=page.specific, by=by)


@transaction.atomic
def withdraw(*, work: Work) -> None:
    """Take a draft away; its file stays in the Secretariat's keeping.

    Raises WrongStateError if it is not a draft any more.
    """
    check_transition(work.state, WorkState.WITHDRAWN)
    for expression in work.expressions.select_related("page"):
        if expression.page is not None:
            expression.page.specific.delete()
