"""Pages of many texts at once: places in the tree, rows of both tables, revisions."""

from __future__ import annotations

import json
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils.text import slugify
from wagtail.models import Locale, Page, Revision
from wagtail.search.backends import get_search_backend

from rcm_pages.demo.paper import NAMESPACE
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.meetings.models import MeetingPage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from cms.accounts.models import User
    from rcm_pages.demo.paper import Paper

_LONGEST_SLUG = 80
_LONGEST_TITLE = 255
_UPDATED_AT_ONCE = 100


def key_of_pages(key: str) -> uuid.UUID:
    """Return what both pages of a sample work share, by which it is found again."""
    return uuid.uuid5(NAMESPACE, f"pages/{key}")


@dataclass
class _Place:
    """A meeting's page: where the next text below it stands, which slugs are taken."""

    page: MeetingPage
    step: int
    slugs: set[str]

    def next_path(self) -> str:
        self.step += 1
        path: str = Page._get_path(self.page.path, self.page.depth + 1, self.step)
        return path

    def free_slug(self, title: str) -> str:
        base = slugify(title)[:_LONGEST_SLUG].rstrip("-") or "text"
        slug, number = base, 2
        while slug in self.slugs:
            slug, number = f"{base}-{number}", number + 1
        self.slugs.add(slug)
        return slug


class Places:
    """The pages of meetings below which texts are put, as they stand now."""

    def __init__(self, meetings: Iterable[int]) -> None:
        self.locales = {each.language_code: each for each in Locale.objects.all()}
        found = MeetingPage.objects.filter(meeting__in=meetings).select_related(
            "locale"
        )
        pages = {page.path: page for page in found}
        steps: dict[str, int] = defaultdict(int)
        slugs: dict[str, set[str]] = defaultdict(set)
        steplen = Page.steplen
        for path, slug in self._below(pages.values()):
            above = path[:-steplen]
            slugs[above].add(slug)
            steps[above] = max(steps[above], Page._str2int(path[-steplen:]))
        self._places = {
            (page.meeting_id, page.locale.language_code): _Place(
                page, steps[page.path], slugs[page.path]
            )
            for page in pages.values()
        }

    def _below(self, pages: Iterable[MeetingPage]) -> Iterable[tuple[str, str]]:
        depths = {page.depth for page in pages}
        for depth in depths:
            rows = Page.objects.filter(depth=depth + 1)
            yield from rows.values_list("path", "slug")

    def of(self, meeting_id: int, language: str) -> _Place:
        """Return the place of a meeting's texts in a language."""
        return self._places[meeting_id, language]


def new_page(
    places: Places,
    *,
    type_code: str,
    meeting_id: int,
    key: str,
    paper: Paper,
    now: dt.datetime,
    by: User | None,
) -> Any:
    """Return a page that is not yet written, at the next place below its meeting."""
    place = places.of(meeting_id, paper.language)
    page_type = PAGE_TYPES[type_code]
    slug = place.free_slug(paper.title)
    return page_type(
        title=paper.title[:_LONGEST_TITLE],
        draft_title=paper.title[:_LONGEST_TITLE],
        slug=slug,
        url_path=f"{place.page.url_path}{slug}/",
        path=place.next_path(),
        depth=place.page.depth + 1,
        content_type=ContentType.objects.get_for_model(page_type),
        title_block="\n".join(paper.title_block),
        # As JSON, so that nothing of it is unpacked before somebody reads it.
        body=json.dumps([part.block() for part in paper.parts]),
        locale=places.locales[paper.language],
        translation_key=key_of_pages(key),
        live=True,
        owner=by,
        first_published_at=now,
        last_published_at=now,
        latest_revision_created_at=now,
    )


def write_pages(pages: Sequence[Any], *, by: User | None) -> list[Revision]:
    """Write new pages with a live revision each, and return the revisions in order."""
    _write_rows(pages)
    base_type = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=page.content_type,
            base_content_type=base_type,
            object_id=str(page.pk),
            created_at=page.last_published_at,
            user=by,
            object_str=str(page),
            content=page.serializable_data(),
        )
        for page in pages
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision = page.live_revision = revision
    bases = [_base_of(page) for page in pages]
    Page.objects.bulk_update(
        bases, ["latest_revision", "live_revision"], batch_size=_UPDATED_AT_ONCE
    )
    _count_children(pages)
    return revisions


def index_for_editors(pages: Sequence[Any]) -> None:
    """Put pages into the search of Wagtail's own screens."""
    by_type: dict[type[Page], list[Any]] = defaultdict(list)
    for page in pages:
        by_type[type(page)].append(page)
    backend = get_search_backend()
    for page_type, some in by_type.items():
        backend.add_bulk(page_type, some)


def _base_of(page: Any) -> Page:
    """Return the row of the table that all pages share."""
    names = (field.attname for field in Page._meta.concrete_fields)
    return Page(
        **{
            name: page.pk if name == "id" else getattr(page, name)
            for name in names
            if name != "id" or page.pk
        }
    )


def _write_rows(pages: Sequence[Any]) -> None:
    """Write both rows of each page; Django's own bulk_create knows one table only."""
    bases = Page.objects.bulk_create(_base_of(page) for page in pages)
    by_type: dict[type[Page], list[Any]] = defaultdict(list)
    for page, base in zip(pages, bases, strict=True):
        page.pk = page.id = page.page_ptr_id = base.pk
        by_type[type(page)].append(page)
    for page_type, some in by_type.items():
        rows: Any = page_type._base_manager.all()
        rows._batched_insert(some, page_type._meta.local_concrete_fields, None)
        for page in some:
            page._state.adding = False


def _count_children(pages: Sequence[Any]) -> None:
    steplen = Page.steplen
    for above, number in Counter(page.path[:-steplen] for page in pages).items():
        rows = Page.objects.filter(path=above)
        rows.update(numchild=F("numchild") + number)
