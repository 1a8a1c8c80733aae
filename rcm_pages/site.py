"""Sets up the site: both trees, a page for each meeting, the approval, the rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
)

from cms.approval.actions import set_up_workflow
from cms.audit.actions import record as record_event
from cms.conference.actions import SECRETARIAT_GROUP
from cms.conference.models import Meeting
from cms.conference.numerals import roman
from cms.conference.permissions import capacity_of
from rcm_pages.home.models import HomePage
from rcm_pages.meetings.models import MeetingIndexPage, MeetingPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.accounts.models import User

WORKFLOW = "Approval by the Presidency"
# Titles are content, so they stand here in both languages and not in the catalogues.
HOME = {
    "en": ("Regional Conference on Migration", "rcm"),
    "es": ("Conferencia Regional sobre Migración", "crm"),
}
MEETINGS = {"en": ("Meetings", "meetings"), "es": ("Reuniones", "reuniones")}
LONGEST_SLUG = 200
# Rights of the Secretariat's group. Never to publish: a text is published by the
# decision that adopts it.
PAGE_RIGHTS = ("add_page", "change_page")
FILE_RIGHTS = ("add_document", "change_document", "choose_document")
PICTURE_RIGHTS = ("add_image", "change_image", "choose_image")


class SiteSetUp(NamedTuple):
    """The English home page, and how many pages this set-up has added."""

    home: HomePage
    pages_made: int


def _nothing() -> None:
    """Count no steps."""


def _add(parent: Page, page: Page, model: type[Page]) -> tuple[Any, bool]:
    """Give the page of that slug below a parent, adding it if there is none."""
    found = model.objects.child_of(parent).filter(slug=page.slug).first()
    return (found, False) if found else (parent.add_child(instance=page), True)


def _pair(
    parents: dict[str, Page], model: type[Page], names: dict[str, tuple[str, str]]
) -> tuple[dict[str, Any], int]:
    """Make a page in each language, the later ones translations of the first."""
    pages: dict[str, Any] = {}
    made = 0
    for language, (title, slug) in names.items():
        page = model(
            title=title,
            slug=slug,
            locale=Locale.objects.get(language_code=language),
            live=True,
        )
        for first in pages.values():
            page.translation_key = first.translation_key
        pages[language], is_new = _add(parents[language], page, model)
        made += is_new
    return pages, made


def slug_of(meeting: Meeting, language: str) -> str:
    """Return such as ``xx-vice-ministerial-meeting-2015`` in one language."""
    with translation.override(language):
        parts = [meeting.title or meeting.body.name]
    if meeting.ordinal:
        parts.insert(0, roman(meeting.ordinal))
    if meeting.starts_on:
        exact = meeting.month_is_known and not meeting.ordinal
        parts.append(f"{meeting.starts_on:%Y-%m}" if exact else str(meeting.year))
    return slugify(" ".join(parts))[:LONGEST_SLUG].strip("-")


def _free_slug(parent: Page, slug: str) -> str:
    """Return the slug, or the slug with a number where another page has it."""
    taken = set(parent.get_children().values_list("slug", flat=True))
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free


def _keep_title(page: MeetingPage, title: str) -> None:
    """Let the title follow the record, unless a person has edited the page."""
    if page.title != title and page.latest_revision_id is None:
        page.title = page.draft_title = title
        page.save(update_fields=["title", "draft_title"])


def add_meeting_pages(meeting: Meeting) -> int:
    """Make the pages of a meeting that are missing; return how many were made."""
    pages = {
        page.locale.language_code: page
        for page in MeetingPage.objects.filter(meeting=meeting).select_related("locale")
    }
    made = 0
    for index in MeetingIndexPage.objects.select_related("locale"):
        language = index.locale.language_code
        with translation.override(language):
            title = meeting.name
        if language in pages:
            _keep_title(pages[language], title)
            continue
        page = MeetingPage(
            title=title,
            slug=_free_slug(index, slug_of(meeting, language)),
            meeting=meeting,
            locale=index.locale,
        )
        for first in pages.values():
            page.translation_key = first.translation_key
        pages[language] = index.add_child(instance=page)
        made += 1
    return made


def _set_site(home: HomePage) -> None:
    """Make the home page the root of the one site, whatever was there before."""
    base = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True
    )
    site.hostname = base.hostname or "localhost"
    site.port = base.port or (443 if base.scheme == "https" else 80)
    site.site_name = settings.WAGTAIL_SITE_NAME
    site.root_page = home
    site.save()


def _remove_welcome(root: Page) -> None:
    """Remove the page with which Wagtail greets: the only plain page below the root."""
    welcome = root.get_children().exact_type(Page).filter(slug="home").first()
    if welcome and not welcome.get_children().exists():
        welcome.delete()


def _grant_rights(root: Page) -> None:
    """Let the Secretariat write pages and take files in, and publish nothing."""
    group, _made = Group.objects.get_or_create(name=SECRETARIAT_GROUP)
    rights = _rights()
    for codename in PAGE_RIGHTS:
        GroupPagePermission.objects.get_or_create(
            group=group, page=root, permission=rights[codename]
        )
    collection = Collection.get_first_root_node()
    for codename in rights.keys() - set(PAGE_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=rights[codename]
        )


def _rights() -> dict[str, Permission]:
    """Return the permissions above by code, those that the models have."""
    wanted = {
        "wagtailcore": PAGE_RIGHTS,
        "documents": (*FILE_RIGHTS, *PICTURE_RIGHTS),
    }
    return {
        permission.codename: permission
        for app, codenames in wanted.items()
        for permission in Permission.objects.filter(
            content_type__app_label=app, codename__in=codenames
        )
    }


@transaction.atomic
def set_up_site(
    *, step: Callable[[], object] = _nothing, by: User | None = None
) -> SiteSetUp:
    """Set up everything that a migrated database lacks; again changes nothing.

    ``step`` is called once for each meeting.
    """
    for language, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=language)
    root = Page.get_first_root_node()
    homes, made = _pair(dict.fromkeys(HOME, root), HomePage, HOME)
    home = homes["en"]
    _set_site(home)
    _remove_welcome(root)
    _indexes, more = _pair(homes, MeetingIndexPage, MEETINGS)
    made += more
    for meeting in Meeting.objects.select_related("body").order_by("pk"):
        made += add_meeting_pages(meeting)
        step()
    for page in homes.values():
        set_up_workflow(name=WORKFLOW, page=page)
    _grant_rights(root)
    if made:
        record_event(
            verb="site.set_up",
            subject=home,
            by=by,
            capacity=capacity_of(by),
            data={"pages": made},
        )
    return SiteSetUp(home, made)
