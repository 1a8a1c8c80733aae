"""OAI-PMH, harvested by sickle as another archive would."""

import datetime as dt
from urllib.parse import quote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree
from sickle import oaiexceptions

from cms.exchange.oai import verbs
from cms.works.models import WorkAudience
from cms.works.sharing import schedule_release, set_audience, set_meeting_audience
from tests.factories import documents, people, works
from tests.integration.exchange.harvester import Harvester

pytestmark = pytest.mark.django_db
OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = {"metadataPrefix": "oai_dc"}


@pytest.fixture
def harvester(member_of_public):
    return Harvester(member_of_public)


@pytest.fixture
def work(site):
    return works.adopted_action_plan()


def identifier(work):
    return f"oai:localhost:{work.uuid}"


def error_of(client, query):
    answer = client.get(f"/oai/?{query}")
    assert answer.status_code == 200
    root = etree.fromstring(answer.content)
    (error,) = root.findall(f"{OAI}error")
    return error.get("code")


def test_identify(harvester, work):
    said = harvester.Identify()
    assert said.protocolVersion == "2.0"
    assert said.baseURL == "http://testserver/oai/"
    assert said.deletedRecord == "transient"
    assert said.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert said.adminEmail == "portal@example.org"
    assert said.earliestDatestamp == f"{work.settled_at:%Y-%m-%dT%H:%M:%SZ}"


def test_identify_of_an_empty_archive(harvester, site):
    assert harvester.Identify().earliestDatestamp == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_records_of_dublin_core(member_of_public, work, method):
    documents.text_file(
        by=people.editor(), expression=work.expressions.get(language="es")
    )
    (found,) = Harvester(member_of_public, http_method=method).ListRecords(**DC)
    assert found.header.identifier == identifier(work)
    titles = {text.title for text in work.expressions.all()}
    assert set(found.metadata["title"]) == titles
    assert set(found.metadata["language"]) == {"en", "es"}
    assert work.symbol in found.metadata["identifier"]
    address = f"http://testserver/reference/{work.symbol}"
    assert address in found.metadata["identifier"]
    assert found.metadata["type"] == ["Action Plan", "Plan de Acción"]
    assert found.metadata["format"] == ["text/plain"]


def test_records_of_mods(harvester, work):
    text = work.expressions.get(language="es")
    documents.text_file(by=people.editor(), expression=text, name="plan.txt")
    (found,) = harvester.ListRecords(metadataPrefix="mods")
    space = {"m": "http://www.loc.gov/mods/v3"}
    root = etree.fromstring(found.raw)

    def said(path):
        return root.xpath(path, namespaces=space)

    assert said("//m:identifier[@type='local']/text()") == [work.symbol]
    assert said("//m:titleInfo[@type='translated']/m:title/text()") == [text.title]
    assert said("//m:internetMediaType/text()") == ["text/plain"]
    address = said("//m:url[@access='raw object']/text()")[0]
    assert harvester.client.head(address).status_code == 200
    assert said("//m:recordInfo") == []


def test_one_record_and_the_formats_it_has(harvester, work):
    found = harvester.GetRecord(identifier=identifier(work), **DC)
    assert found.header.setSpecs == [
        "type.action_plan", "body.vm", f"meeting.{work.meeting_id}",
    ]  # fmt: skip
    formats = harvester.ListMetadataFormats(identifier=identifier(work))
    assert [each.metadataPrefix for each in formats] == ["oai_dc", "mods"]


def test_sets_hold_what_they_say(harvester, work):
    specs = {each.setSpec: each.setName for each in harvester.ListSets()}
    assert set(specs) == {"type.action_plan", "body.vm", f"meeting.{work.meeting_id}"}
    assert specs["type.action_plan"] == "Action Plan"
    for spec in specs:
        headers = list(harvester.ListIdentifiers(set=spec, **DC))
        assert [each.identifier for each in headers] == [identifier(work)]


@pytest.mark.parametrize(
    "spec", ["type.declaration", "body.none", "meeting.1234567890123", "meeting.0"]
)
def test_empty_sets(harvester, work, spec):
    with pytest.raises(oaiexceptions.NoRecordsMatch):
        harvester.ListIdentifiers(set=spec, **DC)


def test_a_long_list_goes_on_where_it_was(harvester, work, monkeypatch):
    monkeypatch.setattr(verbs, "AT_ONCE", 2)
    made = {identifier(work)}
    made |= {identifier(works.recorded_action_plan()) for _each in range(4)}
    found = [each.identifier for each in harvester.ListIdentifiers(**DC)]
    assert sorted(found) == sorted(made)
    assert harvester.asked == 3
    records = list(Harvester(harvester.client).ListRecords(metadataPrefix="mods"))
    assert {each.header.identifier for each in records} == made


def test_what_changes_on_the_way_is_harvested_again(harvester, work, monkeypatch):
    monkeypatch.setattr(verbs, "AT_ONCE", 1)
    works.recorded_action_plan()
    headers = harvester.ListIdentifiers(**DC)
    assert next(headers).identifier == identifier(work)
    text = work.expressions.first()
    documents.text_file(by=people.editor(), expression=text)
    assert identifier(work) in [each.identifier for each in headers]


