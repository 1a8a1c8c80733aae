"""What each verb of the protocol answers: elements, without their envelope."""

from __future__ import annotations

import dataclasses
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, prefetch_related_objects
from lxml.builder import ElementMaker
from lxml.etree import _Element as Element

from cms.exchange.cleaning import one_line
from cms.exchange.gathering import describe_all
from cms.exchange.oai import holdings, sets, stamps
from cms.exchange.oai.arguments import TOKEN
from cms.exchange.oai.errors import (
    BadResumptionTokenError,
    CannotDisseminateFormatError,
    IdDoesNotExistError,
    NoRecordsMatchError,
)
from cms.exchange.oai.formats import FORMATS
from cms.exchange.oai.resuming import Harvest, expires_at
from cms.works import tokens
from cms.works.meetings import hidden_meetings
from cms.works.models import Work

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cms.exchange.description import Description

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
ID_NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai-identifier"
E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_I = ElementMaker(namespace=ID_NAMESPACE, nsmap={None: ID_NAMESPACE})
AT_ONCE = 100


def identify(_arguments: dict[str, str], origin: str) -> Iterator[Element]:
    """Say who gives what here."""
    yield E("repositoryName", settings.CONFERENCE_NAME)
    yield E("baseURL", f"{origin}/oai/")
    yield E("protocolVersion", "2.0")
    yield E("adminEmail", parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    yield E("earliestDatestamp", stamps.write(holdings.earliest()))
    yield E("deletedRecord", "transient")
    yield E("granularity", "YYYY-MM-DDThh:mm:ssZ")
    domain = holdings.domain()
    sample = f"oai:{domain}:00000000-0000-4000-8000-000000000000"
    known = _I(
        "oai-identifier",
        _I("scheme", "oai"),
        _I("repositoryIdentifier", domain),
        _I("delimiter", ":"),
        _I("sampleIdentifier", sample),
    )
    yield E("description", known)


def list_metadata_formats(arguments: dict[str, str], _origin: str) -> Iterator[Element]:
    """Name the formats; every record has them all."""
    if "identifier" in arguments:
        _find(arguments["identifier"])
    for each in FORMATS.values():
        yield E(
            "metadataFormat",
            E("metadataPrefix", each.prefix),
            E("schema", each.schema),
            E("metadataNamespace", each.namespace),
        )


def list_sets(arguments: dict[str, str], _origin: str) -> Iterator[Element]:
    """Name the sets, all at once: there is no token to go on with."""
    if TOKEN in arguments:
        msg = "The sets are given whole"
        raise BadResumptionTokenError(msg)
    for spec, name in sets.all_sets():
        yield E("set", E("setSpec", spec), E("setName", one_line(name)))


def _find(identifier: str) -> Any:
    work = holdings.records().filter(uuid=holdings.key_of(identifier)).first()
    if work is None:
        msg = "No record has this identifier"
        raise IdDoesNotExistError(msg)
    return work


def _check_format(prefix: str) -> None:
    if prefix not in FORMATS:
        msg = "Records are given as: " + ", ".join(FORMATS)
        raise CannotDisseminateFormatError(msg)


def get_record(arguments: dict[str, str], origin: str) -> Iterator[Element]:
    """Give one record."""
    found = _find(arguments["identifier"])
    _check_format(arguments["metadataPrefix"])
    yield from _records([found], arguments["metadataPrefix"], origin)


def list_records(arguments: dict[str, str], origin: str) -> Iterator[Element]:
    """Give the records that changed in a time, so many at once."""
    yield from _harvest("ListRecords", arguments, origin)


def list_identifiers(arguments: dict[str, str], origin: str) -> Iterator[Element]:
    """Give the headers of the records that changed in a time, so many at once."""
    yield from _harvest("ListIdentifiers", arguments, origin)


def _harvest(verb: str, arguments: dict[str, str], origin: str) -> Iterator[Element]:
    asked = _asked(verb, arguments)
    since, until = stamps.span(asked.first, asked.last)
    _check_format(asked.prefix)
    works = holdings.records()
    if asked.spec:
        works = sets.within(works, asked.spec)
    if since:
        works = works.filter(datestamp__gte=since)
    if until:
        works = works.filter(datestamp__lt=until)
    size = asked.size or works.count()
    if asked.after:
        later = Q(datestamp=asked.after, pk__gt=asked.key)
        works = works.filter(Q(datestamp__gt=asked.after) | later)
    found = list(works[: AT_ONCE + 1])
    if not found and not asked.given:
        msg = "No record fits"
        raise NoRecordsMatchError(msg)
    shown = found[:AT_ONCE]
    if verb == "ListRecords":
        yield from _records(shown, asked.prefix, origin)
    else:
        yield from _headers(shown)
    if asked.given or len(found) > AT_ONCE:
        yield _token(asked, shown, size, is_last=len(found) <= AT_ONCE)


def _asked(verb: str, arguments: dict[str, str]) -> Harvest:
    if TOKEN in arguments:
        return Harvest.read(arguments[TOKEN], verb)
    return Harvest(
        verb=verb,
        prefix=arguments["metadataPrefix"],
        first=arguments.get("from", ""),
        last=arguments.get("until", ""),
        spec=arguments.get("set", ""),
    )


def _token(asked: Harvest, shown: list[Any], size: int, *, is_last: bool) -> Element:
    said = {"completeListSize": str(size), "cursor": str(asked.given)}
    if is_last:
        return E(TOKEN, said)
    last = shown[-1]
    following = dataclasses.replace(
        asked,
        stamp=last.datestamp.isoformat(),
        key=last.pk,
        given=asked.given + len(shown),
        size=size,
    )
    said["expirationDate"] = stamps.write(expires_at())
    return E(TOKEN, following.token(), said)


def _header(work: Any, hidden: list[int], *, is_deleted: bool) -> Element:
    status = {"status": "deleted"} if is_deleted else {}
    return E(
        "header",
        status,
        E("identifier", holdings.identifier(work)),
        E("datestamp", stamps.write(work.datestamp)),
        *(E("setSpec", spec) for spec in sets.sets_of(work, hidden)),
    )


def _public(works: list[Work]) -> set[int]:
    keys = [work.pk for work in works]
    found = Work.objects.public().filter(pk__in=keys)
    return set(found.values_list("pk", flat=True))


def _headers(works: list[Work]) -> Iterator[Element]:
    prefetch_related_objects(works, "meeting__body")
    hidden = hidden_meetings({tokens.PUBLIC})
    public = _public(works)
    for work in works:
        yield _header(work, hidden, is_deleted=work.pk not in public)


def _records(works: list[Work], prefix: str, origin: str) -> Iterator[Element]:
    """Give records as everybody may read them, whoever asks."""
    public = _public(works)
    open_works = [work for work in works if work.pk in public]
    described: dict[int, Description] = {
        each.id: each
        for each in describe_all(open_works, reader=AnonymousUser(), origin=origin)
    }
    for work, header in zip(works, _headers(works), strict=True):
        record = E("record", header)
        if work.pk in described:
            record.append(E("metadata", FORMATS[prefix].write(described[work.pk])))
        yield record


ANSWERS: dict[str, Callable[[dict[str, str], str], Iterator[Element]]] = {
    "Identify": identify,
    "ListMetadataFormats": list_metadata_formats,
    "ListSets": list_sets,
    "GetRecord": get_record,
    "ListIdentifiers": list_identifiers,
    "ListRecords": list_records,
}
