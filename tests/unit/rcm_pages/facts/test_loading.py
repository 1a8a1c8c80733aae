"""Facts checked by hand against the compiled sources, and loading twice."""

import datetime as dt

import pytest
from django.core.management import call_command

from cms.audit.models import Event
from cms.conference.dates import Precision
from cms.conference.models import Body, Meeting, Membership, Party, PresidencyTerm
from cms.conference.presidency import presiding_party
from rcm_pages.facts.loading import VERB, count_facts, load_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    return load_facts()


def vm(ordinal):
    return Meeting.objects.get(body__code="vm", ordinal=ordinal)


def test_counts(facts):
    assert Meeting.objects.filter(body__code="vm").count() == 29
    assert Meeting.objects.filter(body__code="rcgm").count() == 20
    assert Body.objects.count() == 2
    assert PresidencyTerm.objects.count() == 29
    standings = Membership.Standing
    counted = {s: Membership.objects.filter(standing=s).count() for s in standings}
    assert counted == {
        standings.MEMBER_STATE: 11,
        standings.OBSERVER_STATE: 5,
        standings.OBSERVER_ORGANIZATION: 13,
        standings.CIVIL_SOCIETY: 1,
        standings.SECRETARIAT: 1,
    }


def test_each_record_is_told_to_the_progress_bar():
    steps = []
    counts = load_facts(step=lambda: steps.append(1))
    assert len(steps) == count_facts() == counts["made"]


def test_loading_again_changes_nothing(facts):
    events = Event.objects.count()
    counts = load_facts()
    assert counts == {"made": 0, "changed": 0, "unchanged": facts["made"]}
    assert Event.objects.count() == events


def test_loading_again_mends_what_differs(facts):
    Meeting.objects.filter(ordinal=20).update(city_en="Elsewhere")
    assert load_facts()["changed"] == 1
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
    assert "first day unknown" in vm(5).certainty


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
    assert joined.starts_on is None
    assert "1999" in joined.note
    assert "2000" in joined.note


def test_other_members_are_members_since_the_first_meeting(facts):
    since = Membership.objects.filter(standing="member_state").exclude(party__code="DO")
    assert set(since.values_list("starts_on", flat=True)) == {dt.date(1996, 3, 13)}


def test_acronyms_of_both_languages(facts):
    assert Party.objects.get(code="IOM").acronym_es == "OIM"
    assert Party.objects.get(code="TS").acronym_es == "ST"


def test_no_instant_of_a_handover_is_made_up(facts):
    known = PresidencyTerm.objects.exclude(starts_at=None, ends_at=None)
    assert not known.exists()
    assert presiding_party() is None


def test_the_command_says_what_it_did(capsys):
    call_command("load_facts")
    assert "142 made" in capsys.readouterr().out
    call_command("load_facts")
    assert "nothing to change, 142 records" in capsys.readouterr().out
