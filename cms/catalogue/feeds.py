"""Atom feeds of listings: what everybody may read, never what a session may.

The number of an entry follows from the work's UUID and the language, so that neither
another address of the site nor a corrected symbol makes old papers new.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from cms.audit.models import Event
from cms.works.models import Access, Work
from cms.works.tokens import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from cms.catalogue.listing import Listing

ENTRIES = 50
# What, done to a settled work, is news to those who have read of it before.
CHANGES = (
    "works.superseded", "works.supersedes", "works.metadata_changed",
    "works.symbol_corrected",
)  # fmt: skip
# Events looked through for such news.
_LOOKED_THROUGH = 200
_NEVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
# What no XML may hold, however it came into a title.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Feed(Atom1Feed):
    """An Atom feed that was last changed when its last entry was."""

    def latest_post_date(self) -> dt.datetime:
        """Return the latest change of an entry; a fixed day if there is none."""
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def feed_address(path: str, query: str = "") -> str:
    """Return the address of a feed with its filter."""
    return f"{path}?{query}" if query else path


def entry_id(work: Work, language: str) -> str:
    """Return the number of a work's entry in a language, the same for ever."""
    return uuid.uuid5(work.uuid, language).urn


def _changes(keys: Iterable[int] | None = None) -> dict[int, dt.datetime]:
    """Return when works were last changed, of those given or of the latest."""
    events = Event.objects.filter(subject_type=Work._meta.label_lower, verb__in=CHANGES)
    if keys is not None:
        events = events.filter(subject_id__in=[str(key) for key in keys])
    rows = events.order_by("-at").values_list("subject_id", "at")
    found: dict[int, dt.datetime] = {}
    for key, at in rows if keys is not None else rows[:_LOOKED_THROUGH]:
        found.setdefault(int(key), at)
    return found


def latest(listing: Listing) -> list[tuple[Work, dt.datetime]]:
    """Return the works of a listing that came or changed last, newest first."""
    opened = Access.objects.filter(work=OuterRef("pk"), token=PUBLIC).values("opens_at")
    came = Coalesce(Subquery(opened), F("settled_at"))
    works = (
        listing.works.settled()
        .with_faces()
        .annotate(came=Greatest(came, F("settled_at")))
        .order_by("-came", "-pk")
    )
    newest = {work.pk: work for work in works[:ENTRIES]}
    changed = _changes()
    missing = changed.keys() - newest.keys()
    newest |= {work.pk: work for work in works.filter(pk__in=missing)}
    changed |= _changes(newest.keys() - changed.keys())
    dated = [
        (work, max(work.came, changed.get(work.pk, work.came)))
        for work in newest.values()
    ]
    dated.sort(key=lambda pair: (pair[1], pair[0].pk), reverse=True)
    return dated[:ENTRIES]


def _plain(text: str) -> str:
    return _CONTROLS.sub("", text)


def _summary(work: Work) -> str:
    said = [
        _type_name(work),
        work.symbol or "",
        str(work.get_state_display()),
        work.meeting.name if work.meeting else "",
        gettext("Sample, not an adopted text.") if work.is_sample else "",
    ]
    return _plain(" · ".join(part for part in said if part))


def _type_name(work: Work) -> str:
    try:
        return str(work.type.name)
    except KeyError:
        return work.type_code


def _add(feed: Feed, request: HttpRequest, work: Work, updated: dt.datetime) -> None:
    shown = work.shown
    symbol = work.symbol or ""
    path = shown.url if shown and shown.page and shown.page.live else ""
    author = work.author.name if work.author else ""
    feed.add_item(
        title=_plain(shown.title if shown else symbol),
        link=request.build_absolute_uri(path or reverse("by_symbol", args=[symbol])),
        description=_summary(work),
        unique_id=entry_id(work, _language()),
        pubdate=work.settled_at,
        updateddate=updated,
        author_name=_plain(author) or None,
        categories=[_type_name(work)],
    )


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def answer(
    request: HttpRequest,
    listing: Listing,
    *,
    title: str,
    page: str,
    subtitle: str = "",
    query: str | None = None,
) -> HttpResponse:
    """Give a listing as a feed; ``page`` is the address of the listing's own page.

    ``query`` is what the feed's own address asks, where that is not the filter.

    Whoever has the feed already is told that nothing has changed.
    """
    query = listing.question.filter_query if query is None else query
    own = request.build_absolute_uri(feed_address(request.path, query))
    feed = Feed(
        title=_plain(title),
        link=page,
        description=_plain(subtitle),
        language=_language(),
        feed_url=own,
        feed_guid=own,
        author_name=gettext("Regional Conference on Migration"),
    )
    for work, updated in latest(listing):
        _add(feed, request, work, updated)
    body = feed.writeString("utf-8").encode()
    response = HttpResponse(body, content_type=feed.content_type)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    response["ETag"] = etag
    found: Any = get_conditional_response(request, etag=etag, response=response)
    return found
