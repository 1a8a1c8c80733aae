"""Amounts of financial reports, written as the page's language writes numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from rcm_pages.financial_reports.amounts import say_amount, say_change, say_percent

if TYPE_CHECKING:
    from decimal import Decimal

register = template.Library()


@register.filter
def amount(value: Decimal | None) -> str:
    """Write an amount; a dash where there is none."""
    return "–" if value is None else say_amount(value)


@register.filter
def difference(value: Decimal) -> str:
    """Write a difference with its sign."""
    return say_change(value)


@register.filter
def percent(value: Decimal | None) -> str:
    """Write a change in per cent; a dash where there is nothing to compare with."""
    return say_percent(value)


@register.filter
def under(amounts: tuple[Decimal, ...], headings: tuple[str, ...]) -> Any:
    """Pair the amounts of a row with their headings."""
    return zip(headings, amounts, strict=True)
