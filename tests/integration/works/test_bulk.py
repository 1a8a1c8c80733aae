"""Many texts changed at once: preview, each by its own rights, report, job."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from cms.audit.models import Event
from cms.conference.models import Meeting
from cms.jobs.worker import drain
from cms.works import bulk, collecting, many
from cms.works.models import BulkChange, BulkItem, Work
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory

CHANGE = "/admin/texts/change/"
State = BulkItem.State


def text(response) -> str:
    return response.content.decode()


def sent(chosen, deed="try", **said):
    return {"work": [work.pk for work in chosen], "deed": deed, **said}


def states(made):
    return list(made.items.values_list("state", flat=True))


@pytest.fixture
def three(editor):
    """A draft, a text in approval, and a settled one."""
    return [
        works.draft_action_plan(by=editor.user),
        works.submitted_action_plan(by=editor.user),
        works.recorded_action_plan(by=editor.user),
    ]


def test_the_preview_says_what_and_why_and_does_nothing(editor, three):
    events = Event.objects.count()
    answer = editor.post(CHANGE, sent(three, dated_on="2015-11-12"))
    page = text(answer)
    assert answer.status_code == 200
    assert "1 would be changed, 2 refused" in page
    assert "Date: – → 2015-11-12" in page
    assert "It is in approval" in page
    assert "You may not change this text." in page
    assert not Work.objects.filter(dated_on__isnull=False).exists()
    assert (BulkChange.objects.count(), Event.objects.count()) == (0, events)


def test_each_is_judged_by_its_own_rights_and_reported(editor, three):
    answer = editor.post(CHANGE, sent(three, "do", dated_on="2015-11-12"), follow=True)
    page = text(answer)
    made = BulkChange.objects.get()
    assert sorted(states(made)) == [State.CHANGED, State.REFUSED, State.REFUSED]
    changed = Work.objects.get(dated_on=dt.date(2015, 11, 12))
    assert changed == three[0]
    events = Event.objects.filter(verb="works.metadata_changed")
    assert [event.subject_id for event in events] == [str(changed.pk)]
    assert "It is in approval" in page


def test_an_audience_goes_the_way_of_its_action(editor, coordinator, three):
    """An editor opens a draft; a settled text is the Coordinator's to open."""
    editor.post(CHANGE, sent(three, "do", audience="members"))
    audiences = [Work.objects.get(pk=w.pk).audience for w in three]
    assert audiences == ["members", "members", ""]
    coordinator.post(CHANGE, sent(three, "do", audience="public"))
    assert Work.objects.get(pk=three[2].pk).audience == "public"
    verbs = Event.objects.about(three[2]).values_list("verb", flat=True)
    assert "works.audience_set" in verbs


def test_all_or_nothing_of_one_text(editor, three, monkeypatch):
    """A date that may be changed stays if the audience with it is refused."""

    def refuse(**_said):
        raise PermissionDenied

    monkeypatch.setattr(bulk.sharing, "set_audience", refuse)
    said = {"dated_on": "2015-11-12", "audience": "steering"}
    editor.post(CHANGE, sent(three[:1], "do", **said))
    assert states(BulkChange.objects.get()) == [State.REFUSED]
    assert not Work.objects.filter(dated_on__isnull=False).exists()
    assert not Event.objects.filter(verb="works.metadata_changed").exists()


def test_drafts_are_moved(editor, three):
    meeting = Meeting.objects.get(body__code="vm", ordinal=21)
    editor.post(CHANGE, sent(three, "do", meeting=meeting.pk))
    assert Work.objects.get(meeting=meeting) == three[0]
    assert works.page_of(three[0]).get_parent().specific.meeting == meeting


def test_what_one_may_not_read_is_not_named(editor):
    panama = MemberStateFactory(code="PA")
    theirs = works.draft_action_plan(prepared_by=panama)
    answer = editor.post(CHANGE, sent([theirs], dated_on="2015-11-12"), follow=True)
    assert "Please choose the texts first." in text(answer)


def test_all_of_the_narrowed_list(editor, three):
    said = {"all": "1", "query": "state=draft", "deed": "try", "dated_on": "2015-11-12"}
    assert "1 text chosen" in text(editor.post(CHANGE, said))


def test_the_report_is_its_askers(editor, coordinator, three):
    answer = editor.post(CHANGE, sent(three, "do", dated_on="2015-11-12"))
    assert editor.get(answer.url).status_code == 200
    assert coordinator.get(answer.url, follow=True).status_code == 404


