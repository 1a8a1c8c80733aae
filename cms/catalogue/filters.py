"""Narrowing works: by type, body, years, meeting, party, theme, language, status."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from cms.catalogue.dimensions import LANGUAGES, UNOFFICIAL
from cms.catalogue.fields import Several, Year
from cms.conference.models import Body, Meeting, Party
from cms.works import types
from cms.works.meetings import hidden_meetings
from cms.works.models import CollectionEntry, CuratedCollection, Expression
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from django.http import QueryDict

    from cms.works.models import WorkQuerySet

_LONGEST_KEY = 9
STATUSES = (*WorkState.values, UNOFFICIAL)


def _types(values: list[str], _held: Collection[str]) -> set[str]:
    return {each.code for each in types.all_types()} & set(values)


def _bodies(values: list[str], _held: Collection[str]) -> set[str]:
    found = Body.objects.filter(code__in=values)
    return set(found.values_list("code", flat=True))


def _parties(values: list[str], _held: Collection[str]) -> set[str]:
    found = Party.objects.filter(code__in=values)
    return set(found.values_list("code", flat=True))


def _meetings(values: list[str], held: Collection[str]) -> set[str]:
    """Know the meetings that the reader may see; another one is like none."""
    keys = [v for v in values if v.isascii() and v.isdigit() and len(v) <= _LONGEST_KEY]
    found = Meeting.objects.filter(pk__in=keys).exclude(pk__in=hidden_meetings(held))
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def _themes(values: list[str], _held: Collection[str]) -> set[str]:
    found = themes().filter(slug__in=values)
    return set(found.values_list("slug", flat=True))


def _one_of(known: Collection[str], values: list[str], _held: Any) -> set[str]:
    return set(known) & set(values)


def themes() -> Any:
    """Return the collections that are themes: shown to readers, and put together
    by hand (what a saved listing holds is a filter already)."""
    return CuratedCollection.objects.filter(is_shown=True, listing=None)


class SeveralFilter(django_filters.Filter):
    """A filter by several values at once; one of them is enough."""

    field_class = Several

    def __init__(
        self, *args: Any, known: Callable[[list[str], Any], set[str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, lookup_expr="in", **kwargs)
        self.known = known


class YearFilter(django_filters.Filter):
    """A bound of the years."""

    field_class = Year


class WorkFilter(django_filters.FilterSet):
    """Works narrowed by the parameters of an address; nonsense narrows nothing.

    ``held`` are the reader's tokens: they say which meetings may be named.
    """

    type = SeveralFilter("type_code", label=_("Type"), known=_types)
    body = SeveralFilter("meeting__body__code", label=_("Body"), known=_bodies)
    year_from = YearFilter(label=_("From year"), method="since_year")
    year_to = YearFilter(label=_("To year"), method="until_year")
    meeting = SeveralFilter("meeting", label=_("Meeting"), known=_meetings)
    party = SeveralFilter("author__code", label=_("Party"), known=_parties)
    theme = SeveralFilter(label=_("Theme"), known=_themes, method="by_theme")
    language = SeveralFilter(
        label=_("Language"), known=partial(_one_of, LANGUAGES), method="by_language"
    )
    status = SeveralFilter(
        label=_("Status"), known=partial(_one_of, STATUSES), method="by_status"
    )

    def __init__(
        self, data: QueryDict, *, queryset: WorkQuerySet, held: Collection[str]
    ) -> None:
        super().__init__(data, queryset=queryset)
        for each in self.filters.values():
            if isinstance(each, SeveralFilter):
                each.extra["known"] = partial(self._known, each, held)

    @staticmethod
    def _known(
        one: SeveralFilter, held: Collection[str], values: list[str]
    ) -> set[str]:
        return one.known(values, held)

    def filter_queryset(self, queryset: WorkQuerySet) -> Any:
        """Filter, with years that came the wrong way round put right."""
        said = self.form.cleaned_data
        first, last = said["year_from"], said["year_to"]
        if first and last and first > last:
            said |= {"year_from": last, "year_to": first}
        return super().filter_queryset(queryset)

    def since_year(self, works: WorkQuerySet, _name: str, year: int) -> WorkQuerySet:
        """Keep those of a year and later, by their date or their meeting's."""
        first = dt.date(year, 1, 1)
        of_meeting = Q(dated_on=None, meeting__starts_on__gte=first)
        return works.filter(Q(dated_on__gte=first) | of_meeting)

    def until_year(self, works: WorkQuerySet, _name: str, year: int) -> WorkQuerySet:
        """Keep those of a year and earlier."""
        last = dt.date(year, 12, 31)
        of_meeting = Q(dated_on=None, meeting__starts_on__lte=last)
        return works.filter(Q(dated_on__lte=last) | of_meeting)

    def by_theme(
        self, works: WorkQuerySet, _name: str, slugs: list[str]
    ) -> WorkQuerySet:
        """Keep those that a collection holds."""
        entries = CollectionEntry.objects.filter(
            work=OuterRef("pk"), collection__slug__in=slugs
        )
        return works.filter(Exists(entries))

    def by_language(
        self, works: WorkQuerySet, _name: str, codes: list[str]
    ) -> WorkQuerySet:
        """Keep those of which there is a text in a language."""
        texts = Expression.objects.filter(work=OuterRef("pk"), language__in=codes)
        return works.filter(Exists(texts))

    def by_status(
        self, works: WorkQuerySet, _name: str, statuses: list[str]
    ) -> WorkQuerySet:
        """Keep those in a state, and those with an unofficial translation."""
        fits = Q(state__in=[each for each in statuses if each != UNOFFICIAL])
        if UNOFFICIAL in statuses:
            texts = Expression.objects.filter(work=OuterRef("pk"), status=UNOFFICIAL)
            fits |= Q(Exists(texts))
        return works.filter(fits)
