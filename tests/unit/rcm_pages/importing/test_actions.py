"""What an import writes, and that it writes all of it or nothing."""

import io
from time import monotonic

import pytest
from django.db import transaction
from wagtail.models import Locale, Page

from cms.audit.models import Event
from cms.documents.readers import UnreadableFile
from cms.works.models import Expression, Work
from rcm_pages.importing import actions
from rcm_pages.importing.builder import NoPlaceError
from rcm_pages.importing.models import Import
from rcm_pages.importing.tasks import recognise_import
from rcm_pages.meetings.models import MeetingPage
from tests.integration.importing.imports import (
    all_confirmed,
    posted,
    rows,
    said,
    segment,
    under_review,
    vm,
    waiting,
)

pytestmark = pytest.mark.django_db
ES = {"language": "es", "title": "PLAN DE ACCIÓN DE PRUEBA"}


@pytest.fixture
def record(editor):
    return under_review(by=editor.user)


def again(record):
    return Import.objects.get(pk=record.pk)


def paragraphs(record):
    return record.page.specific.get_latest_revision_as_object().paragraphs()


def test_what_is_built(editor, record):
    done = actions.build(record=all_confirmed(record), by=editor.user)
    page = done.page.specific
    assert page.get_parent().specific == MeetingPage.objects.get(
        meeting=vm(), locale__language_code="en"
    )
    assert (page.live, page.slug, page.owner) == (False, "action-plan", editor.user)
    assert (page.title, page.title_block) == ("ACTION PLAN UNDER TEST",) * 2
    assert [(p.kind, p.label, p.level, p.charged) for p in paragraphs(done)] == [
        ("opening", "", 0, ()),
        ("heading", "I.", 0, ()),
        ("item", "a)", 1, ("TS",)),
        ("item", "b)", 1, ("TROIKA",)),
    ]
    work = Work.objects.get()
    assert (work.type_code, work.meeting, work.state) == ("action_plan", vm(), "draft")
    assert work.dated_on.isoformat() == "2015-11-12"
    expression = Expression.objects.get()
    assert (expression.work, expression.page_id) == (work, page.pk)
    assert (expression.language, expression.status) == ("en", "original")
    assert done.document.expression == expression
    event = Event.objects.get(verb="importing.built")
    assert event.data["characters_lost"] == 0
    assert event.data["file_sha256"] == done.document.current.sha256
    assert (event.actor, event.capacity) == (editor.user, "secretariat:TS")


def test_slugs_of_one_meeting_are_free(record):
    actions.build(record=record, by=None)
    second = under_review(content=b"another paper")
    third = under_review(content=b"a third paper")
    slugs = [actions.build(record=r, by=None).page.slug for r in (second, third)]
    assert slugs == ["action-plan-2", "action-plan-3"]
    assert Work.objects.count() == 3


@pytest.mark.parametrize("first", ["en", "es"])
def test_the_sister_language_is_the_same_work(site, first):
    languages = [{}, ES] if first == "en" else [ES, {}]
    one, two = (
        actions.build(record=under_review(**changes), by=None) for changes in languages
    )
    assert Work.objects.count() == 1
    statuses = dict(Expression.objects.values_list("language", "status"))
    other = {"en": "es", "es": "en"}[first]
    assert statuses == {first: "original", other: "official"}
    assert one.page.translation_key == two.page.translation_key
    assert [p.id for p in paragraphs(one)] == [p.id for p in paragraphs(two)]
    spanish = two if first == "en" else one
    assert spanish.page.slug == "plan-de-accion"
    assert spanish.page.locale == Locale.objects.get(language_code="es")


def test_a_suggestion_that_nobody_confirmed_is_not_on_the_page(site, record):
    done = actions.build(record=record, by=None)
    assert all(p.charged == () for p in paragraphs(done))


def test_nothing_is_built_before_its_language_and_meeting_are_known(site):
    mute = under_review(language="")
    with pytest.raises(actions.NoLanguageError):
        actions.build(record=mute, by=None)
    stray = actions.take_in(
        meeting=None, content=io.BytesIO(b"x"), name="x.txt", queue=False, by=None
    )
    stray = actions.keep_recognition(record=stray, said=said())
    with pytest.raises(actions.NoMeetingError):
        actions.build(record=stray, by=None)
    assert not Work.objects.exists()


def test_ids_follow_what_an_editor_made_of_the_sister(site):
    """Not the text as built, but as it was last saved."""
    one = actions.build(record=under_review(), by=None)
    page = one.page.specific
    del page.body[3]
    page.save_revision()
    fewer = said()["result"]["segments"][:3]
    two = actions.build(record=under_review(segments=fewer, **ES), by=None)
    assert [p.id for p in paragraphs(one)] == [p.id for p in paragraphs(two)]


@pytest.mark.parametrize("sample_first", [True, False])
def test_a_sample_is_never_a_language_of_a_real_paper(site, sample_first):
    for changes, is_sample in (({}, sample_first), (ES, not sample_first)):
        record = under_review(is_sample=is_sample, **changes)
        actions.build(record=record, by=None)
    assert set(Work.objects.values_list("is_sample", flat=True)) == {True, False}


def test_papers_of_another_meeting_are_no_sisters(site):
    actions.build(record=under_review(), by=None)
    actions.build(record=under_review(meeting=vm(21), **ES), by=None)
    assert Work.objects.count() == 2


