"""Changes against the period before, for every row."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from rcm_pages.financial_reports.comparing import Change, spending_by
from rcm_pages.financial_reports.statement import Contribution, Expenditure, Name
from rcm_pages.financial_reports.tables import tables_of
from tests.factories.finances import STAFF, TRAVEL, statement_for

D = Decimal
NAMES = {"CR": "Costa Rica", "GT": "Guatemala", "MX": "Mexico"}
amounts = st.decimals(-(10**9), 10**9, places=2)


@settings(deadline=None)
@given(amounts, amounts)
def test_before_and_change_give_now(now, before):
    change = Change(now, before)
    assert before + change.amount == now
    assert (change.percent is None) == (before == 0)


def test_the_change_is_told_absolute_and_in_per_cent():
    assert (Change(D(150), D(120)).amount, Change(D(150), D(120)).percent) == (
        30,
        D(25),
    )
    assert Change(D(1), D(3)).percent == D("-66.7")
    # Of what was negative: it grew.
    assert Change(D(-50), D(-100)).percent == D(50)


def tables(now, before):
    return {table.key: table for table in tables_of(now, before, NAMES)}


def test_every_row_is_compared_what_is_new_and_what_has_gone_too():
    before = statement_for(
        "II-2015",
        contributions=(
            Contribution("CR", D(0), D(40), D(20)),
            Contribution("MX", D(0), D(9), D(9)),
        ),
    )
    rows = {r.name: r for r in tables(statement_for(), before)["contributions"].rows}
    assert rows["Costa Rica"].change.amount == D("20.50")
    assert (rows["Guatemala"].is_new, rows["Guatemala"].change.amount) == (True, 30)
    assert rows["Mexico"].change.percent == D(-100)
    assert rows["Mexico"].amounts == (0, 0, 0, 0)


def test_without_a_period_before_nothing_is_compared():
    for table in tables_of(statement_for(), None, NAMES):
        assert all(row.change is None and not row.is_new for row in table.rows)
        assert table.total.change is None


def test_another_currency_is_not_compared():
    before = replace(statement_for("II-2015"), currency="CRC")
    for table in tables_of(statement_for(), before, NAMES):
        assert table.total.change is None


def test_lines_and_projects_are_sums_of_the_same_rows():
    rows = (
        Expenditure(STAFF, Name(), D(10), D(8)),
        Expenditure(Name("staff ", "Personal"), TRAVEL, D(5), D(4)),
        Expenditure(TRAVEL, TRAVEL, D(1), D(1)),
    )
    found = tables(statement_for(expenditures=rows), None)
    assert [(r.name, *r.amounts) for r in found["lines"].rows] == [
        ("Staff", 15, 12, 3),
        ("Travel", 1, 1, 0),
    ]
    assert [(r.name, *r.amounts) for r in found["projects"].rows] == [
        ("General operation", 10, 8, 2),
        ("Travel", 6, 5, 1),
    ]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), amounts, amounts), max_size=8))
def test_no_amount_is_lost_in_sums(rows):
    spent = [Expenditure(Name(name), Name(), b, s) for name, b, s in rows]
    sums = spending_by(spent, lambda row: row.line).values()
    assert sum(row.spent for row in sums) == sum(row.spent for row in spent)
    assert sum(row.budgeted for row in sums) == sum(row.budgeted for row in spent)
