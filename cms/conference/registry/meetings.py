"""The list of meetings; the screen of a meeting with its accreditations."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, F, Prefetch, Q
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn

from cms.conference.history import history_of
from cms.conference.models import AccreditedPerson, Body, Meeting
from cms.conference.registry import meeting_views as actions
from cms.conference.registry.forms import RecordForm
from cms.conference.registry.panels import group, how_sure, in_both_languages
from cms.conference.registry.viewsets import RecordIndexView, RecordView, RecordViewSet


class MeetingFilter(WagtailFilterSet):
    """Filters by body, kind, status and year."""

    body = django_filters.ModelChoiceFilter(
        queryset=Body.objects.all(), label=gettext_lazy("Body")
    )
    kind = django_filters.ChoiceFilter(
        choices=Meeting.Kind.choices, label=gettext_lazy("Kind")
    )
    status = django_filters.ChoiceFilter(
        choices=Meeting.Status.choices, label=gettext_lazy("Status")
    )
    year = django_filters.NumberFilter(
        field_name="starts_on",
        lookup_expr="year",
        label=gettext_lazy("Year"),
        min_value=1900,
        max_value=2100,
    )

    class Meta:
        model = Meeting
        fields = ("body", "kind", "status", "year")


class MeetingIndexView(RecordIndexView):
    """Meetings with how many parties are accredited."""

    def get_base_queryset(self) -> Any:
        """Join and count in the same query."""
        in_force = Q(accreditations__withdrawn_at__isnull=True)
        return (
            super()
            .get_base_queryset()
            .select_related("body", "host")
            .annotate(admitted=Count("accreditations", filter=in_force))
        )

    def order_queryset(self, queryset: Any) -> Any:
        """Newest first; those without a date at the end."""
        if self.ordering in (None, "", "-starts_on"):
            return queryset.order_by(F("starts_on").desc(nulls_last=True), "-ordinal")
        return super().order_queryset(queryset)

    @cached_property
    def columns(self) -> list[Any]:
        """Name, dates, place, status, accredited parties."""
        return [
            self.title_column(),
            Column("dates", label=_("Dates"), sort_key="starts_on"),
            Column("place", label=_("Place")),
            Column("status_said", label=_("Status"), sort_key="status"),
            NumberColumn("admitted", label=_("Accredited"), sort_key="admitted"),
        ]


class MeetingView(RecordView):
    """A meeting: facts, delegations, participants, history."""

    template_name = "conference/registry/meeting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what hangs on the meeting."""
        meeting = self.object
        persons = AccreditedPerson.objects.filter(removed_at__isnull=True)
        rows = meeting.accreditations.select_related("party").prefetch_related(
            Prefetch("persons", queryset=persons)
        )
        participations = meeting.participations.select_related("party").order_by(
            "presence", "party__name_en"
        )
        return super().get_context_data(**kwargs) | {
            "accredited": [row for row in rows if row.is_in_force],
            "withdrawn": [row for row in rows if not row.is_in_force],
            "participations": participations,
            "history": history_of(meeting),
        }


class MeetingViewSet(RecordViewSet):
    """Meetings in the admin."""

    model = Meeting
    name = "conference_meetings"
    url_prefix = "conference/meetings"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Meetings")
    index_view_class = MeetingIndexView
    inspect_view_class = MeetingView
    filterset_class = MeetingFilter
    search_fields = (
        "title_en", "title_es", "city_en", "city_es", "theme_en", "theme_es",
        "body__name_en", "body__name_es", "code",
    )  # fmt: skip
    ordering = "-starts_on"
    edit_handler = ObjectList(
        [
            group(
                gettext_lazy("Meeting"),
                "body",
                "kind",
                "ordinal",
                "title_en",
                "title_es",
                "status",
            ),
            group(gettext_lazy("Its own days"), "precision", "starts_on", "ends_on"),
            group(
                gettext_lazy("The whole week, with the technical meetings"),
                "span_precision",
                "span_starts_on",
                "span_ends_on",
            ),
            group(
                gettext_lazy("Place"),
                "format",
                "host",
                "city_en",
                "city_es",
                "venue_en",
                "venue_es",
            ),
            in_both_languages(gettext_lazy("Theme"), "theme"),
            how_sure(),
        ],
        base_form_class=RecordForm,
    )

    def more_patterns(self) -> list[Any]:
        """Accreditation, delegations, participants."""
        return [
            path("<int:pk>/accredit/", actions.Accredit.as_view(), name="accredit"),
            path(
                "<int:pk>/accredit-members/",
                actions.AccreditMembers.as_view(),
                name="accredit_members",
            ),
            path(
                "<int:pk>/participants/",
                actions.ListParticipants.as_view(),
                name="participants",
            ),
            path(
                "accreditations/<int:pk>/withdraw/",
                actions.Withdraw.as_view(),
                name="withdraw",
            ),
            path(
                "accreditations/<int:pk>/persons/",
                actions.AddPerson.as_view(),
                name="add_person",
            ),
            path(
                "persons/<int:pk>/remove/",
                actions.RemovePerson.as_view(),
                name="remove_person",
            ),
        ]
