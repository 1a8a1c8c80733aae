"""Words for the approval screens."""

import datetime as dt
from typing import Any

from django import template
from django.utils.formats import date_format

from cms.audit.verbs import say_verb

register = template.Library()
register.simple_tag(say_verb, name="verb_in_words")


@register.filter
def as_day(value: Any) -> str:
    """Say a day that an event keeps as text; what is no day stays as it is."""
    try:
        return date_format(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)
