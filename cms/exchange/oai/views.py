"""The one address of the harvest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from cms.exchange import throttling
from cms.exchange.cleaning import one_line
from cms.exchange.naming import origin_of
from cms.exchange.oai import arguments, stamps
from cms.exchange.oai.errors import BadArgumentError, BadVerbError, OAIError
from cms.exchange.oai.formats import XSI
from cms.exchange.oai.verbs import ANSWERS, NAMESPACE, E

if TYPE_CHECKING:
    from django.http import HttpRequest

SCHEMA = f"{NAMESPACE} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"


# Nothing is written here, whoever sends what.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def harvest(request: HttpRequest) -> HttpResponse:
    """Answer a harvester with what everybody may read, signed in or not."""
    wait = throttling.seconds_to_wait(request)
    if wait:
        # As the protocol has it (OAI-PMH 3.1.2.2).
        return HttpResponse(status=503, headers={"Retry-After": str(wait)})
    said = request.POST if request.method == "POST" else request.GET
    attributes: dict[str, str] = {}
    try:
        verb, given = arguments.read(said)
        attributes = {"verb": verb, **{k: one_line(v) for k, v in given.items()}}
        content = E(verb, *ANSWERS[verb](given, origin_of(request)))
    except OAIError as error:
        if isinstance(error, BadVerbError | BadArgumentError):
            attributes = {}
        content = E("error", one_line(str(error)), code=error.code)
    return _answer(request, attributes, content)


def _answer(
    request: HttpRequest, attributes: dict[str, str], content: etree._Element
) -> HttpResponse:
    root = etree.Element(f"{{{NAMESPACE}}}OAI-PMH", nsmap={None: NAMESPACE, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", SCHEMA)
    root.append(E("responseDate", stamps.write(timezone.now())))
    root.append(E("request", f"{origin_of(request)}/oai/", attributes))
    root.append(content)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xsi"])
    body = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    response = HttpResponse(body, content_type="text/xml; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response
