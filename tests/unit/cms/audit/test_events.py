"""Events: written once, never changed, never deleted."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from cms.audit.actions import automatically, record
from cms.audit.models import Event
from cms.audit.verbs import VERBS, say_verb
from cms.conference.models import Party
from tests.factories.conference import PartyFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return record(verb="works.created", subject=PartyFactory(), by=UserFactory())


def _stored(event: Event) -> dict:
    return Event.objects.filter(pk=event.pk).values().get()


def test_an_event_says_who_did_what_in_which_capacity():
    person = UserFactory(first_name="Ada", last_name="Lovelace")
    party = PartyFactory(code="GT")
    event = record(
        verb="works.adopted",
        subject=party,
        by=person,
        capacity="presidency:GT",
        data={"symbol": "RCM/VM/XX/2015/AP"},
    )
    kept = _stored(event)
    assert kept["actor_id"] == person.pk
    assert kept["actor_name"] == "Ada Lovelace"
    assert kept["capacity"] == "presidency:GT"
    assert kept["subject_type"] == "conference.party"
    assert kept["subject_id"] == str(party.pk)
    assert kept["data"] == {"symbol": "RCM/VM/XX/2015/AP"}


def test_the_name_at_the_time_stays_when_the_person_is_renamed(event):
    name = event.actor_name
    event.actor.first_name = "Another"
    event.actor.save()
    assert _stored(event)["actor_name"] == name


def test_what_the_system_does_has_no_actor():
    event = record(verb="site.set_up", subject=PartyFactory(), by=None)
    assert event.actor is None
    assert event.actor_name == ""


def test_the_longest_name_fits():
    person = UserFactory(first_name="A" * 150, last_name="B" * 150)
    event = record(verb="works.created", subject=PartyFactory(), by=person)
    longest = Event._meta.get_field("actor_name").max_length
    assert len(_stored(event)["actor_name"]) == longest


def _save(event: Event) -> None:
    event.verb = "works.adopted"
    event.save()


def _save_some(event: Event) -> None:
    event.verb = "works.adopted"
    event.save(update_fields=["verb"])


def _bulk_update(event: Event) -> None:
    event.verb = "works.adopted"
    Event.objects.bulk_update([event], ["verb"])


CHANGES = {
    "save": _save,
    "save some": _save_some,
    "delete": lambda event: event.delete(),
    "update": lambda event: Event.objects.filter(pk=event.pk).update(verb="x"),
    "update all": lambda _event: Event.objects.update(verb="x"),
    "bulk update": _bulk_update,
    "update or create": lambda event: Event.objects.update_or_create(
        pk=event.pk, defaults={"verb": "x"}
    ),
    "delete some": lambda event: Event.objects.filter(pk=event.pk).delete(),
    "delete all": lambda _event: Event.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_event_is_changed_or_deleted(event, change):
    before = _stored(event)
    with pytest.raises(TypeError, match="never changed"), transaction.atomic():
        change(event)
    assert _stored(event) == before


def test_an_actor_is_not_deleted(event):
    with pytest.raises(ProtectedError):
        event.actor.delete()


def test_events_are_about_one_record_only():
    first, second = PartyFactory(code="AA"), PartyFactory(code="BB")
    person = UserFactory()
    one = record(verb="a", subject=first, by=None)
    record(verb="b", subject=second, by=None)
    record(verb="c", subject=person, by=None)
    two = record(verb="d", subject=first, by=None)
    assert list(Event.objects.about(first)) == [one, two]
    assert [e.verb for e in Event.objects.about(second)] == ["b"]


def test_a_record_of_another_kind_with_the_same_number_is_another():
    person = UserFactory()
    party = Party(pk=person.pk, code="ZZ")
    record(verb="a", subject=person, by=None)
    assert not Event.objects.about(party).exists()


def test_every_verb_is_said_in_words():
    assert say_verb("works.adopted") == "Adopted and published"
    assert all(say_verb(verb) for verb in VERBS)


def test_an_unknown_verb_is_said_by_its_bare_name():
    assert say_verb("somewhere.thing_done") == "thing done"
    assert say_verb("bare") == "bare"


def test_an_event_is_short_in_words(event):
    assert "works.created conference.party" in str(event)


def test_what_is_done_automatically_says_so_and_for_whom():
    person, subject = UserFactory(), PartyFactory()
    with automatically(capacity="rule:7", data={"person": person.pk}):
        event = record(verb="x.y", subject=subject, by=person, data={"a": 1})
    assert (event.actor, event.capacity) == (None, "rule:7")
    assert event.data == {"a": 1, "automatic": {"person": person.pk}}
    assert record(verb="x.y", subject=subject, by=person).actor == person
