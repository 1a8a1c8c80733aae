"""The editors' home: what waits, what lacks, what is due; only what one may see."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cms.documents.models import DocumentVersion
from rcm_pages.site import add_meeting_pages
from rcm_pages.workbench import gathering
from tests.factories import people
from tests.factories.conference import MeetingFactory
from tests.factories.documents import text_file
from tests.factories.works import (
    draft_action_plan,
    page_of,
    recorded_action_plan,
    submitted_action_plan,
)

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def workbench(client):
    response = client.get(HOME)
    assert response.status_code == 200
    (panel,) = [p for p in response.context["panels"] if p.name == "workbench"]
    return panel.get_context_data(), response.content.decode()


def test_it_is_one_whole(coordinator):
    work = submitted_action_plan()
    found, said = workbench(coordinator)
    assert [row.expression.work for row in found["queue"].rows] == [work]
    assert said.count("Waiting for a decision") == 1
    assert "Your pages and snippets in a workflow" not in said


def test_drafts_are_counted_and_lead_to_their_list(editor):
    for _each in range(gathering.ROWS + 1):
        work = draft_action_plan(by=editor.user)
    found, said = workbench(editor)
    assert (found["drafts"].count, len(found["drafts"].rows)) == (6, 5)
    assert found["drafts"].rows[0] == work
    assert reverse("wagtailadmin_pages:edit", args=[page_of(work).pk]) in said
    listing = editor.get(found["drafts"].address)
    assert listing.context["page"].paginator.count == 6


@pytest.mark.parametrize(("has", "lacks"), [("en", "es"), ("es", "en")])
def test_a_text_without_its_other_language_is_named(editor, has, lacks):
    recorded_action_plan(by=editor.user)
    work = draft_action_plan(by=editor.user, languages=(has,))
    found, said = workbench(editor)
    ((code, excerpt),) = [(m["code"], m["excerpt"]) for m in found["missing"]]
    assert (code, excerpt.count, excerpt.rows) == (lacks, 1, [work])
    assert f"?lacks={lacks}" in said
    listing = editor.get(excerpt.address)
    assert list(listing.context["page"].object_list) == [work]


@pytest.mark.parametrize("said", ["xx", "", "%00", "es&lacks=xx"])
def test_a_language_that_is_none_narrows_nothing(editor, said):
    recorded_action_plan(by=editor.user)
    response = editor.get(f"{reverse('texts')}?lacks={said}")
    assert response.context["page"].paginator.count == 1


def test_a_file_that_failed_can_be_tried_again_from_there(editor):
    work = draft_action_plan(by=editor.user)
    document = text_file(by=editor.user, expression=work.expressions.first())
    state = DocumentVersion.TextState.FAILED
    version = document.versions.get()
    DocumentVersion.objects.filter(pk=version.pk).update(text_state=state)
    found, said = workbench(editor)
    assert [row["version"] for row in found["files"].rows] == [version]
    assert f'name="version" value="{version.pk}"' in said
    response = editor.post(
        reverse("reading"), {"version": version.pk, "what": "text", "next": HOME}
    )
    assert response["Location"] == HOME
    version.refresh_from_db()
    assert version.text_state == DocumentVersion.TextState.WAITING


def test_what_is_due_stands_with_its_clause(editor):
    day = timezone.localdate() + dt.timedelta(days=20)
    add_meeting_pages(MeetingFactory(ordinal=31, starts_on=day, ends_on=day))
    _found, said = workbench(editor)
    assert "in 20 days" in said
    assert "III.d" in said


def test_a_guest_sees_the_drafts_that_they_write_and_no_others(site, client):
    head = people.head_of_delegation("MX")
    own = draft_action_plan(prepared_by=head.appointments.get().party)
    draft_action_plan(languages=("en",))
    client.force_login(head)
    found, said = workbench(client)
    assert found["drafts"].rows == [own]
    assert found["missing"] == []
    assert found["files"] is None or found["files"].count == 0
    assert reverse("texts") not in said.split('class="workbench"')[1]


def test_it_asks_as_often_however_much_there_is(editor):
    asked = []
    for _round in range(2):
        for languages in (("en",), ("es",), ("en", "es")):
            draft_action_plan(by=editor.user, languages=languages)
        editor.get(HOME)
        request = editor.get(HOME).wsgi_request
        with CaptureQueriesContext(connection) as queries:
            gathering.workbench_of(request.user, [])
        asked.append(len(queries))
    assert asked[0] == asked[1]
