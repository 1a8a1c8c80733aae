"""Citations as files: of one work, or of a list of works."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from pydantic import ValidationError

from cms.exchange.answers import answer
from cms.exchange.citations.cited import cite
from cms.exchange.citations.formats import FORMATS, write
from cms.exchange.gathering import describe_all, works_for
from cms.exchange.naming import active_language, origin_of
from cms.exchange.problems import unclear
from cms.exchange.selection import Selection

if TYPE_CHECKING:
    import uuid as uuids

    from django.http import HttpRequest, HttpResponse

    from cms.exchange.citations.formats import Format
    from cms.exchange.description import Description

# So many works in one file; what is beyond stands on its next page.
AT_ONCE = 200


def _format(ending: str) -> Format:
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending]


def _answer(
    request: HttpRequest, found: list[Description], form: Format, name: str
) -> HttpResponse:
    body = write(found, ending=form.ending, language=active_language())
    changed = max((each.changed_at for each in found), default=None)
    response = answer(
        request, body, f"{form.media_type}; charset=utf-8", changed_at=changed
    )
    named = content_disposition_header(True, f"{name}.{form.ending}")
    response["Content-Disposition"] = named or "attachment"
    return response


@require_safe
def one(request: HttpRequest, uuid: uuids.UUID, ending: str) -> HttpResponse:
    """Give the citation of a work to those who may read it."""
    form = _format(ending)
    work = get_object_or_404(works_for(request.user), uuid=uuid)
    found = describe_all([work], reader=request.user, origin=origin_of(request))
    return _answer(request, found, form, cite(found[0], active_language()).key)


@require_safe
def many(request: HttpRequest, ending: str) -> HttpResponse:
    """Give the citations of the works that fit, so many on each page.

    What makes no sense is refused: a file of the wrong works would go unseen.
    """
    form = _format(ending)
    page = request.GET.get("page", "1")
    try:
        selection = Selection.read(request.GET)
    except ValidationError as wrong:
        return unclear(dict(error) for error in wrong.errors())
    pages = Paginator(selection.works_for(request.user), AT_ONCE)
    try:
        wanted = pages.page(page)
    except InvalidPage:
        raise Http404(_("There is no such page.")) from None
    found = describe_all(
        wanted.object_list, reader=request.user, origin=origin_of(request)
    )
    response = _answer(request, found, form, "works")
    response["X-Total-Count"] = str(pages.count)
    if wanted.has_next():
        query = request.GET.copy()
        query["page"] = str(wanted.next_page_number())
        address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        response["Link"] = f'<{address}>; rel="next"'
    return response
