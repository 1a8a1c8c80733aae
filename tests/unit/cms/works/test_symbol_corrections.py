"""A wrong symbol made right, and what the older one is afterwards."""

import pytest

from cms.audit.models import Event
from cms.works.models import RegisteredSymbol, SymbolState, Work
from cms.works.reservations import SymbolError, reserve
from cms.works.sharing import NotEntitledError
from cms.works.symbol_corrections import correct_symbol
from rcm_pages.work_types import ACTION_PLAN
from search.models import OutboxEntry
from tests.factories import people
from tests.factories.works import draft_action_plan, recorded_action_plan

RIGHT = "RCM/VM/XX/2015/DEC/7"


@pytest.fixture
def work(site):
    return recorded_action_plan()


@pytest.fixture
def by(site):
    return people.coordinator()


def corrected(work, by, symbol=RIGHT, why="Printed wrongly"):
    return correct_symbol(work=work, symbol=symbol, why=why, by=by)


def test_it_is_written_down_who_corrected_what_and_why(work, by):
    OutboxEntry.objects.all().delete()
    before = dict(work.expressions.values_list("language", "sha256"))
    assert corrected(work, by).symbol == RIGHT
    work.refresh_from_db()
    assert work.symbol == RIGHT
    assert dict(work.expressions.values_list("language", "sha256")) == before
    event = Event.objects.about(work).get(verb="works.symbol_corrected")
    assert event.data == {
        "before": "RCM/VM/XX/2015/AP",
        "after": RIGHT,
        "why": "Printed wrongly",
    }
    assert OutboxEntry.objects.count() == 2
    states = dict(RegisteredSymbol.objects.values_list("symbol", "state"))
    assert states == {
        "RCM/VM/XX/2015/AP": SymbolState.FORMER,
        RIGHT: SymbolState.ISSUED,
    }


def test_the_older_one_is_given_to_nobody_else_but_may_come_back(work, by):
    corrected(work, by)
    other = recorded_action_plan()
    assert other.symbol == "RCM/VM/XX/2015/AP/2"
    with pytest.raises(SymbolError, match="taken"):
        corrected(other, by, "rcm/vm/xx/2015/ap")
    assert corrected(work, by, "RCM/VM/XX/2015/AP").symbol == "RCM/VM/XX/2015/AP"
    assert work.symbols.get(state=SymbolState.FORMER).symbol == RIGHT


def test_what_is_reserved_is_taken(work, by):
    reserve(
        meeting=work.meeting, type_code=ACTION_PLAN.code, number=9, why="Test", by=by
    )
    with pytest.raises(SymbolError, match="taken"):
        corrected(work, by, "RCM/VM/XX/2015/AP/9")


def test_another_spelling_is_no_other_symbol(work, by):
    corrected(work, by, "RCM/VM/XX/2015/Ap")
    assert work.symbols.get().symbol == "RCM/VM/XX/2015/Ap"
    # The next paper of that kind goes past it.
    assert recorded_action_plan().symbol == "RCM/VM/XX/2015/AP/2"


@pytest.mark.parametrize(
    "symbol",
    [
        "", "AP", "RCM//AP", "RCM/VM/XX 2015/AP", "RCM/VM/ÁP", "/".join("A" * 60),
        "RCM/VM/XX/2015/AP/Rev.1", "RCM/VM/XX/2015/AP/rev.2", "RCM/VM/XX/2015/AP",
        "RCM/../AP", "A/" + "B" * 79,
    ],
)  # fmt: skip
def test_what_is_no_symbol_is_refused(work, by, symbol):
    with pytest.raises(SymbolError):
        corrected(work, by, symbol)
    assert Work.objects.get(pk=work.pk).symbol == "RCM/VM/XX/2015/AP"
    assert work.symbols.count() == 1


def test_a_reason_is_given(work, by):
    with pytest.raises(SymbolError, match="why"):
        corrected(work, by, why=" ")


def test_it_is_the_coordinators(work):
    for person in (people.editor(), people.delegate("GT")):
        with pytest.raises(NotEntitledError):
            corrected(work, person)


def test_a_draft_has_none_to_correct(site, by):
    with pytest.raises(NotEntitledError):
        corrected(draft_action_plan(), by)


def test_no_other_door_changes_it(work):
    work.symbol = RIGHT
    with pytest.raises(TypeError):
        work.save()
    with pytest.raises(TypeError):
        Work.objects.filter(pk=work.pk).update(symbol=RIGHT)