def test_a_sister_whose_page_was_deleted(site):
    one = actions.build(record=under_review(), by=None)
    one.page.specific.delete()
    two = actions.build(record=under_review(**ES), by=None)
    assert two.page.live is False
    withdrawn, new = Work.objects.order_by("pk")
    assert (withdrawn.state, new.state) == ("withdrawn", "draft")
    assert new.expressions.get().language == "es"


def test_a_stray_translation_in_the_way_does_not_stop_the_import(site):
    """An administrator may have had the page copied for translation before."""
    one = actions.build(record=under_review(), by=None)
    spanish = Locale.objects.get(language_code="es")
    one.page.specific.copy_for_translation(spanish)
    two = actions.build(record=under_review(**ES), by=None)
    assert two.state == "done"
    assert Work.objects.count() == 1


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        ("works", "create_work"),
        ("works", "add_expression"),
        ("documents", "attach"),
        (None, "record_event"),
    ],
)
def test_a_failure_on_the_way_leaves_nothing(monkeypatch, record, owner, name):
    before = rows(), Page.objects.count()

    def fail(**_fields):
        raise OSError

    place = getattr(actions, owner) if owner else actions
    monkeypatch.setattr(place, name, fail)
    with pytest.raises(OSError), transaction.atomic():
        actions.build(record=record, by=None)
    assert (rows(), Page.objects.count()) == before
    assert (again(record).state, again(record).page) == ("review", None)


@pytest.mark.parametrize(
    ("change", "error"),
    [({"type_code": "without_page"}, KeyError), ({"language": "es"}, NoPlaceError)],
)
def test_what_cannot_be_built_stays_for_review(record, change, error):
    MeetingPage.objects.get(meeting=vm(), locale__language_code="es").delete()
    Import.objects.filter(pk=record.pk).update(**change)
    record = again(record)
    record.result |= {"language": change.get("language", "en")}
    record.save()
    before = rows()
    with pytest.raises(error):
        actions.build(record=record, by=None)
    assert rows() == before
    assert again(record).state == "review"


def test_what_was_built_is_not_built_or_corrected_again(record):
    actions.build(record=record, by=None)
    with pytest.raises(actions.NotReviewableError):
        actions.build(record=record, by=None)
    with pytest.raises(actions.NotReviewableError):
        actions.correct(
            record=record, result={}, type_code="action_plan", edition=0, by=None
        )


def test_a_late_worker_overwrites_no_correction(record, monkeypatch):
    """Two workers read one paper; an editor has corrected what the first one gave."""
    late = waiting(content=b"read twice")

    def slow(*_args, **_kwargs):
        mine = actions.keep_recognition(record=late, said=said())
        row = said()["result"]["segments"][:1]
        actions.correct(
            record=mine,
            result={"segments": row, "language": "en"},
            type_code="action_plan",
            edition=0,
            by=None,
        )
        return said()

    monkeypatch.setattr(actions, "recognise", slow)
    late = actions.run_recognition(record=late)
    assert (late.edition, len(late.result["segments"])) == (1, 1)


def test_a_late_failure_changes_nothing_either(site, monkeypatch):
    late = waiting()

    def slow(*_args, **_kwargs):
        actions.keep_recognition(record=late, said=said())
        raise UnreadableFile("timeout")

    monkeypatch.setattr(actions, "recognise", slow)
    late = actions.run_recognition(record=late)
    assert (late.state, late.error) == ("review", "")


def test_the_task_leaves_what_is_reviewed_alone(record):
    assert recognise_import.func(import_id=record.pk) == "review"


def test_a_huge_file_is_refused_at_once(site, tmp_path):
    """200 MB that take no room on the disk; the limit is 100."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    before, start = rows(), monotonic()
    with path.open("rb") as content, pytest.raises(UnreadableFile) as caught:
        actions.take_in(meeting=vm(), content=content, name="huge.txt", by=None)
    assert caught.value.code == "too_large"
    assert monotonic() - start < 10
    assert rows() == before


@pytest.mark.parametrize("name", ["", "a\0b.txt", "../../x.txt", "x\udcff.txt", "."])
def test_names_that_no_browser_sends(site, name):
    record = actions.take_in(
        meeting=vm(), content=io.BytesIO(b"a) Keep."), name=name, by=None
    )
    title = again(record).document.title
    assert title
    assert title.isprintable()
    assert "/" not in again(record).document.current.name


def test_the_same_bytes_name_the_first_import(record):
    with pytest.raises(actions.AlreadyImportedError) as caught:
        waiting(content=b"paper in en", meeting=vm(21), name="other.txt")
    assert caught.value.existing == record


def test_a_paper_dated_by_its_meeting(site):
    record = under_review(starts_on=None, ends_on=None)
    actions.build(record=record, by=None)
    assert Work.objects.get().dated_on == vm().ends_on


def test_a_paper_without_paragraphs(site):
    record = actions.build(record=under_review(segments=[]), by=None)
    assert paragraphs(record) == []


def test_an_item_stands_at_least_at_the_first_level(site):
    items = [segment("item", "Keep.", 4, label="-", level=0)]
    record = actions.build(record=under_review(segments=items), by=None)
    assert [p.level for p in paragraphs(record)] == [1]


def test_the_helper_posts_what_is_there(record):
    assert posted(record)["s-3-text"] == "The Troika will read them."
