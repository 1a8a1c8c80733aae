"""From a reviewed result to a page, its Work and its Expression."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.text import slugify
from wagtail.models import Locale, Page

from cms.works import types
from rcm_pages import models as pages
from rcm_pages.importing.pairs import ids_from
from rcm_pages.meetings.models import MeetingPage

if TYPE_CHECKING:
    from cms.conference.models import Meeting
    from cms.works.models import Expression
    from rcm_pages.base import TextPage
    from rcm_pages.importing.pairs import Sister

# The page type that shows each type of Work.
PAGE_TYPES: dict[str, type[TextPage]] = {
    page_type.work_type: page_type
    for page_type in (
        pages.ActionPlanPage,
        pages.ConclusionsPage,
        pages.DecisionsPage,
        pages.DeclarationPage,
        pages.ExecutiveSummaryPage,
        pages.FinancialReportPage,
        pages.JointCommuniquePage,
        pages.OlderPaperPage,
        pages.PartnerReportPage,
    )
}


class NoPlaceError(Exception):
    """The meeting has no page in the paper's language to put the text under."""


def block_of(segment: dict[str, Any], block_id: str | None = None) -> dict[str, Any]:
    """Return a segment as the raw data of a block of the text's body."""
    value: dict[str, Any] = {
        "text": segment["text"],
        # What nobody has confirmed is a suggestion, and no part of a text.
        "charged": list(segment.get("confirmed", ())),
    }
    if segment["kind"] in ("heading", "chapeau", "item"):
        value["label"] = segment.get("label", "")
    if segment["kind"] == "item":
        value["level"] = max(1, segment.get("level") or 1)
    return {
        "type": segment["kind"],
        "value": value,
        "id": block_id or str(uuid.uuid4()),
    }


def _free_slug(parent: MeetingPage, type_code: str, language: str) -> str:
    with translation.override(language):
        base = slugify(str(types.get(type_code).name)) or "text"
    taken = set(parent.get_children().values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def _tie(page: TextPage, sister: Expression | None) -> None:
    """Make a page the translation of its sister's, unless another one is already."""
    if sister is None or sister.page is None:
        return
    key = sister.page.translation_key
    # A copy made by hand for translation may have taken the place.
    if not Page.objects.filter(translation_key=key, locale=page.locale).exists():
        page.translation_key = key


def build_page(
    *,
    result: dict[str, Any],
    type_code: str,
    meeting: Meeting,
    sister: Sister | None = None,
    owner: Any = None,
) -> TextPage:
    """Make the draft page of a text under its meeting's page, with a first revision.

    ``sister`` is the same Work's text in the other language; the pages become
    translations of each other unless another page is one already. Raises
    NoPlaceError, or KeyError for an unknown type.
    """
    locale = Locale.objects.get(language_code=result["language"])
    parent = MeetingPage.objects.filter(meeting=meeting, locale=locale).first()
    if parent is None:
        raise NoPlaceError
    ids = ids_from(sister, result["segments"])
    page_type = PAGE_TYPES[type_code]
    page = page_type(
        title=result["title"][:255],
        slug=_free_slug(parent, type_code, result["language"]),
        title_block=result["title_block"],
        locale=locale,
        live=False,
        owner=owner,
    )
    page.body = page_type._meta.get_field("body").stream_block.to_python(
        [
            block_of(segment, block_id)
            for segment, block_id in zip(result["segments"], ids, strict=True)
        ]
    )
    _tie(page, sister.expression if sister else None)
    parent.add_child(instance=page)
    page.save_revision(user=owner, log_action=True)
    return page


def date_of(result: dict[str, Any], meeting: Meeting) -> dt.date | None:
    """Return the day a text is dated: its last day, else its meeting's last day.

    A month or a year is no day.
    """
    known = result.get("precision", "day") in ("", "day")
    for value in (result.get("ends_on"), result.get("starts_on")):
        if value and known:
            return dt.date.fromisoformat(value)
    return meeting.ends_on or meeting.starts_on