@pytest.mark.parametrize(
    "said",
    [
        {}, {"dated_on": "x"}, {"dated_on": "9999-12-31"}, {"audience": "friends"},
        {"audience": "delegation"}, {"meeting": "9" * 5000}, {"standing_en": "great"},
        {"party": "1"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("deed", ["try", "do"])
def test_bad_input(editor, three, said, deed):
    answer = editor.post(CHANGE, sent(three[:1], deed, **said))
    assert answer.status_code == 422
    assert not BulkChange.objects.exists()


@pytest.mark.parametrize("number", ["x", "-1", "²", "9" * 5000, "999999"])
def test_odd_choices(editor, number):
    answer = editor.post(CHANGE, {"work": number, "deed": "do"}, follow=True)
    assert "Please choose the texts first." in text(answer)


def test_too_many_are_refused_in_words(editor, three, monkeypatch):
    monkeypatch.setattr(many, "MOST_AT_ONCE", 2)
    page = text(editor.post(CHANGE, sent(three), follow=True))
    assert "At most 2 are changed at once." in page


def test_many_are_done_by_a_worker_and_go_on_where_they_were(
    editor, three, monkeypatch
):
    from cms.works import tasks

    asked = []
    monkeypatch.setattr(many, "MOST_WHILE_WAITING", 1)
    monkeypatch.setattr(
        type(tasks.change_many), "enqueue", lambda _s, pk: asked.append(pk)
    )
    answer = editor.post(CHANGE, sent(three, "do", dated_on="2015-11-12"))
    made = BulkChange.objects.get()
    assert asked == [made.pk]
    assert "0 of 3 done" in text(editor.get(answer.url))
    first = made.items.first()
    assert many.do_one(bulk.TEXTS, made, first.pk)
    assert "1 of 3 done" in text(editor.get(answer.url))
    assert many.run(bulk.TEXTS, made) == 2
    assert many.run(bulk.TEXTS, made) == 0
    events = Event.objects.filter(verb="works.metadata_changed")
    assert events.count() == 1


def test_a_few_are_left_to_a_worker_where_nobody_did_them(editor, three):
    wanted = bulk.Wanted(dated_on="2015-11-12")
    made = many.ask_for(bulk.TEXTS, records=three, wanted=wanted, by=editor.user)
    assert State.WAITING in states(made)
    drain()
    assert State.WAITING not in states(made)


def test_rights_that_have_ended_meanwhile_change_nothing(site, three):
    by = people.editor()
    made = many.ask_for(
        bulk.TEXTS, records=three, wanted=bulk.Wanted(dated_on="2015-11-12"), by=by
    )
    by.is_active = False
    by.save()
    many.run(bulk.TEXTS, made)
    assert set(states(made)) == {State.REFUSED}


def test_the_list_offers_it(editor, three):
    page = text(editor.get("/admin/texts/"))
    assert f'value="{three[0].pk}"' in page
    assert "Change those ticked" in page


def test_many_are_collected_and_taken_out_again(editor, three):
    kept = collecting.keep_collection(
        fields={"name_en": "Plans", "name_es": "Planes", "slug": "plans"},
        by=editor.user,
    )
    page = text(editor.post(CHANGE, sent(three, into=kept.pk)))
    assert "3 would be changed, 0 refused" in page
    assert not kept.entries.exists()
    editor.post(CHANGE, sent(three, "do", into=kept.pk))
    assert kept.entries.count() == 3
    page = text(editor.post(CHANGE, sent(three, into=kept.pk)))
    assert "0 would be changed, 0 refused" in page
    editor.post(CHANGE, sent(three[:1], "do", out_of=kept.pk))
    assert kept.entries.count() == 2
    verbs = Event.objects.about(three[0]).values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["works.collected", "works.uncollected"]


def test_collections_are_the_secretariats(site, three):
    kept = collecting.keep_collection(
        fields={"name_en": "Plans", "name_es": "Planes", "slug": "plans"},
        by=people.editor(),
    )
    with pytest.raises(PermissionDenied):
        bulk.apply(three[2], bulk.Wanted(into=kept.pk), people.head_of_delegation("PA"))
    assert not kept.entries.exists()


def test_out_of_the_collection_that_it_is_put_into_makes_no_sense(editor, three):
    kept = collecting.keep_collection(
        fields={"name_en": "Plans", "name_es": "Planes", "slug": "plans"},
        by=editor.user,
    )
    said = {"into": kept.pk, "out_of": kept.pk}
    assert editor.post(CHANGE, sent(three, "do", **said)).status_code == 422
