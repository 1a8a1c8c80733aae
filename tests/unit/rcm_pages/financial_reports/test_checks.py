"""Which rule says what; only figures that contradict themselves block."""

from dataclasses import replace
from decimal import Decimal

import pytest

from rcm_pages.financial_reports.checks import Surroundings, findings
from rcm_pages.financial_reports.statement import Contribution, Expenditure, Name
from tests.factories.finances import STAFF, statement_for

D = Decimal
MEMBERS = frozenset({"CR", "GT"})
GOOD = statement_for()
BEFORE = statement_for(
    "II-2015",
    opening=D("0"),
    closing=D("100.00"),
    contributions=(Contribution("CR", D("0"), D("5.00"), D("0")),),
)


def found(statement=GOOD, **around):
    return findings(statement, Surroundings(**({"members": MEMBERS} | around)))


def test_figures_that_add_up_are_not_remarked_on():
    assert found(before=BEFORE) == []


def test_a_balance_that_does_not_add_up_blocks():
    (finding,) = found(replace(GOOD, closing=D("131.25")))
    assert (finding.rule, finding.blocks, finding.clause) == ("balance", True, "V.c")
    for figure in ("131.25", "130.25", "1.00"):
        assert figure in finding.message


@pytest.mark.parametrize(
    ("rule", "changes", "around", "said"),
    [
        ("opening", {}, {"before": replace(BEFORE, closing=D("99.00"))}, "99.00"),
        (
            "arrears",
            {},
            {"before": replace(BEFORE, contributions=(Contribution("CR"),))},
            "5.00",
        ),
        (
            "received",
            {"contributions": (*GOOD.contributions[:1],
                               Contribution("GT", D(0), D(20), D(30)))},
            {},
            "30.00",
        ),
        (
            "spent",
            {"expenditures": (Expenditure(STAFF, Name(), D("1.00"), D("60.25")),)},
            {},
            "60.25",
        ),
        ("members", {}, {"members": MEMBERS | {"MX"}}, "MX"),
        ("members", {}, {"members": frozenset({"CR"})}, "GT"),
        (
            "languages",
            {"expenditures": (Expenditure(Name("Rent"), Name(), D(80), D("60.25")),)},
            {},
            "Rent",
        ),
        (
            "twice",
            {"expenditures": (*GOOD.expenditures,
                              Expenditure(STAFF, Name(), D(0), D(0)))},
            {},
            "staff",
        ),
        ("currency", {}, {"before": replace(BEFORE, currency="CRC")}, "CRC"),
        ("period", {}, {"others": ("RCM/RCGM/2016/FR",)}, "RCM/RCGM/2016/FR"),
    ],
)  # fmt: skip
def test_what_surprises_warns_with_the_figures(rule, changes, around, said):
    statement = replace(GOOD, **changes)
    rules = [f for f in found(statement, **around) if f.rule == rule]
    assert rules
    assert not any(f.blocks for f in rules)
    assert said in " ".join(f.message for f in rules)


def test_another_currency_is_not_compared():
    before = replace(BEFORE, currency="CRC", closing=D("1.00"))
    assert [f.rule for f in found(before=before)] == ["currency"]
