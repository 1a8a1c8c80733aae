"""The list of parties, by kind, standing and day; the screen of a party."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminDateInput

from cms.conference.dates import FIRST_DAY, LAST_DAY
from cms.conference.history import history_of
from cms.conference.models import Membership, Party
from cms.conference.models.dated import name_field
from cms.conference.registry import party_views as actions
from cms.conference.registry.forms import RecordForm
from cms.conference.registry.panels import in_both_languages
from cms.conference.registry.viewsets import RecordIndexView, RecordView, RecordViewSet

_STANDINGS = dict(Membership.Standing.choices)


def day_asked(get: Any) -> dt.date:
    """Return the day that a query string asks for; today where it asks for none."""
    try:
        day = forms.DateField(required=False).clean(get.get("day", ""))
    except forms.ValidationError:
        day = None
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        return timezone.localdate()
    return day


def with_standing(parties: QuerySet[Party], day: dt.date) -> QuerySet[Party]:
    """Add to each party the standing that it certainly had on a day."""
    held = Membership.objects.all().on(day).filter(party=OuterRef("pk"))
    return parties.annotate(standing_then=Subquery(held.values("standing")[:1]))


class PartyFilter(WagtailFilterSet):
    """Filters by kind and by the standing on a day."""

    kind = django_filters.ChoiceFilter(
        choices=Party.Kind.choices, label=gettext_lazy("Kind")
    )
    standing = django_filters.ChoiceFilter(
        choices=Membership.Standing.choices,
        field_name="standing_then",
        label=gettext_lazy("Standing"),
    )
    day = django_filters.DateFilter(
        label=gettext_lazy("On the day"), method="keep", widget=AdminDateInput
    )

    class Meta:
        model = Party
        fields = ("kind", "standing", "day")

    def keep(self, queryset: Any, _name: str, _value: Any) -> Any:
        """The list has the standings of that day already."""
        return queryset


class StandingColumn(Column):
    """The standing on the day asked for, in words."""

    def get_value(self, instance: Any) -> Any:
        """Say it; an uncertain one is none."""
        return _STANDINGS.get(instance.standing_then, _("none that is certain"))


class PartyIndexView(RecordIndexView):
    """Parties with their standing on a day."""

    def get_base_queryset(self) -> Any:
        """Add the standings in the same query."""
        return with_standing(super().get_base_queryset(), day_asked(self.request.GET))

    @cached_property
    def columns(self) -> list[Any]:
        """Head the standings with their day."""
        day = date_format(day_asked(self.request.GET), "DATE_FORMAT")
        return [
            self.title_column(sort_key=name_field()),
            Column("acronym", label=_("Acronym")),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            StandingColumn("standing", label=_("Standing, %(day)s") % {"day": day}),
        ]


class PartyView(RecordView):
    """A party: names, standings, people, history."""

    template_name = "conference/registry/party.html"

    def get_object(self, queryset: Any = None) -> Any:
        """The party with the network to which it belongs."""
        return super().get_object(queryset)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what hangs on the party."""
        party = self.object
        today = timezone.localdate()
        people = party.appointments.select_related("person").order_by(
            "ends_on", "role", "person__last_name"
        )
        return super().get_context_data(**kwargs) | {
            "names": party.names.all(),
            "standings": party.memberships.all(),
            "present": [m for m in party.memberships.all() if m.is_certain_on(today)],
            "people": people,
            "parts": party.parts.all(),
            "history": history_of(party),
        }


class PartyViewSet(RecordViewSet):
    """Parties in the admin."""

    model = Party
    name = "conference_parties"
    url_prefix = "conference/parties"
    icon = "globe"
    menu_label = gettext_lazy("Parties")
    index_view_class = PartyIndexView
    inspect_view_class = PartyView
    filterset_class = PartyFilter
    search_fields = ("name_en", "name_es", "acronym_en", "acronym_es", "code")
    ordering = "name_en"
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("code"),
            in_both_languages(gettext_lazy("Name"), "name"),
            in_both_languages(gettext_lazy("Long-form name"), "official"),
            in_both_languages(gettext_lazy("Acronym"), "acronym"),
            FieldPanel("part_of"),
        ],
        base_form_class=RecordForm,
    )

    def more_patterns(self) -> list[Any]:
        """Names and standings."""
        return [
            path("<int:pk>/rename/", actions.RenameParty.as_view(), name="rename"),
            path("<int:pk>/names/", actions.AddPartyName.as_view(), name="add_name"),
            path(
                "names/<int:pk>/", actions.ChangePartyName.as_view(), name="change_name"
            ),
            path("<int:pk>/standings/", actions.BeginStanding.as_view(), name="begin"),
            path("standings/<int:pk>/end/", actions.EndStanding.as_view(), name="end"),
            path(
                "standings/<int:pk>/correct/",
                actions.CorrectStanding.as_view(),
                name="correct",
            ),
        ]
