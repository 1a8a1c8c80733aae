"""The figures as values: what is computed of them, and as JSON."""

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcm_pages.financial_reports.periods import Period
from rcm_pages.financial_reports.statement import (
    Contribution,
    Expenditure,
    Income,
    Name,
    Statement,
    as_data,
    from_data,
)
from tests.factories.finances import statement_for

# A busy machine is no fault of the figures.
PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
amounts = st.integers(0, 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
names = st.builds(Name, st.text(max_size=5), st.text(max_size=5))
statements = st.builds(
    Statement,
    period=st.builds(Period, st.integers(1996, 2100), st.sampled_from([1, 2])),
    currency=st.sampled_from(["USD", "EUR"]),
    opening=amounts,
    closing=amounts,
    contributions=st.lists(
        st.builds(
            Contribution, st.sampled_from(["CR", "GT"]), amounts, amounts, amounts
        ),
        max_size=3,
    ).map(tuple),
    expenditures=st.lists(
        st.builds(Expenditure, names, names, amounts, amounts), max_size=3
    ).map(tuple),
    incomes=st.lists(st.builds(Income, names, amounts), max_size=3).map(tuple),
)


def test_what_follows_from_the_rows():
    statement = statement_for()
    assert statement.contributions[0].outstanding == Decimal("4.50")
    assert statement.outstanding == Decimal("4.50")
    assert statement.received == Decimal("70.50")
    assert statement.computed_closing == statement.closing == Decimal("130.25")


@settings(**PATIENT)
@given(statements)
def test_json_keeps_every_figure(statement):
    assert from_data(as_data(statement)) == statement


@settings(**PATIENT)
@given(statements)
def test_sums_are_those_of_the_rows(statement):
    owed = statement.arrears + statement.assessed - statement.received
    assert statement.outstanding == owed
    assert statement.computed_closing - statement.opening == (
        statement.received + statement.other_income - statement.spent
    )
