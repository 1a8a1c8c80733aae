"""Narrowing the list of meetings by body and year."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Body, Meeting


class MeetingFilter(django_filters.FilterSet):
    """Filters whose address can be shared; nonsense narrows nothing."""

    body = django_filters.ModelChoiceFilter(
        queryset=Body.objects.all(),
        to_field_name="code",
        label=_("Body"),
        empty_label=_("All bodies"),
    )
    year = django_filters.NumberFilter(
        field_name="starts_on",
        lookup_expr="year",
        label=_("Year"),
        min_value=1996,
        max_value=9999,
    )

    class Meta:
        model = Meeting
        fields = ("body", "year")
