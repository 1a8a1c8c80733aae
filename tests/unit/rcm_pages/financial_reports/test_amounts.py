"""Amounts: as people write them, and back."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from rcm_pages.financial_reports.amounts import (
    LARGEST,
    NotAnAmountError,
    exact,
    read_amount,
    say_amount,
    say_percent,
)

amounts = st.decimals(-LARGEST, LARGEST, places=2)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.50", "1234.50"),
        ("1.234,50", "1234.50"),
        ("1234,5", "1234.50"),
        ("1234.5", "1234.50"),
        ("1,234", "1234.00"),
        ("1.234", "1234.00"),
        ("1.234.567", "1234567.00"),
        ("1 234,56", "1234.56"),
        ("1\u00a0234.56", "1234.56"),
        ("US$ 1,234.00", "1234.00"),
        ("1,234.00 USD", "1234.00"),
        ("-5", "-5.00"),
        ("−5,25", "-5.25"),
        ("(500.00)", "-500.00"),
        ("$ (500)", "-500.00"),
        ("0", "0.00"),
        ("-0", "0.00"),
    ],
)
def test_an_amount_is_read_in_either_language(text, amount):
    assert str(read_amount(text)) == amount


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", "1.2.3", "0.123", "1,23,456", "12.3456", "1,234.567", "(5", "5)"),
        *("--5", "1e5", "٣", "1000000000000", "=1+1", "1.234,50,00", "NaN"),
    ],
)
def test_anything_else_is_no_amount(text):
    with pytest.raises(NotAnAmountError):
        read_amount(text)


@settings(deadline=None)
@given(amounts, st.sampled_from(["en", "es"]))
def test_what_is_shown_reads_back_as_the_same(amount, language):
    with translation.override(language):
        assert read_amount(say_amount(amount)) == amount


@settings(deadline=None)
@given(st.text(max_size=30))
def test_no_text_breaks_the_reading(text):
    try:
        found = read_amount(text)
    except NotAnAmountError:
        return
    assert found == found.quantize(Decimal("0.01"))


def test_noise_of_binary_fractions_goes_and_more_decimals_do_not():
    assert str(exact(Decimal(repr(0.1 + 0.2)))) == "0.30"
    with pytest.raises(NotAnAmountError, match="two decimals"):
        exact(Decimal("333.3333333"))
    for number in ("Infinity", "NaN", "1e30"):
        with pytest.raises(NotAnAmountError):
            exact(Decimal(number))


@pytest.mark.parametrize(
    ("language", "said", "share"),
    [("en", "−1,234.50", "+12.5%"), ("es", "−1\u00a0234,50", "+12,5\u00a0%")],
)
def test_each_language_writes_numbers_its_own_way(language, said, share):
    with translation.override(language):
        assert say_amount(Decimal("-1234.50")) == said
        assert say_percent(Decimal("12.5")) == share
