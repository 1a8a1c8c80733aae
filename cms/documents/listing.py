"""Wagtail's list of files, with language and standing to see and to filter by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django.conf import settings
from django.db.models import Q
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import Button
from wagtail.documents.views.documents import DocumentsFilterSet, IndexView

from cms.documents.models import Document
from cms.works.models import Expression

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _among(files: QuerySet[Document], wanted: Q) -> QuerySet[Document]:
    """Filter as a question of its own: a search takes no other."""
    return files.filter(pk__in=Document.objects.filter(wanted).values("pk"))


class FilesFilterSet(DocumentsFilterSet):
    """Wagtail's filters and the archive's."""

    language = django_filters.ChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, method="in_language"
    )
    standing = django_filters.ChoiceFilter(
        label=_("Standing"), choices=Expression.Status.choices, method="of_standing"
    )
    belongs = django_filters.ChoiceFilter(
        label=_("Belongs to"),
        choices=(("text", _("a text")), ("none", _("no text, it stands by itself"))),
        method="of_a_text",
    )

    class Meta(DocumentsFilterSet.Meta):
        model = Document

    def in_language(
        self, files: QuerySet[Document], _name: str, value: str
    ) -> QuerySet[Document]:
        """Leave the files in one language."""
        return _among(files, Q(language=value))

    def of_standing(
        self, files: QuerySet[Document], _name: str, value: str
    ) -> QuerySet[Document]:
        """A text's file has the text's standing, one by itself its own."""
        own = Q(expression__isnull=True, standing=value)
        return _among(files, own | Q(expression__status=value))

    def of_a_text(
        self, files: QuerySet[Document], _name: str, value: str
    ) -> QuerySet[Document]:
        """Leave the files of texts, or those of none."""
        return _among(files, Q(expression__isnull=value == "none"))


class FilesIndexView(IndexView):
    """The list of files."""

    filterset_class = FilesFilterSet
    results_template_name = "documents/listing/results.html"

    def get_base_queryset(self) -> Any:
        """Fetch the texts with the files, for their standing."""
        return super().get_base_queryset().select_related("expression")

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Lead to the trash as well."""
        trash = Button(
            _("Trash of files"),
            url=reverse("files_trash"),
            icon_name="bin",
            priority=90,
        )
        return [*super().header_more_buttons, trash]

    @cached_property
    def columns(self) -> list[Any]:
        """Wagtail's columns, and ours before the date."""
        columns = list(super().columns)
        ours = [
            Column("language", label=_("Language"), accessor="get_language_display"),
            Column("standing", label=_("Standing"), accessor="said_standing"),
        ]
        return [*columns[:3], *ours, *columns[3:]]


# At the addresses of Wagtail's own list, before it.
urlpatterns = [
    path("", FilesIndexView.as_view(), name="files_index"),
    path(
        "results/",
        FilesIndexView.as_view(results_only=True),
        name="files_index_results",
    ),
]
