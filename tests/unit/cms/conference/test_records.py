"""Records are entered, changed and renamed with events; nothing else is touched."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from cms.audit.models import Event
from cms.conference import records
from cms.conference.dates import Precision
from cms.conference.edges import Edge
from cms.conference.history import history_of, last_event_id
from cms.conference.models import Body, BodyName, Party, PartyName
from cms.conference.signals import meeting_saved
from tests.factories.conference import BodyFactory, MeetingFactory, PartyFactory
from tests.factories.people import UserFactory, editor

pytestmark = pytest.mark.django_db


def day(text):
    return Edge(dt.date.fromisoformat(text), None, Precision.DAY)


def test_only_what_differs_is_written_and_told():
    party = PartyFactory(code="MX", name_en="Mexico", name_es="México")
    by = editor()
    records.change(
        record=party, changes={"name_en": "Mexico", "acronym_en": "MEX"}, by=by
    )
    event = Event.objects.about(party).get()
    assert event.data == {"changes": {"acronym_en": ["", "MEX"]}}
    assert event.capacity == "secretariat:TS"


def test_a_change_takes_the_stored_row_not_the_one_at_hand():
    party = PartyFactory(code="MX")
    stale = Party.objects.get(code="MX")
    records.change(record=party, changes={"acronym_en": "MEX"}, by=None)
    records.change(record=stale, changes={"acronym_es": "MÉX"}, by=None)
    party.refresh_from_db()
    assert (party.acronym_en, party.acronym_es) == ("MEX", "MÉX")


def test_an_invalid_change_writes_nothing():
    party = PartyFactory(code="MX")
    with pytest.raises(ValidationError):
        records.change(record=party, changes={"name_en": ""}, by=None)
    assert not Event.objects.about(party).exists()


def test_a_longer_circle_of_parts_is_refused():
    one = PartyFactory(code="A")
    two = PartyFactory(code="B", part_of=one)
    three = PartyFactory(code="C", part_of=two)
    with pytest.raises(ValidationError):
        records.change(record=one, changes={"part_of": three}, by=None)
    body = BodyFactory(code="x", parent=BodyFactory(code="y"))
    with pytest.raises(ValidationError):
        records.change(record=body.parent, changes={"parent": body}, by=None)


def test_rooms_above_hear_of_a_meeting_that_changed():
    heard = []

    def listen(meeting, **_kwargs):
        heard.append(meeting.city_en)

    meeting_saved.connect(listen)
    try:
        meeting = MeetingFactory()
        records.change(record=meeting, changes={"city_en": "Texcoco"}, by=None)
        records.change(record=meeting, changes={"city_en": "Texcoco"}, by=None)
    finally:
        meeting_saved.disconnect(listen)
    assert heard == ["Texcoco"]


def test_a_new_name_ends_the_one_before_it():
    party = PartyFactory(code="X", name_en="Old", name_es="Viejo", acronym_en="O")
    names = {"name_en": "New", "name_es": "Nuevo"}
    records.rename(record=party, names=names, starts=day("2010-05-05"), by=None)
    party.refresh_from_db()
    assert (party.name, party.acronym_en) == ("New", "")
    old, new = party.names.order_by("id")
    assert (old.name_en, old.ends_on) == ("Old", dt.date(2010, 5, 4))
    assert (new.name_en, new.ends_precision) == ("New", "")
    assert party.name_on(dt.date(2010, 5, 4)) == "Old"
    assert party.name_on(dt.date(2010, 5, 5)) == "New"
    assert Event.objects.about(party).get().verb == "conference.renamed"


def test_renamed_on_an_unknown_day_both_names_are_given():
    body = BodyFactory(
        code="g", name_en="Extra-Continental", name_es="Extracontinental"
    )
    starts = Edge(dt.date(2016, 7, 14), dt.date(2016, 11, 3), Precision.BETWEEN)
    records.rename(
        record=body, names={"name_en": "Extra-Regional", "name_es": "Extrarregional"},
        starts=starts, by=None,
    )  # fmt: skip
    body = Body.objects.get(code="g")
    assert body.name == "Extra-Regional"
    assert body.name_on(dt.date(2016, 9, 1)) == "Extra-Continental / Extra-Regional"
    assert BodyName.objects.count() == 2


def test_a_record_without_dated_names_was_always_called_so():
    assert PartyFactory(name_en="Belize").name_on(dt.date(1997, 1, 1)) == "Belize"


def test_a_spelling_put_right_is_put_right_where_it_is_dated():
    party = PartyFactory(code="X", name_en="Old", name_es="Viejo")
    names = {"name_en": "Nwe", "name_es": "Nuevo"}
    records.rename(record=party, names=names, starts=day("2010-05-05"), by=None)
    records.change(record=party, changes={"name_en": "New"}, by=None)
    assert party.names.get(ends_precision="").name_en == "New"
    current = PartyName.objects.get(ends_precision="")
    records.change(record=current, changes={"name_es": "Novísimo"}, by=None)
    party.refresh_from_db()
    assert party.name_es == "Novísimo"
    assert party.names.exclude(ends_precision="").get().name_es == "Viejo"


def test_the_history_tells_of_what_hangs_on_a_party():
    by = UserFactory(first_name="Eva", last_name="Mora")
    party = records.enter(
        record=Party(code="X", kind="state", name_en="Old", name_es="Viejo"), by=by
    )
    assert last_event_id(party) > last_event_id(Party()) == 0
    names = {"name_en": "New", "name_es": "Nuevo"}
    records.rename(record=party, names=names, starts=day("2010-05-05"), by=by)
    records.change(record=party, changes={"kind": "guest"}, by=by)
    newest, renamed, entered = history_of(party)
    assert newest.who == "Eva Mora"
    assert [(c.label, c.old, c.new) for c in newest.changes] == [
        ("Kind", "state", "special guest")
    ]
    assert (renamed.what, entered.what) == ("Renamed", "Entered")
