"""Parties, bodies and meetings in the admin: lists, forms, one screen for each."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from cms.conference import records
from cms.conference.models.dated import name_field
from cms.conference.registry.views import add_errors

NAME_FIELDS = ("name_en", "name_es")


class RecordIndexView(generic.IndexView):
    """A list whose rows lead to the screen of the record, not to its form."""

    def get_edit_url(self, instance: Any) -> str:
        """Lead to the record."""
        return reverse(self.inspect_url_name, args=[instance.pk])

    def order_queryset(self, queryset: Any) -> Any:
        """Sort names as the active language writes them, unless asked otherwise."""
        if not self.ordering or str(self.ordering).lstrip("-") in NAME_FIELDS:
            is_turned = str(self.ordering).startswith("-")
            return queryset.order_by(("-" if is_turned else "") + name_field(), "pk")
        return super().order_queryset(queryset)

    def title_column(self, sort_key: str | None = None) -> Any:
        """Make the column that names the record and leads to it."""
        column: Any = self._get_title_column_class(TitleColumn)
        return column(
            "name", label=_("Name"), sort_key=sort_key, get_url=self.get_edit_url
        )

    def get_list_buttons(self, instance: Any) -> list[Any]:
        """Everything is done on the record's screen."""
        return []


class _Keeping:
    """Saves through an action and shows in the form what it refuses."""

    request: Any
    form: Any
    object: Any

    def form_valid(self, form: Any) -> HttpResponse:
        """Save; a refusal leaves what was typed."""
        try:
            return super().form_valid(form)  # type: ignore[misc]
        except ValidationError as refused:
            add_errors(form, refused)
            self.produced_error_code = "validation_error"
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return super().form_invalid(form)  # type: ignore[misc]

    def get_success_url(self) -> str:
        """Go to the screen of the record."""
        return reverse(self.inspect_url_name, args=[self.object.pk])  # type: ignore[attr-defined]

    def get_success_buttons(self) -> list[Any]:
        """The screen that follows has them."""
        return []


class RecordCreateView(_Keeping, generic.CreateView):
    """Enters a record."""

    # Where its screen is; the viewset says.
    inspect_url_name: Any = None

    def get_success_buttons(self, instance: Any = None) -> list[Any]:
        """The screen that follows has them."""
        return []

    def save_instance(self) -> Any:
        """Enter it."""
        return records.enter(record=self.form.instance, by=self.request.user)


class RecordEditView(_Keeping, generic.EditView):
    """Changes a record: only the fields that the person changed."""

    def save_instance(self) -> Any:
        """Change it."""
        return records.change(
            record=self.object, changes=self.form.changes, by=self.request.user
        )


class RecordView(generic.InspectView):
    """Everything about a record on one screen, with what can be done to it."""

    def get_page_title(self) -> str:
        """The record's name says enough."""
        return str(self.object)

    def get_page_subtitle(self) -> str:
        """Nothing beside the name."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        name = str(self.model._meta.verbose_name_plural).capitalize()
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": name},
            {"url": "", "label": str(self.object)},
        ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        """The form first."""
        return [HeaderButton(_("Edit"), url=self.get_edit_url(), icon_name="edit")]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """The other actions stand where they act."""
        return []

    def get_fields_context(self) -> list[dict[str, Any]]:
        """The template names the fields."""
        return []


class RecordViewSet(ModelViewSet):
    """What the three lists share: no deleting, no copying, saving by actions."""

    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    inspect_view_class = RecordView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    list_per_page = 50
    search_backend_name = None

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """There is nothing to delete, and the history is our own."""
        left_out = {"delete_url_name", "history_url_name", "usage_url_name"}
        known = super().get_common_view_kwargs(**kwargs)
        return known | dict.fromkeys(left_out & known.keys())

    def more_patterns(self) -> list[Any]:
        """Return the addresses of further actions."""
        return []

    def get_urlpatterns(self) -> list[Any]:
        """List, its results, two forms, the record; then the actions."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("edit/<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/", self.inspect_view, name="inspect"),
            *self.more_patterns(),
        ]

    def get_permissions_to_register(self) -> Any:
        """Groups have no say here, so they are offered none."""
        return super().get_permissions_to_register().none()
