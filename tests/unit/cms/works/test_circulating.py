"""Rev.N: what was circulated stays word for word, and adoption drops the Rev."""

import pytest

from cms.audit.models import Event
from cms.works import symbols
from cms.works.circulating import (
    CirculationError,
    circulate,
    find,
    may_circulate,
    may_read_drafts,
)
from cms.works.corrections import begin_correction
from cms.works.models import CirculatedDraft, CirculatedText, RegisteredSymbol
from cms.works.relations import RelationKind
from cms.works.reservations import SymbolError, give_back
from cms.works.sharing import NotEntitledError
from cms.works.symbol_corrections import correct_symbol
from tests.factories import people
from tests.factories.conference import MemberStateFactory
from tests.factories.works import (
    approve_step,
    draft_action_plan,
    page_of,
    recorded_action_plan,
    submit_work,
)

STEM = "RCM/VM/XX/2015/AP"


@pytest.fixture
def by(site):
    return people.editor()


@pytest.fixture
def work(by):
    return draft_action_plan(by=by)


def reword(work, words, language="en"):
    page = page_of(work, language)
    blocks = [dict(block) for block in page.body.raw_data]
    blocks[-1]["value"] = blocks[-1]["value"] | {"text": words}
    page.body = blocks
    page.save_revision()


def words_of(draft, language="en"):
    return draft.texts.get(language=language).paragraphs()[-1].text


def test_the_words_of_the_moment_are_kept(work, by):
    reword(work, "Said first")
    first = circulate(work=work, note="For comments", by=by)
    reword(work, "Said later")
    second = circulate(work=work, by=by)
    assert [first.symbol, second.symbol] == [f"{STEM}/Rev.1", f"{STEM}/Rev.2"]
    assert words_of(CirculatedDraft.objects.get(number=1)) == "Said first"
    assert words_of(CirculatedDraft.objects.get(number=2)) == "Said later"
    assert (first.note, first.circulated_by) == ("For comments", by)
    event = Event.objects.about(work).filter(verb="works.circulated").first()
    assert event.data["symbol"] == f"{STEM}/Rev.1"
    assert event.data["sha256"] == dict(first.texts.values_list("language", "sha256"))


def test_it_holds_the_symbol_that_the_adopted_text_will_bear(work, by):
    circulate(work=work, by=by)
    assert symbols.held_by(work).symbol == STEM
    assert recorded_action_plan().symbol == f"{STEM}/2"
    submit_work(work, by=by)
    approve_step(work, by=people.coordinator())
    adopted = approve_step(work, by=people.head_of_delegation("CR"))
    assert adopted.symbol == STEM
    assert find(f"{STEM}/rev.1").work == adopted


def test_a_symbol_under_which_it_was_circulated_is_not_given_back(work, by):
    circulate(work=work, by=by)
    with pytest.raises(SymbolError, match="circulated"):
        give_back(work=work, by=by)


def test_nothing_new_is_no_revision(work, by):
    circulate(work=work, by=by)
    with pytest.raises(CirculationError, match=r"Rev\.1"):
        circulate(work=work, by=by)


def test_a_draft_without_words_is_not_circulated(work, by):
    for language in ("en", "es"):
        page = page_of(work, language)
        page.body = []
        page.save_revision()
    with pytest.raises(CirculationError):
        circulate(work=work, by=by)
    assert not RegisteredSymbol.objects.exists()


def test_what_was_circulated_never_changes(work, by):
    made = circulate(work=work, by=by)
    text = made.texts.get(language="en")
    for row in (made, text):
        with pytest.raises(TypeError):
            row.save()
        with pytest.raises(TypeError):
            row.delete()
    for rows in (CirculatedDraft.objects.all(), CirculatedText.objects.all()):
        with pytest.raises(TypeError):
            rows.update(symbol="x")
        with pytest.raises(TypeError):
            rows.delete()


def test_only_drafts_and_only_by_those_who_say_who_reads_them(work, by):
    assert may_circulate(people.coordinator(), work)
    for person in (people.delegate("GT"), people.head_of_delegation("CR")):
        assert not may_circulate(person, work)
        with pytest.raises(NotEntitledError):
            circulate(work=work, by=person)
    with pytest.raises(NotEntitledError):
        circulate(work=recorded_action_plan(), by=by)


def test_a_delegation_circulates_its_own(site):
    panama = MemberStateFactory(code="PA")
    work = draft_action_plan(prepared_by=panama)
    with pytest.raises(NotEntitledError):
        circulate(work=work, by=people.editor())
    assert circulate(work=work, by=people.delegate("PA")).number == 1


def test_the_settled_texts_audience_does_not_read_its_drafts(work, by):
    circulate(work=work, by=by)
    submit_work(work, by=by)
    approve_step(work, by=people.coordinator())
    approve_step(work, by=people.head_of_delegation("CR"))
    work.refresh_from_db()
    assert work.is_public
    assert may_read_drafts(by, work)
    assert may_read_drafts(people.head_of_delegation("CR"), work)
    assert not may_read_drafts(people.head_of_delegation("GT"), work)
    assert not may_read_drafts(people.delegate("MX"), work)


def test_a_corrigendum_is_circulated_under_its_own_symbol(site, by):
    work = recorded_action_plan(by=by)
    draft = begin_correction(work=work, kind=RelationKind.CORRECTS, by=by)
    page = page_of(draft)
    page.body = page_of(work).body
    page.save_revision()
    assert circulate(work=draft, by=by).symbol == f"{STEM}/Corr.1/Rev.1"


def test_an_older_symbol_still_finds_it(work, by):
    made = circulate(work=work, by=by)
    submit_work(work, by=by)
    approve_step(work, by=people.coordinator())
    approve_step(work, by=people.head_of_delegation("CR"))
    correct_symbol(work=work, symbol=f"{STEM}/8", why="Test", by=people.coordinator())
    assert find(f"{STEM}/Rev.1") == find(f"{STEM}/8/Rev.1") == made
    assert find(f"{STEM}/Rev.2") is None
    assert find(f"{STEM}/Rev.99999999999") is None


def test_the_numbers_are_one_works_own(work, by):
    circulate(work=work, by=by)
    other = circulate(work=draft_action_plan(by=by), by=by)
    assert other.symbol == f"{STEM}/2/Rev.1"
