"""Amounts of money: two decimals, never binary fractions; read and shown."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from django.utils.formats import number_format
from django.utils.translation import get_language, gettext

CENT = Decimal("0.01")
ZERO = Decimal("0.00")
# Fourteen digits in all; no budget of a secretariat comes near.
LARGEST = Decimal("999999999999.99")
# What binary fractions add to a number of two decimals: noise, and nothing else.
_NOISE = Decimal("0.000001")
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]+")
_CURRENCY = re.compile(r"^(?:US\$|USD|U\$S|\$)|(?:US\$|USD|\$)$", re.IGNORECASE)
_GROUPED = r"[1-9][0-9]{0,2}(?:[%s][0-9]{3})+"
_COMMA_LAST = re.compile(rf"(?:[0-9]+|{_GROUPED % '.'}),[0-9]{{1,2}}")
_POINT_LAST = re.compile(rf"(?:[0-9]+|{_GROUPED % ','})\.[0-9]{{1,2}}")
_NO_CENTS = re.compile(rf"[0-9]+|{_GROUPED % '.'}|{_GROUPED % ','}")


class NotAnAmountError(ValueError):
    """Something that is no amount of money; ``str()`` is for the person."""


def exact(number: Decimal) -> Decimal:
    """Return a number with two decimals; raises NotAnAmountError if it has more.

    What a spreadsheet's binary fractions add (0.30000000000000004) is left out.
    """
    if not number.is_finite() or abs(number) > LARGEST:
        raise NotAnAmountError(gettext("This is too large a number."))
    rounded = number.quantize(CENT, rounding=ROUND_HALF_UP)
    if abs(number - rounded) > _NOISE:
        raise NotAnAmountError(
            gettext("An amount has two decimals at most. Round it first.")
        )
    return rounded + ZERO


def read_amount(text: str) -> Decimal:
    """Read an amount as it is written in English or Spanish.

    The last of comma and point, before one or two digits, separates the decimals;
    before three digits both separate thousands, for no amount has three decimals.
    Brackets or a minus sign make it negative. Raises NotAnAmountError.
    """
    bare = _CURRENCY.sub("", _SPACES.sub("", text))
    negative = bare.startswith(("-", "−", "–"))
    if negative:
        bare = bare[1:]
    elif bare.startswith("(") and bare.endswith(")"):
        negative, bare = True, bare[1:-1]
    bare = _CURRENCY.sub("", bare)
    if _COMMA_LAST.fullmatch(bare):
        bare = bare.replace(".", "").replace(",", ".")
    elif _POINT_LAST.fullmatch(bare) or _NO_CENTS.fullmatch(bare):
        bare = bare.replace(",", "") if "." in bare[-3:] else re.sub("[.,]", "", bare)
    else:
        raise NotAnAmountError(
            gettext("An amount is expected, such as 1,234.50 or 1.234,50.")
        )
    try:
        amount = exact(Decimal(bare))
    except InvalidOperation as error:
        raise NotAnAmountError(gettext("This is too large a number.")) from error
    return -amount + ZERO if negative else amount


def say_amount(amount: Decimal) -> str:
    """Write an amount as the active language does, with a real minus sign."""
    said = number_format(abs(amount), 2, use_l10n=True, force_grouping=True)
    return f"−{said}" if amount < 0 else said


def say_change(amount: Decimal) -> str:
    """Write a difference with its sign."""
    return f"+{say_amount(amount)}" if amount > 0 else say_amount(amount)


def say_percent(share: Decimal | None) -> str:
    """Write a change in per cent with its sign; a dash where there is nothing to."""
    if share is None:
        return "–"
    said = number_format(abs(share), 1, use_l10n=True, force_grouping=True)
    sign = "+" if share > 0 else "−" if share < 0 else ""
    # A space that does not break, as both languages' institutions write it.
    return f"{sign}{said}\u00a0%" if _is_spanish() else f"{sign}{said}%"


def _is_spanish() -> bool:
    return (get_language() or "").startswith("es")
