"""Pages of the portal: both trees, and drafts of texts below a meeting."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from wagtail.models import Locale

from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.meetings.models import MeetingPage

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.conference.models import Meeting

PARAGRAPHS: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("opening", "", {"en": "The Vice-Ministers:", "es": "Los Viceministros:"}),
    ("heading", "I.", {"en": "Papers", "es": "Documentos"}),
    (
        "item",
        "a)",
        {
            "en": "The Technical Secretariat will keep the papers.",
            "es": "La Secretaría Técnica conservará los documentos.",
        },
    ),
)


def body(language: str, ids: list[str]) -> list[dict[str, Any]]:
    """Return the paragraphs in one language as blocks with these ids."""
    blocks = []
    for block_id, (kind, label, text) in zip(ids, PARAGRAPHS, strict=True):
        value: dict[str, Any] = {"text": text[language], "charged": []}
        if kind != "opening":
            value["label"] = label
        if kind == "item":
            value |= {"level": 1, "charged": ["TS"]}
        blocks.append({"type": kind, "id": block_id, "value": value})
    return blocks


def draft_pages(
    meeting: Meeting,
    *,
    by: User,
    languages: tuple[str, ...] = ("en", "es"),
    page_type: type[Any] = ActionPlanPage,
) -> list[Any]:
    """Add a draft page in each language; they share paragraph ids and the key.

    The site must be set up for the meeting.
    """
    ids = [str(uuid.uuid4()) for _paragraph in PARAGRAPHS]
    key = uuid.uuid4()
    titles = {"en": "Action Plan under Test", "es": "Plan de Acción de prueba"}
    pages = []
    for language in languages:
        parent = MeetingPage.objects.get(
            meeting=meeting, locale__language_code=language
        )
        page = page_type(
            title=titles[language],
            slug=f"plan-{key.hex[:8]}",
            title_block=titles[language].upper(),
            body=body(language, ids),
            locale=Locale.objects.get(language_code=language),
            translation_key=key,
            live=False,
            owner=by,
        )
        parent.add_child(instance=page)
        page.save_revision(user=by)
        pages.append(page)
    return pages
