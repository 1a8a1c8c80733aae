"""The list of bodies; the screen of a body."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, NumberColumn

from cms.conference.history import history_of
from cms.conference.models import Body
from cms.conference.models.dated import name_field
from cms.conference.registry import party_views as actions
from cms.conference.registry.forms import RecordForm
from cms.conference.registry.panels import group, how_sure, in_both_languages
from cms.conference.registry.viewsets import RecordIndexView, RecordView, RecordViewSet


class BodyFilter(WagtailFilterSet):
    """Filters by kind."""

    kind = django_filters.ChoiceFilter(
        choices=Body.Kind.choices, label=gettext_lazy("Kind")
    )

    class Meta:
        model = Body
        fields = ("kind",)


class BodyIndexView(RecordIndexView):
    """Bodies with how many of their meetings are known."""

    def get_base_queryset(self) -> Any:
        """Count in the same query."""
        bodies = super().get_base_queryset().select_related("parent")
        return bodies.annotate(meeting_count=Count("meetings"))

    @cached_property
    def columns(self) -> list[Any]:
        """Name, kind, what stands above, meetings."""
        return [
            self.title_column(sort_key=name_field()),
            Column("acronym", label=_("Acronym")),
            Column("get_kind_display", label=_("Kind"), sort_key="kind"),
            Column("parent", label=_("Reports to")),
            NumberColumn(
                "meeting_count", label=_("Meetings"), sort_key="meeting_count"
            ),
        ]


class BodyView(RecordView):
    """A body: names, time, what belongs to it, history."""

    template_name = "conference/registry/body.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what hangs on the body."""
        body = self.object
        return super().get_context_data(**kwargs) | {
            "names": body.names.all(),
            "children": body.children.all(),
            "meeting_count": body.meetings.count(),
            "history": history_of(body),
        }


class BodyViewSet(RecordViewSet):
    """Bodies in the admin."""

    model = Body
    name = "conference_bodies"
    url_prefix = "conference/bodies"
    icon = "group"
    menu_label = gettext_lazy("Bodies")
    index_view_class = BodyIndexView
    inspect_view_class = BodyView
    filterset_class = BodyFilter
    search_fields = ("name_en", "name_es", "acronym_en", "acronym_es", "code")
    ordering = "name_en"
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("code"),
            in_both_languages(gettext_lazy("Name"), "name"),
            in_both_languages(gettext_lazy("Acronym"), "acronym"),
            in_both_languages(gettext_lazy("What its meetings are called"), "meeting"),
            FieldPanel("parent"),
            group(
                gettext_lazy("Exists since"),
                "starts_precision",
                "starts_on",
                "starts_by",
            ),
            group(
                gettext_lazy("Existed until (empty while it exists)"),
                "ends_precision",
                "ends_on",
                "ends_by",
            ),
            how_sure(),
        ],
        base_form_class=RecordForm,
    )

    def more_patterns(self) -> list[Any]:
        """Names."""
        return [
            path("<int:pk>/rename/", actions.RenameBody.as_view(), name="rename"),
            path("<int:pk>/names/", actions.AddBodyName.as_view(), name="add_name"),
            path(
                "names/<int:pk>/", actions.ChangeBodyName.as_view(), name="change_name"
            ),
        ]
