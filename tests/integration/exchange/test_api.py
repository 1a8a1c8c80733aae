"""The read API, asked by hand; what its OpenAPI promises is asked by schemathesis."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import gettext, override

from cms.conference.models import Meeting
from cms.exchange.api.documentation import OPERATIONS, PARAMETERS
from cms.works.models import CollectionEntry, CuratedCollection, WorkAudience
from cms.works.sharing import set_audience, set_meeting_audience
from cms.works.symbol_corrections import correct_symbol
from tests.factories import documents, people, works
from tests.factories.conference import PartyFactory

pytestmark = pytest.mark.django_db
API = "/api/v1"
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def work(site):
    return works.adopted_action_plan()


def get(client, path, status=200, **headers):
    answer = client.get(f"{API}{path}", **headers)
    assert answer.status_code == status, answer.content
    is_problem = status >= 400
    wanted = "application/problem+json" if is_problem else "application/json"
    assert answer["Content-Type"].startswith(wanted)
    return answer.json()


def test_a_work_says_all_that_is_known(member_of_public, work):
    text = work.expressions.get(language="es")
    file = documents.text_file(by=people.editor(), expression=text, name="plan.txt")
    said = get(member_of_public, f"/works/{work.uuid}")
    assert said["symbol"] == work.symbol
    assert said["type"] == {
        "code": "action_plan",
        "name": {"en": "Action Plan", "es": "Plan de Acción"},
    }
    assert said["state"]["code"] == "adopted"
    assert said["meeting"]["id"] == work.meeting_id
    assert said["meeting"]["body"]["code"] == "vm"
    assert {t["language"]: t["title"] for t in said["texts"]} == {
        t.language: t.title for t in work.expressions.all()
    }
    (described,) = said["files"]
    assert described["name"] == "plan.txt"
    assert described["sha256"] == file.current.sha256
    assert described["media_type"] == "text/plain"
    for address in (said["address"], said["texts"][0]["address"]):
        assert member_of_public.head(address).status_code in (200, 302)
    assert get(member_of_public, f"/works/by-symbol/{work.symbol}") == said
    assert get(member_of_public, f"/works/by-symbol/{work.symbol.lower()}") == said
    assert get(member_of_public, "/works")["results"] == [said]
    assert get(member_of_public, f"/files/{file.pk}") == {
        **described, "work": said["uuid"],
    }  # fmt: skip
    assert get(member_of_public, "/files")["count"] == 1


def test_a_text_with_its_paragraphs(member_of_public, work):
    text = work.expressions.get(language="es")
    said = get(member_of_public, f"/works/{work.uuid}/texts/es")
    assert (said["title"], said["sha256"]) == (text.title, text.sha256)
    assert [p["text"] for p in said["paragraphs"]] == [
        p.text for p in text.paragraphs.all()
    ]
    assert [p["position"] for p in said["paragraphs"]] == sorted(
        p["position"] for p in said["paragraphs"]
    )


def test_a_former_symbol_still_finds_its_work(member_of_public, coordinator, work):
    former = work.symbol
    correct_symbol(work=work, symbol=f"{former}/9", why="A slip", by=coordinator.user)
    said = get(member_of_public, f"/works/by-symbol/{former}")
    assert said["symbol"] == f"{former}/9"


def test_meetings_parties_and_bodies(member_of_public, work):
    listed = get(member_of_public, "/meetings")
    assert listed["count"] == Meeting.objects.count()
    one = get(member_of_public, f"/meetings/{work.meeting_id}")
    assert one in listed["results"]
    assert one["status"]["name"] == {"en": "held", "es": "celebrada"}
    parties = get(member_of_public, "/parties?page_size=100")["results"]
    standings = {each["code"]: each["standing"] for each in parties}
    assert standings["GT"] == "member_state"
    assert [p["code"] for p in parties] == sorted(p["code"] for p in parties)
    assert "vm" in [b["code"] for b in get(member_of_public, "/bodies")["results"]]


def test_a_meeting_without_date_place_or_host(member_of_public, site):
    meeting = Meeting.objects.get(body__code="vm", ordinal=21)
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_on=None, ends_on=None, precision="unknown", host=None, city_en=""
    )
    said = get(member_of_public, f"/meetings/{meeting.pk}")
    assert said["day"] is None
    assert said["host"] is None
    recorded = works.recorded_action_plan(meeting=meeting)
    assert get(member_of_public, f"/works/{recorded.uuid}")["day"] is None


def test_rights_are_those_of_pages(member_of_public, coordinator, delegate, work):
    hidden = works.recorded_action_plan()
    text = hidden.expressions.first()
    file = documents.text_file(by=people.editor(), expression=text)
    by = coordinator.user
    set_audience(work=hidden, audience=WorkAudience.STEERING, by=by)
    draft = works.draft_action_plan()
    closed = Meeting.objects.get(body__code="vm", ordinal=21)
    set_meeting_audience(meeting=closed, sees="steering", reads="steering", by=by)
    for client in (member_of_public, delegate):
        for path in (
            f"/works/{hidden.uuid}",
            f"/works/by-symbol/{hidden.symbol}",
            f"/works/{hidden.uuid}/texts/en",
            f"/files/{file.pk}",
            f"/works/{draft.uuid}",
            f"/meetings/{closed.pk}",
        ):
            get(client, path, 404)
        assert get(client, "/works")["count"] == 1
        assert get(client, "/files")["count"] == 0
    assert get(coordinator, f"/works/{hidden.uuid}")["is_public"] is False
    assert get(coordinator, "/works")["count"] == 2
    get(coordinator, f"/meetings/{closed.pk}")
    get(coordinator, f"/works/{draft.uuid}", 404)


def test_parts_of_a_list(member_of_public, work):
    made = {str(work.uuid)}
    made |= {str(works.recorded_action_plan().uuid) for _each in range(2)}
    first = get(member_of_public, "/works?page_size=2&body=vm")
    assert (first["count"], first["previous"]) == (3, None)
    assert "body=vm" in first["next"]
    second = member_of_public.get(first["next"]).json()
    assert second["next"] is None
    assert member_of_public.get(second["previous"]).json() == first
    found = [each["uuid"] for each in first["results"] + second["results"]]
    assert sorted(found) == sorted(made)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("page=0", "page"),
        ("page=x", "page"),
        ("page=99999999999999999999", "page"),
        ("page_size=101", "page_size"),
        ("year_from=0", "year_from"),
        ("year_to=10000", "year_to"),
        ("q=%00", "q"),
        ("type=a%20b", "type"),
        ("yaer=2015", "yaer"),
    ],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_nonsense_is_named_in_the_readers_language(
    member_of_public, site, query, name, language
):
    said = get(
        member_of_public, f"/works?{query}", 422, headers={"accept-language": language}
    )
    assert [row["name"] for row in said["errors"]] == [name]
    with override(language):
        title = gettext("The question holds something that makes no sense.")
    assert said["title"] == title
    assert said["status"] == 422


@pytest.mark.parametrize(
    "path",
    [
        "/works?page=1000000000",
        f"/works/{NOBODY}",
        f"/works/{NOBODY}/texts/en",
        "/works/by-symbol/RCM/NO/SUCH",
        "/meetings/2147483647",
        "/files/2147483647",
        "/nothing",
        "/works/",
    ],
)
def test_what_is_not_there(member_of_public, site, path):
    said = get(member_of_public, path, 404, headers={"accept-language": "es"})
    with override("es"):
        assert said["title"] == gettext("There is nothing here.")


@pytest.mark.parametrize(
    "path", ["/works/x", "/works/by-symbol/%00", "/meetings/0", "/files/x"]
)
def test_what_names_nothing(member_of_public, site, path):
    get(member_of_public, path, 422)


def test_a_language_that_is_missing(member_of_public, site):
    only = works.recorded_action_plan(languages=("es",))
    get(member_of_public, f"/works/{only.uuid}/texts/en", 404)
    get(member_of_public, f"/works/{only.uuid}/texts/es")
    get(member_of_public, f"/works/{only.uuid}/texts/xx", 404)


def test_who_has_it_is_told_so(member_of_public, editor, work):
    path = f"{API}/works/{work.uuid}"
    first = member_of_public.get(path)
    assert first["Cache-Control"] == "no-cache"
    again = member_of_public.get(path, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert member_of_public.head(path)["ETag"] == first["ETag"]
    assert editor.get(path)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(editor, work, method):
    answer = getattr(editor, method)(f"{API}/works/{work.uuid}")
    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"
    assert answer.json()["status"] == 405


def test_too_many_questions(member_of_public, site, settings):
    settings.EXCHANGE_REQUESTS_PER_MINUTE = 0
    answer = member_of_public.get(f"{API}/works")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 61


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_documentation_names_every_operation(member_of_public, site, language):
    page = member_of_public.get(f"/{language}/api/")
    assert page.status_code == 200
    paths = member_of_public.get(f"{API}/openapi.json").json()["paths"]
    assert len(paths) == 12
    for path in paths:
        assert path in page.content.decode()
    assert member_of_public.get(f"{API}/").status_code == 302


def test_people_are_told_what_programs_are(member_of_public, site):
    paths = member_of_public.get(f"{API}/openapi.json").json()["paths"]
    entries = [entry["get"] for entry in paths.values()]
    assert {each["operationId"] for each in entries} == set(OPERATIONS)
    named = {p["name"] for each in entries for p in each.get("parameters", ())}
    assert named == set(PARAMETERS)


@pytest.mark.parametrize(
    "path", ["/works", "/files", "/meetings", "/parties", "/bodies"]
)
def test_lists_cost_as_many_queries_for_many(member_of_public, work, path):
    def asked():
        member_of_public.get(f"{API}{path}")
        with CaptureQueriesContext(connection) as captured:
            found = get(member_of_public, f"{path}?page_size=100")
        return found["count"], len(captured)

    by = people.editor()
    documents.text_file(by=by, expression=work.expressions.first())
    few = asked()
    for number in range(3):
        more = works.recorded_action_plan()
        for text in more.expressions.all():
            documents.text_file(by=by, expression=text)
        PartyFactory(code=f"Z{number}")
    many = asked()
    assert many[1] == few[1]
    if path in ("/works", "/files", "/parties"):
        assert many[0] > few[0]


def test_collections_hold_what_one_may_read(member_of_public, coordinator, work):
    by = coordinator.user
    hidden = works.recorded_action_plan()
    set_audience(work=hidden, audience=WorkAudience.STEERING, by=by)
    both = CuratedCollection.objects.create(
        name_en="Children", name_es="Niñez", slug="children"
    )
    closed = CuratedCollection.objects.create(name_en="X", name_es="X", slug="closed")
    for collection, one in ((both, work), (both, hidden), (closed, hidden)):
        CollectionEntry.objects.create(
            collection=collection, work=one, added_at=timezone.now()
        )
    (found,) = get(member_of_public, "/collections")["results"]
    assert (found["slug"], found["count"]) == ("children", 1)
    assert found["name"] == {"en": "Children", "es": "Niñez"}
    listed = get(member_of_public, "/collections/children/works")["results"]
    assert [each["uuid"] for each in listed] == [str(work.uuid)]
    assert get(member_of_public, "/works?theme=children")["results"] == listed
    get(member_of_public, "/collections/closed/works", 404)
    get(member_of_public, "/collections/none/works", 404)
    assert get(coordinator, "/collections")["count"] == 2
    assert get(coordinator, "/collections/children/works")["count"] == 2
