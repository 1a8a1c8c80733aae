"""What can be asked: works, texts, files, meetings, parties, bodies; nothing written.

Annotations are read while this module is loaded, so what they name is imported here.
"""

import uuid as uuids
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Path, Query, Router

from cms.catalogue import collections as curated
from cms.conference.models import Body, Meeting, Membership, Party
from cms.documents.models import Document
from cms.exchange.api import schemas, writing
from cms.exchange.api.paging import paged, refuse_unknown
from cms.exchange.api.schemas import Paging
from cms.exchange.description import Description
from cms.exchange.gathering import (
    describe,
    describe_all,
    file_of,
    files_for,
    works_for,
)
from cms.exchange.naming import origin_of
from cms.exchange.selection import Code, Key, Phrase, Selection
from cms.works.audiences import tokens_for
from cms.works.meetings import hidden_meetings
from cms.works.models import (
    CuratedCollection,
    Expression,
    RegisteredSymbol,
    SymbolState,
    Work,
)
from cms.works.states import SETTLED

router = Router()
FAULTS = {422: schemas.Problem, 429: schemas.Problem}
NONE = {404: schemas.Problem, **FAULTS}


def _described(request: HttpRequest, work: Work) -> Description:
    return describe(work, reader=request.user, origin=origin_of(request))


@router.get("/works", response={200: schemas.WorkPage, **NONE}, url_name="works")
def list_works(
    request: HttpRequest, chosen: Query[Selection], paging: Query[Paging]
) -> Any:
    """List the works that you may read, newest first."""
    refuse_unknown(request, chosen, paging)
    return _works(request, chosen.works_for(request.user), paging)


def _works(request: HttpRequest, works: Any, paging: Paging) -> Any:
    origin = origin_of(request)

    def write(found: Sequence[Work]) -> Any:
        described = describe_all(found, reader=request.user, origin=origin)
        return writing.works(described)

    return paged(request, works, paging, write)


@router.get(
    "/works/by-symbol/{path:symbol}",
    response={200: schemas.Work, **NONE},
    url_name="work_by_symbol",
)
def work_by_symbol(request: HttpRequest, symbol: Path[Phrase]) -> Any:
    """Give the work that bears a symbol, or bore it formerly."""
    written = symbol.strip("/")
    works = works_for(request.user)
    found = works.filter(symbol__iexact=written).first()
    if found is None:
        former = RegisteredSymbol.objects.written(written).filter(
            state=SymbolState.FORMER
        )
        found = works.filter(pk__in=former.values("work")).first()
    if found is None:
        raise Http404
    return writing.work(_described(request, found))


@router.get("/works/{uuid}", response={200: schemas.Work, **NONE}, url_name="work")
def one_work(request: HttpRequest, uuid: uuids.UUID) -> Any:
    """Give a work with its texts and files."""
    work = get_object_or_404(works_for(request.user), uuid=uuid)
    return writing.work(_described(request, work))


@router.get(
    "/works/{uuid}/texts/{language}",
    response={200: schemas.TextWithParagraphs, **NONE},
    url_name="text",
)
def one_text(request: HttpRequest, uuid: uuids.UUID, language: Path[Phrase]) -> Any:
    """Give a text with its paragraphs, as it was frozen."""
    work = get_object_or_404(works_for(request.user), uuid=uuid)
    texts = Expression.objects.prefetch_related("paragraphs")
    expression = get_object_or_404(texts, work=work, language=language)
    return writing.text(expression, _described(request, work))


@router.get("/files", response={200: schemas.FilePage, **NONE}, url_name="files")
def list_files(request: HttpRequest, paging: Query[Paging]) -> Any:
    """List the files of works that you may read, newest first."""
    refuse_unknown(request, paging)
    origin = origin_of(request)
    files = files_for(request.user).order_by("-pk")

    def write(found: Sequence[Document]) -> Any:
        return [_file(each, origin) for each in found]

    return paged(request, files, paging, write)


def _file(document: Document, origin: str) -> dict[str, Any]:
    described = file_of(document, origin)
    if described is None or document.expression is None:
        raise Http404
    return vars(described) | {"work": str(document.expression.work.uuid)}


@router.get("/files/{id}", response={200: schemas.FileOfWork, **NONE}, url_name="file")
def one_file(request: HttpRequest, id: Path[Key]) -> Any:
    """Give what is known of a file of a work."""
    return _file(get_object_or_404(files_for(request.user), pk=id), origin_of(request))


def _meetings(request: HttpRequest) -> Any:
    hidden = hidden_meetings(tokens_for(request.user))
    return Meeting.objects.select_related("body", "host").exclude(pk__in=hidden)


@router.get(
    "/meetings", response={200: schemas.MeetingPage, **NONE}, url_name="meetings"
)
def list_meetings(request: HttpRequest, paging: Query[Paging]) -> Any:
    """List the meetings that you may see, newest first, undated ones at the end."""
    refuse_unknown(request, paging)
    meetings = _meetings(request).order_by(F("starts_on").desc(nulls_last=True), "-pk")
    return paged(request, meetings, paging, writing.meetings)


@router.get(
    "/meetings/{id}", response={200: schemas.Meeting, **NONE}, url_name="meeting"
)
def one_meeting(request: HttpRequest, id: Path[Key]) -> Any:
    """Give a meeting; its papers are works with ``meeting`` set to its number."""
    return writing.meeting(get_object_or_404(_meetings(request), pk=id))


@router.get("/parties", response={200: schemas.PartyPage, **NONE}, url_name="parties")
def list_parties(request: HttpRequest, paging: Query[Paging]) -> Any:
    """List the parties that the Conference knows, with their standings of today."""
    refuse_unknown(request, paging)

    def write(found: Sequence[Party]) -> Any:
        today = Membership.objects.filter(party__in=found).on()
        return writing.parties(found, dict(today.values_list("party", "standing")))

    return paged(request, Party.objects.order_by("code"), paging, write)


@router.get("/bodies", response={200: schemas.BodyPage, **NONE}, url_name="bodies")
def list_bodies(request: HttpRequest, paging: Query[Paging]) -> Any:
    """List the bodies of the Conference."""
    refuse_unknown(request, paging)
    bodies = Body.objects.select_related("parent").order_by("code")
    return paged(request, bodies, paging, writing.bodies)


@router.get(
    "/collections",
    response={200: schemas.CollectionPage, **NONE},
    url_name="collections",
)
def list_collections(request: HttpRequest, paging: Query[Paging]) -> Any:
    """List the collections that you find, by name."""
    refuse_unknown(request, paging)
    found = curated.found_by(request.user)
    return paged(request, found, paging, writing.collections)


@router.get(
    "/collections/{slug}/works",
    response={200: schemas.WorkPage, **NONE},
    url_name="collection_works",
)
def collection_works(
    request: HttpRequest, slug: Path[Code], paging: Query[Paging]
) -> Any:
    """List the works of a collection that you may read, in its own order."""
    refuse_unknown(request, paging)
    collections = CuratedCollection.objects.select_related("listing")
    found = get_object_or_404(collections, slug=slug)
    if not curated.may_find(request.user, found):
        raise Http404
    listing = curated.listed_in(found, user=request.user, data={})
    works = listing.works.filter(state__in=SETTLED)
    return _works(request, works, paging)
