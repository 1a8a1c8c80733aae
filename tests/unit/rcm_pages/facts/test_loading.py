"""Facts checked by hand against the compiled sources, and loading twice."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone, translation

from cms.audit.models import Event
from cms.conference import attendance, records, standings
from cms.conference.dates import Precision
from cms.conference.edges import Edge
from cms.conference.models import (
    Body,
    BodyName,
    Meeting,
    Membership,
    Participation,
    Party,
    PartyName,
    PresidencyTerm,
)
from cms.conference.presidency import presiding_party
from rcm_pages.facts.loading import VERB, count_facts, load_facts
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    return load_facts().counts


def vm(ordinal):
    return Meeting.objects.get(body__code="vm", ordinal=ordinal)


def test_counts(facts):
    assert Meeting.objects.filter(body__code="vm").count() == 29
    assert Meeting.objects.filter(body__code="rcgm").count() == 20
    assert Meeting.objects.count() == 74
    assert Body.objects.count() == 17
    assert Party.objects.count() == 32
    assert PartyName.objects.count() == BodyName.objects.count() == 2
    assert Participation.objects.filter(presence="listed").count() == 20
    assert Participation.objects.filter(presence="not_listed").count() == 8
    assert PresidencyTerm.objects.count() == 29
    standings = Membership.Standing
    counted = {s: Membership.objects.filter(standing=s).count() for s in standings}
    assert counted == {
        standings.MEMBER_STATE: 11,
        standings.OBSERVER_STATE: 5,
        standings.OBSERVER_ORGANIZATION: 13,
        standings.CIVIL_SOCIETY: 2,
        standings.SECRETARIAT: 1,
        standings.SPECIAL_GUEST: 0,
    }


def test_each_record_is_told_to_the_progress_bar():
    steps = []
    counts = load_facts(step=lambda: steps.append(1)).counts
    assert len(steps) == count_facts() == counts["made"]


def test_loading_again_changes_nothing(facts):
    events = Event.objects.count()
    loaded = load_facts()
    assert loaded.counts == {"made": 0, "changed": 0, "unchanged": facts["made"]}
    assert loaded.differences == []
    assert Event.objects.count() == events


def test_loading_again_mends_what_differs(facts):
    Meeting.objects.filter(ordinal=20).update(city_en="Elsewhere")
    assert load_facts().counts["changed"] == 1
    assert vm(20).city_en == "Mexico City"
    assert Event.objects.about(vm(20)).last().data == {"fields": ["city_en"]}


def test_loading_keeps_instants_entered_since(facts):
    begun = dt.datetime(2021, 12, 3, 18, tzinfo=dt.UTC)
    PresidencyTerm.objects.filter(ordinal=27).update(starts_at=begun)
    load_facts()
    assert PresidencyTerm.objects.get(ordinal=27).starts_at == begun


def test_each_record_made_has_its_event(facts):
    assert Event.objects.filter(verb=VERB).count() == facts["made"]


def test_the_first_meeting(facts):
    first = vm(1)
    assert (first.starts_on, first.ends_on) == (
        dt.date(1996, 3, 13),
        dt.date(1996, 3, 14),
    )
    assert (first.city_en, first.host.code) == ("Puebla", "MX")


def test_the_fifth_meeting_ended_on_24_march_2000(facts):
    assert vm(5).ends_on == dt.date(2000, 3, 24)
    assert vm(5).precision == Precision.DAY
    assert "the first day is not known" in vm(5).note


def test_of_the_ninth_meeting_only_the_year_is_known(facts):
    ninth = vm(9)
    assert (ninth.precision, ninth.year, ninth.ends_on) == (Precision.YEAR, 2004, None)
    assert ninth.dates == "2004"
    assert (ninth.city_en, ninth.host.code) == ("", "PA")


def test_the_twentieth_meeting(facts):
    twentieth = vm(20)
    assert twentieth.starts_on == dt.date(2015, 11, 11)
    assert twentieth.ends_on == dt.date(2015, 11, 12)
    assert twentieth.city_en == "Mexico City"
    assert twentieth.city_es == "Ciudad de México"
    assert twentieth.theme_en == twentieth.theme_es == ""
    assert not twentieth.is_fictional


def test_a_theme_known_in_one_language_only(facts):
    assert vm(22).theme_en == ""
    assert vm(22).theme_es == "Mujeres, Migración y Desarrollo"


def test_the_day_on_which_the_dominican_republic_joined_is_unknown(facts):
    joined = Membership.objects.get(party__code="DO")
    assert joined.start == Edge(
        dt.date(1999, 1, 29), dt.date(2000, 3, 24), Precision.BETWEEN
    )
    assert str(joined.start) == "between 29 January 1999 and 24 March 2000"
    members = Membership.objects.filter(party__code="DO")
    assert not members.on(dt.date(1999, 12, 31)).exists()
    assert members.on(dt.date(2000, 3, 24)).exists()


def test_other_members_are_members_since_the_first_meeting(facts):
    since = Membership.objects.filter(standing="member_state").exclude(party__code="DO")
    assert set(since.values_list("starts_on", flat=True)) == {dt.date(1996, 3, 13)}


def test_acronyms_of_both_languages(facts):
    assert Party.objects.get(code="IOM").acronym_es == "OIM"
    assert Party.objects.get(code="TS").names.first().acronym_es == "ST"


def test_no_instant_of_a_handover_is_made_up(facts):
    known = PresidencyTerm.objects.exclude(starts_at=None, ends_at=None)
    assert not known.exists()
    assert presiding_party() is None


def test_the_command_says_what_it_did(capsys):
    call_command("load_facts")
    assert "216 made" in capsys.readouterr().out
    call_command("load_facts")
    assert "nothing to change, 216 records" in capsys.readouterr().out


@pytest.mark.parametrize(
    "model", [Party, Membership, Body, PartyName, BodyName, Meeting, Participation]
)
def test_every_fact_is_a_valid_record(facts, model):
    """Also on PostgreSQL, which refuses what SQLite takes."""
    for record in model.objects.all():
        record.full_clean()


def test_the_secretariat_was_renamed_on_an_unknown_day(facts):
    secretariat = Party.objects.get(code="TS")
    assert secretariat.name == "Executive Secretariat"
    assert secretariat.name_on(dt.date(2010, 1, 1)) == "Technical Secretariat"
    assert secretariat.name_on(dt.date(2019, 1, 1)) == (
        "Technical Secretariat / Executive Secretariat"
    )
    with translation.override("es"):
        assert secretariat.name_on(timezone.localdate()) == "Secretaría Ejecutiva"


def test_the_group_on_extra_regional_migration_was_renamed_in_2016(facts):
    group = Body.objects.get(code="ahg-extra")
    assert group.name_on(dt.date(2015, 1, 1)).endswith("Extra-Continental Migration")
    assert group.name_on(dt.date(2016, 11, 4)).endswith("Extra-Regional Migration")


def test_the_week_of_the_twentieth_meeting(facts):
    assert vm(20).span_dates == "9–12 November 2015"
    assert vm(28).dates == "between 4 and 7 December 2023"
    assert vm(28).is_unconfirmed
    assert vm(25).format == Meeting.Format.VIRTUAL


def test_who_was_not_listed_in_2016(facts):
    rows = vm(21).participations.values_list("party__code", "presence")
    assert list(rows) == [("BZ", "not_listed")]


def corrected(record, **changes):
    return records.change(record=record, changes=changes, by=UserFactory())


def test_what_a_person_corrected_is_left_and_told(facts):
    corrected(vm(20), city_en="Texcoco", theme_en="Capacities")
    loaded = load_facts()
    assert (loaded.counts["made"], loaded.counts["changed"]) == (0, 0)
    assert vm(20).city_en == "Texcoco"
    assert {(d.field, d.here, d.file) for d in loaded.differences} == {
        ("city_en", "Texcoco", "Mexico City"),
        ("theme_en", "Capacities", ""),
    }


def test_other_fields_of_that_record_are_still_mended(facts):
    corrected(vm(20), city_en="Texcoco")
    Meeting.objects.filter(ordinal=20).update(city_es="Elsewhere")
    assert load_facts().counts["changed"] == 1
    assert (vm(20).city_en, vm(20).city_es) == ("Texcoco", "Ciudad de México")


def test_the_file_is_taken_where_asked(facts, capsys):
    corrected(vm(20), city_en="Texcoco")
    call_command("load_facts")
    said = capsys.readouterr().out
    assert "meeting XX Vice-Ministerial Meeting: city_en is 'Texcoco'" in said
    call_command("load_facts", "--overwrite")
    assert "1 changed" in capsys.readouterr().out
    assert vm(20).city_en == "Mexico City"
    assert load_facts().differences == []


def test_an_ended_standing_is_not_revived(facts):
    member = Membership.objects.get(party__code="NI")
    ends = Edge(dt.date(2024, 5, 1), None, Precision.DAY)
    standings.end_standing(membership=member, ends=ends, by=UserFactory())
    assert {d.field for d in load_facts().differences} == {"ends_on", "ends_precision"}
    member.refresh_from_db()
    assert member.ends_on == dt.date(2024, 5, 1)


def test_a_standing_given_by_a_person_is_not_doubled():
    party = Party.objects.create(
        code="JM", kind="state", name_en="Jamaica", name_es="Jamaica"
    )
    starts = Edge(dt.date(2020, 1, 1), None, Precision.DAY)
    standings.begin_standing(
        party=party, standing="member_state", starts=starts, by=UserFactory()
    )
    loaded = load_facts()
    assert [d.field for d in loaded.differences] == ["standing"]
    assert party.memberships.count() == 1


def test_participants_entered_by_a_person_stay(facts):
    mexico = Party.objects.get(code="MX")
    attendance.list_participants(
        meeting=vm(21), listed=[mexico], not_listed=[], by=UserFactory()
    )
    assert [d.field for d in load_facts().differences] == ["participants"]
    assert [p.party for p in vm(21).participations.all()] == [mexico]


def test_a_redated_meeting_is_not_made_again(facts):
    meeting = Meeting.objects.get(code="rcgm-2012-late")
    corrected(
        meeting, starts_on=dt.date(2012, 11, 20), precision="day",
        ends_on=dt.date(2012, 11, 21),
    )  # fmt: skip
    loaded = load_facts()
    assert loaded.counts["made"] == 0
    assert Meeting.objects.filter(body__code="rcgm").count() == 20


def test_a_meeting_of_an_older_archive_gets_its_key(facts):
    Meeting.objects.filter(code="rcgm-2013-06").update(
        code=None, starts_on=dt.date(2013, 6, 1), precision=Precision.MONTH
    )
    assert load_facts().counts["made"] == 0
    meeting = Meeting.objects.get(code="rcgm-2013-06")
    assert meeting.dates == "around 25 June 2013"


def test_the_command_says_what_is_not_known(capsys):
    call_command("load_facts", verbosity=2)
    said = capsys.readouterr().out
    assert "first day of standings (22)" in said
    assert (
        "Dominican Republic: member state: between 29 January 1999 and 24 March 2000"
        in said
    )
