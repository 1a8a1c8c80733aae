"""Who may see the screens of an import, and what each state shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rcm_pages.importing import actions
from rcm_pages.importing.models import Import
from tests.factories.people import UserFactory

from .imports import posted, rows, under_review, vm, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(site):
    return under_review()


def screens(record):
    return {
        "index": reverse("importing_index"),
        "upload": reverse("importing_upload", args=[vm().pk]),
        "review": reverse("importing_review", args=[record.pk]),
        "retry": reverse("importing_retry", args=[record.pk]),
    }


def in_state(record, state, **fields):
    Import.objects.filter(pk=record.pk).update(state=state, **fields)
    record.refresh_from_db()
    return record


NAMES = ("index", "upload", "review", "retry")


def refused(client, address, method):
    """Say whether Wagtail sends a person away from a screen of its admin."""
    response = getattr(client, method)(address)
    if response.status_code == 403:
        return True
    return (
        response.status_code == 302
        and "/imports/" not in response.headers["Location"].partition("?")[0]
    )


@pytest.mark.parametrize(
    ("name", "method"),
    [
        ("index", "get"),
        ("upload", "get"),
        ("upload", "post"),
        ("review", "get"),
        ("review", "post"),
        ("retry", "post"),
    ],
)
@pytest.mark.parametrize("who", ["delegate", "approver", "former_approver"])
def test_others_see_no_screen(request, record, name, method, who):
    client = request.getfixturevalue(who)
    before = rows()
    assert refused(client, screens(record)[name], method)
    assert rows() == before
    assert Import.objects.get().edition == 0


@pytest.mark.parametrize("name", NAMES)
def test_an_admin_who_is_not_of_the_secretariat_gets_403(client, record, name):
    """Entry to Wagtail's admin alone does not open the imports."""
    client.force_login(UserFactory(is_superuser=True))
    method = client.post if name == "retry" else client.get
    address = screens(record)[name]
    response = method(address, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 403


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_not_signed_in_is_asked_to(member_of_public, record, name, method):
    response = getattr(member_of_public, method)(screens(record)[name])
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("sign_in"))


@pytest.mark.parametrize("who", ["editor", "coordinator"])
def test_the_secretariat_sees_them(request, record, who):
    client = request.getfixturevalue(who)
    for name in NAMES[:3]:
        assert client.get(screens(record)[name]).status_code == 200
    assert client.get(screens(record)["retry"]).status_code == 405
    assert client.post(screens(record)["index"]).status_code == 405


@pytest.mark.parametrize("name", ["upload", "review", "retry"])
def test_what_is_not_there(editor, name):
    address = reverse(f"importing_{name}", args=[99_999])
    response = editor.post(address, follow=True)
    assert response.status_code == 404


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("state", ["waiting", "running"])
def test_a_waiting_import_renews_itself(editor, record, state, language):
    in_state(record, state)
    editor.cookies["django_language"] = language
    response = editor.get(screens(record)["review"])
    assert response.status_code == 200
    assert response.headers["Refresh"] == "1"
    told = {"en": "renews itself", "es": "ctualiza autom"}
    assert told[language] in response.content.decode()


def test_a_failed_import_offers_another_try(editor, record):
    in_state(record, "failed", error="timeout")
    response = editor.get(screens(record)["review"])
    assert "Refresh" not in response.headers
    assert screens(record)["retry"] in response.content.decode()
    assert "took too long" in str(response.context["error"])


def test_an_error_that_nobody_knows_reads_as_a_failed_reading(editor, record):
    in_state(record, "failed", error="of_another_release")
    response = editor.get(screens(record)["review"])
    assert "Reading the file failed" in str(response.context["error"])


def test_a_page_that_was_deleted_leaves_a_sentence(editor, record):
    in_state(record, "done", page=None)
    response = editor.get(screens(record)["review"])
    assert "has been made" in response.content.decode()


@pytest.mark.parametrize("state", ["waiting", "running", "failed", "done"])
def test_posting_to_an_import_that_is_not_under_review_saves_nothing(
    editor, record, state
):
    data = posted(record, do="build")
    in_state(record, state)
    before = rows()
    response = editor.post(screens(record)["review"], data)
    assert response.status_code in (200, 302)
    assert rows() == before
    assert Import.objects.get().state == state


def test_retry_brings_a_failed_import_back(editor):
    record = in_state(waiting(), "failed", error="crashed")
    response = editor.post(screens(record)["retry"])
    assert response.headers["Location"] == screens(record)["review"]
    record.refresh_from_db()
    assert (record.state, record.error) == ("waiting", "")
    assert actions.run_recognition(record=record).state == "review"


def test_retry_leaves_an_import_under_review_alone(editor, record):
    editor.post(screens(record)["retry"])
    assert Import.objects.get().state == "review"


def test_the_list_asks_as_often_whatever_its_length(editor):
    asked = []
    for count in (1, 6):
        for number in range(count):
            content = b"paper %d of %d" % (number, count)
            waiting(by=editor.user, content=content)
        editor.get(reverse("importing_index"))
        with CaptureQueriesContext(connection) as queries:
            response = editor.get(reverse("importing_index"))
        asked.append(len(queries))
    assert len(response.context["imports"]) == 7
    assert asked[0] == asked[1]