def test_only_what_changed_since(harvester, work):
    second = dt.timedelta(seconds=1)
    at = harvester.GetRecord(identifier=identifier(work), **DC).header.datestamp
    stamp = dt.datetime.fromisoformat(at)
    for since, until in ((at, at), (at[:10], at[:10]), (None, at), (at, None)):
        span = {"from": since, "until": until}
        asked = {name: value for name, value in span.items() if value}
        assert len(list(harvester.ListIdentifiers(**DC, **asked))) == 1, span
    later = f"{stamp + second:%Y-%m-%dT%H:%M:%SZ}"
    earlier = f"{stamp - second:%Y-%m-%dT%H:%M:%SZ}"
    for asked in ({"from": later}, {"until": earlier}, {"until": "0001-01-01"}):
        with pytest.raises(oaiexceptions.NoRecordsMatch):
            harvester.ListIdentifiers(**DC, **asked)
    assert list(harvester.ListIdentifiers(**DC, until="9999-12-31"))


def test_whoever_signs_in_harvests_no_more(coordinator, work):
    set_audience(work=work, audience=WorkAudience.MEMBERS, by=coordinator.user)
    assert next(Harvester(coordinator).ListRecords(**DC)).deleted


def test_a_narrowed_work_is_a_deleted_record(harvester, coordinator, work):
    set_audience(work=work, audience=WorkAudience.MEMBERS, by=coordinator.user)
    (found,) = harvester.ListRecords(**DC)
    assert found.deleted
    assert found.header.identifier == identifier(work)
    raw = harvester.ListRecords(**DC).oai_response.raw
    assert work.expressions.first().title not in raw
    assert work.symbol not in raw


def test_an_expired_work_is_a_deleted_record(harvester, work, clock):
    work.expires_at = clock.read() + dt.timedelta(days=1)
    work.save()
    assert not next(harvester.ListRecords(**DC)).deleted
    clock.pass_by(days=2)
    (found,) = harvester.ListRecords(**DC)
    assert found.deleted
    assert found.header.datestamp == f"{work.expires_at:%Y-%m-%dT%H:%M:%SZ}"


def test_what_never_was_public_is_not_there(harvester, coordinator, site):
    by = coordinator.user
    draft = works.draft_action_plan()
    set_audience(work=draft, audience=WorkAudience.MEMBERS, by=by)
    recorded = works.recorded_action_plan(audience=WorkAudience.MEMBERS)
    set_audience(work=recorded, audience=WorkAudience.STEERING, by=by)
    closed = works.recorded_action_plan()
    set_meeting_audience(meeting=closed.meeting, sees="members", reads="public", by=by)
    set_audience(work=closed, audience=WorkAudience.STEERING, by=by)
    with pytest.raises(oaiexceptions.NoRecordsMatch):
        harvester.ListIdentifiers(**DC)
    for work in (draft, recorded, closed):
        with pytest.raises(oaiexceptions.IdDoesNotExist):
            harvester.GetRecord(identifier=identifier(work), **DC)
    assert list(harvester.ListSets()) == []


def test_a_release_is_harvested_from_its_instant(harvester, coordinator, clock, work):
    opens_at = clock.read() + dt.timedelta(days=1)
    by = coordinator.user
    set_audience(work=work, audience=WorkAudience.MEMBERS, by=by)
    schedule_release(work=work, audience="public", opens_at=opens_at, by=by)
    clock.pass_by(days=2)
    (found,) = harvester.ListRecords(**DC)
    assert not found.deleted
    assert found.header.datestamp == f"{opens_at:%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=Nothing", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=%00%0B", "badVerb"),
        ("verb=Identify&x=%00", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=mods", "badArgument"),
        ("verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=yesterday", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=0000-00-00", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2015-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2015-01-02&until=2015-01-01",
         "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2015-01-02"
         "&until=2015-01-03T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=type:a", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=%00", "badArgument"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=x", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=x&set=y", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=x", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:%00",
         "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier="
         "oai:elsewhere:00000000-0000-4000-8000-000000000000", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=oai:localhost:"
         "00000000-0000-4000-8000-000000000000", "idDoesNotExist"),
    ],
)  # fmt: skip
def test_errors_of_the_protocol(member_of_public, site, query, code):
    assert error_of(member_of_public, query) == code


def test_the_request_is_echoed_where_it_was_understood(member_of_public, work):
    good = etree.fromstring(member_of_public.get("/oai/?verb=Identify").content)
    bad = etree.fromstring(member_of_public.get("/oai/?verb=Identify&a=b").content)
    assert dict(good.find(f"{OAI}request").attrib) == {"verb": "Identify"}
    assert dict(bad.find(f"{OAI}request").attrib) == {}


def test_a_token_is_for_its_verb_alone(harvester, work, monkeypatch):
    monkeypatch.setattr(verbs, "AT_ONCE", 1)
    works.recorded_action_plan()
    token = harvester.ListIdentifiers(**DC).resumption_token.token
    query = f"verb=ListRecords&resumptionToken={quote(token)}"
    assert error_of(harvester.client, query) == "badResumptionToken"
    changed = f"verb=ListIdentifiers&resumptionToken={quote('x' + token)}"
    assert error_of(harvester.client, changed) == "badResumptionToken"


def test_too_many_questions_are_asked_to_wait(member_of_public, site, settings):
    settings.EXCHANGE_REQUESTS_PER_MINUTE = 0
    answer = member_of_public.get("/oai/?verb=Identify")
    assert answer.status_code == 503
    assert 0 < int(answer["Retry-After"]) <= 61


@pytest.mark.parametrize("prefix", ["oai_dc", "mods"])
def test_a_list_costs_as_many_queries_for_many(harvester, work, prefix):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            count = len(list(harvester.ListRecords(metadataPrefix=prefix)))
        return count, len(captured)

    documents.text_file(by=people.editor(), expression=work.expressions.first())
    asked()
    few = asked()
    for _each in range(4):
        more = works.recorded_action_plan()
        for text in more.expressions.all():
            documents.text_file(by=people.editor(), expression=text)
    assert asked() == (5, few[1])
    assert few[0] == 1
