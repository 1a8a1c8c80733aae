"""The review list, what is said of one item, and the table of classes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from cms.audit.models import Event
from cms.documents.models import Document, DocumentVersion
from cms.jobs.schedules import _registry
from cms.keeping import holdings, tasks
from cms.keeping.models import ItemRetention, RetentionClass, Review
from cms.works.models import Work
from tests.conftest import PersonClient
from tests.factories import people, works
from tests.factories.documents import text_file

pytestmark = pytest.mark.django_db
WHY = "As the Secretariat said in May."
REVIEW = "keeping_review"


@pytest.fixture
def archivist(site) -> PersonClient:
    client = PersonClient()
    client.user = people.archivist()
    client.force_login(client.user)
    return client


def old_file(name: str = "list-of-names.txt") -> Document:
    document = text_file(by=None, name=name)
    at = timezone.now() - dt.timedelta(days=366 * 12)
    Document.objects.filter(pk=document.pk).update(created_at=at)
    DocumentVersion.objects.filter(document=document).update(created_at=at)
    return document


def old_draft() -> Work:
    """Return a draft of long ago, of no meeting."""
    work = works.draft_action_plan()
    long_ago = timezone.now() - dt.timedelta(days=366 * 12)
    Work.objects.filter(pk=work.pk).update(
        created_at=long_ago, dated_on=None, meeting=None
    )
    for expression in work.expressions.all():
        type(expression.page).objects.filter(pk=expression.page_id).update(
            latest_revision_created_at=long_ago
        )
    return work


def screen(item: Work | Document) -> str:
    kind = "paper" if isinstance(item, Work) else "file"
    return reverse("keeping_item", args=(kind, item.pk))


def shown(person: PersonClient, address: str = REVIEW) -> str:
    return person.get(reverse(address)).content.decode()


def test_what_is_due_is_listed_with_its_class(archivist):
    document, draft, _new = old_file(), old_draft(), text_file(by=None, name="new.txt")
    works.recorded_action_plan()
    said = shown(archivist)
    assert screen(document) in said
    assert screen(draft) in said
    assert "Files that belong to no paper (1)" in said
    assert "Papers never decided on (1)" in said
    assert "new.txt" not in said
    assert "still to decide on this class" in said


def test_kept_longer_with_a_reason(archivist):
    document = old_file()
    until = timezone.localdate() + dt.timedelta(days=400)
    answer = archivist.post(
        screen(document), {"deed": "keep", "until": until.isoformat(), "reason": WHY}
    )
    assert answer["Location"] == reverse(REVIEW)
    assert screen(document) not in shown(archivist)
    assert WHY in archivist.get(screen(document)).content.decode()
    assert ItemRetention.objects.get().keep_until == until


def test_marked_it_is_still_there_and_the_mark_comes_off(archivist):
    draft = old_draft()
    archivist.post(screen(draft), {"deed": "remove", "reason": WHY})
    said = shown(archivist)
    assert "Marked for removal" in said
    assert "Papers never decided on (0)" in said
    archivist.post(screen(draft), {"deed": "unmark", "reason": WHY})
    assert "Papers never decided on (1)" in shown(archivist)
    assert Work.objects.filter(pk=draft.pk).exists()


def test_what_was_adopted_has_no_form(archivist):
    work = works.recorded_action_plan()
    said = archivist.get(screen(work)).content.decode()
    assert "kept for ever" in said
    assert 'name="deed"' not in said
    answer = archivist.post(screen(work), {"deed": "remove", "reason": WHY})
    assert answer.status_code == 422
    assert not ItemRetention.objects.exists()


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ({}, "required"),
        ({"deed": "keep", "reason": WHY}, "Until when?"),
        ({"deed": "keep", "until": "soon", "reason": WHY}, "valid date"),
        ({"deed": "keep", "until": "2001-01-01", "reason": WHY}, "day to come"),
        ({"deed": "class", "reason": WHY}, "Which class?"),
        ({"deed": "class", "code": "action_plan", "reason": WHY}, "valid choice"),
        ({"deed": "remove", "reason": "no"}, "say why"),
        ({"deed": "burn", "reason": WHY}, "valid choice"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_lost(archivist, sent, asked):
    answer = archivist.post(screen(old_file()), sent)
    assert answer.status_code == 422
    said = answer.content.decode()
    assert asked in said
    assert sent.get("reason", "") in said
    assert not ItemRetention.objects.exists()


def test_only_keepers_come_in_and_to_what_they_read(
    archivist, editor, delegate, client
):
    document = old_file("of-guatemala.txt")
    Document.objects.filter(pk=document.pk).update(
        belongs_to=people.delegate("GT").appointments.get().party
    )
    for person in (editor, delegate, client):
        for address in (reverse(REVIEW), screen(document)):
            assert person.get(address).status_code in (302, 403)
    assert "of-guatemala" not in shown(archivist)
    assert archivist.get(screen(document), follow=True).status_code == 404
    for address in ("/admin/keeping/review/other/1/", "/admin/keeping/review/file/0/"):
        assert archivist.get(address, follow=True).status_code == 404


def test_the_table_is_the_secretariats_and_changes_by_the_coordinator(
    archivist, editor, coordinator, delegate
):
    assert "decision of the Secretariat needed" in shown(editor, "keeping_classes")
    assert delegate.get(reverse("keeping_classes")).status_code in (302, 403)
    one = reverse("keeping_class", args=("participants_list",))
    sent = {"keep": "personal", "years": 1, "source": "Decision 4", "reason": WHY}
    assert archivist.post(one, sent).status_code in (302, 403)
    assert not Event.objects.filter(verb="keeping.class_changed").exists()
    assert coordinator.get(one).status_code == 200
    assert coordinator.post(one, sent)["Location"] == reverse("keeping_classes")
    assert RetentionClass.objects.get(code="participants_list").source == "Decision 4"
    assert WHY in shown(coordinator, "keeping_classes")
    for wrong in ({"years": ""}, {"years": 0}, {"keep": "x"}, {"reason": ""}):
        assert coordinator.post(one, sent | wrong).status_code == 422
    nothing = reverse("keeping_class", args=("nothing",))
    assert coordinator.get(nothing, follow=True).status_code == 404


def test_a_long_list_costs_no_query_for_each(archivist, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(100) as captured:
            archivist.get(reverse(REVIEW))
        return len(captured)

    for number in range(2):
        old_file(f"{number}.txt")
        old_draft()
    shown(archivist)  # the table is entered from its defaults the first time
    few = queries()
    for number in range(6):
        old_file(f"more {number}.txt")
        old_draft()
    assert queries() <= few


def test_every_free_file_is_given_its_class(archivist, editor):
    document, other = old_file("participants.txt"), text_file(by=None, name="other.txt")
    sent = {"deed": "class", "code": "participants_list", "reason": WHY}
    archivist.post(screen(document), sent)
    address = reverse("keeping_files")

    def found(**asked: str) -> set[str]:
        said = archivist.get(address, asked).content.decode()
        return {f.title for f in (document, other) if screen(f) in said}

    both = {"participants.txt", "other.txt"}
    assert found() == both
    assert found(**{"class": "participants_list"}) == {"participants.txt"}
    assert found(**{"class": "file"}) == {"other.txt"}
    assert found(**{"class": "nothing"}) == both
    assert found(q="PARTICI") == {"participants.txt"}
    assert found(q="\0%_" + "x" * 5000) == set()
    assert editor.get(address).status_code in (302, 403)


def test_a_draft_leads_to_how_long_it_is_kept(archivist, editor):
    draft, settled = works.draft_action_plan(), works.recorded_action_plan()

    def edit(person: PersonClient, work: Work) -> str:
        page = works.page_of(work)
        answer = person.get(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
        return answer.content.decode()

    assert screen(draft) in edit(archivist, draft)
    assert screen(draft) not in edit(editor, draft)
    assert screen(settled) not in edit(archivist, settled)


def test_the_scheduler_looks_every_day(archivist):
    assert _registry["keeping.review"].interval <= dt.timedelta(days=1)
    old_file()
    tasks.review.call()
    assert Review.objects.get().files == 1


def test_what_holds_personal_data_is_there():
    for holding in holdings.all_holdings():
        for label in holding.models:
            assert apps.get_model(label)
