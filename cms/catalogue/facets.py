"""The values of facets as readers see them: in words, in order, with their counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from cms.catalogue.alphabet import sort_key
from cms.catalogue.dimensions import LANGUAGES, UNOFFICIAL
from cms.catalogue.filters import STATUSES, themes
from cms.conference.models import Body, Meeting, Party
from cms.works import types
from cms.works.meetings import hidden_meetings
from cms.works.states import WorkState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from cms.catalogue.listing import Listing
    from cms.catalogue.questions import Question

# More meetings than this are found through their own list, or by another filter.
MOST_MEETINGS = 100
NAMES: dict[str, _StrPromise] = {
    "type": _("Type"),
    "body": _("Body"),
    "year": _("Year"),
    "meeting": _("Meeting"),
    "party": _("Party"),
    "theme": _("Theme"),
    "language": _("Language"),
    "status": _("Status"),
}
# What an ignored value belonged to, where that is no facet.
OTHER_NAMES: dict[str, _StrPromise] = {
    "year_from": _("From year"),
    "year_to": _("To year"),
    "sort": _("Order"),
    "view": _("View"),
    "page": _("Page"),
}


@dataclass(frozen=True)
class Value:
    """One value of a facet; ``count`` works would be left if it were chosen alone."""

    value: str
    label: str
    count: int
    is_chosen: bool
    # The query string that asks for this year alone; other facets have boxes.
    query: str = ""
    # The language of the label, where it is not the page's.
    language: str = ""


@dataclass(frozen=True)
class Facet:
    """A facet with the values that leave something, and those that are chosen."""

    name: str
    label: str
    values: list[Value]

    @property
    def chosen(self) -> list[Value]:
        """The values that are chosen."""
        return [value for value in self.values if value.is_chosen]


@dataclass(frozen=True)
class Chip:
    """What is chosen, in words, with the address of the listing without it."""

    label: str
    query: str
    language: str = ""


def _types(codes: Iterable[str]) -> dict[str, str]:
    """Name the types in the order of their registration, unknown ones last."""
    names = {each.code: str(each.name_plural) for each in types.all_types()}
    return names | {code: code for code in codes if code not in names}


def _in_order(named: dict[str, str]) -> dict[str, str]:
    return dict(sorted(named.items(), key=lambda pair: sort_key(pair[1])))


def _bodies(codes: Iterable[str]) -> dict[str, str]:
    found = Body.objects.filter(code__in=list(codes))
    return _in_order({body.code: body.name for body in found})


def _parties(codes: Iterable[str]) -> dict[str, str]:
    found = Party.objects.filter(code__in=list(codes))
    return _in_order({party.code: party.name for party in found})


def _themes(slugs: Iterable[str]) -> dict[str, str]:
    found = themes().filter(slug__in=list(slugs))
    return _in_order({collection.slug: collection.name for collection in found})


def _meetings(listing: Listing, keys: Iterable[str]) -> dict[str, str]:
    """Name meetings, the latest first; those that the reader may not see are not."""
    found = (
        Meeting.objects.filter(pk__in=[int(key) for key in keys])
        .exclude(pk__in=hidden_meetings(listing.held))
        .select_related("body")
        .order_by("-starts_on", "-ordinal", "-pk")
    )
    chosen = set(listing.question.chosen.get("meeting", ()))
    named = {str(meeting.pk): meeting.name for meeting in found}
    first = list(named)[:MOST_MEETINGS]
    return {key: named[key] for key in named if key in first or key in chosen}


def _languages() -> dict[str, str]:
    return {
        code: get_language_info(code)["name_local"].capitalize() for code in LANGUAGES
    }


def statuses() -> dict[str, str]:
    """Name the statuses in the order of the lifecycle."""
    names = {state.value: str(state.label) for state in WorkState}
    names[UNOFFICIAL] = gettext("unofficial translation")
    return {
        code: names[code][:1].upper() + names[code][1:]
        for code in STATUSES
        if code in names
    }


def facets_of(listing: Listing) -> list[Facet]:
    """Return every facet with its values in words, in a fixed number of questions."""
    counts, question = listing.counted.facets, listing.question
    asked = {
        name: {*counts.get(name, ()), *question.chosen.get(name, ())} for name in NAMES
    }
    labels = {
        "type": _types(asked["type"]),
        "body": _bodies(asked["body"]),
        "year": {year: year for year in sorted(asked["year"], reverse=True)},
        "meeting": _meetings(listing, asked["meeting"]),
        "party": _parties(asked["party"]),
        "theme": _themes(asked["theme"]),
        "language": _languages(),
        "status": statuses(),
    }
    return [
        Facet(
            name,
            str(NAMES[name]),
            [
                Value(
                    value=value,
                    label=label,
                    count=counts.get(name, {}).get(value, 0),
                    is_chosen=_is_chosen(question, name, value),
                    query=_query_of_year(question, value) if name == "year" else "",
                    language=value if name == "language" else "",
                )
                for value, label in labels[name].items()
                if value in asked[name]
            ],
        )
        for name in NAMES
    ]


def _query_of_year(question: Question, year: str) -> str:
    return question.but(year_from=int(year), year_to=int(year)).query


def _is_chosen(question: Question, name: str, value: str) -> bool:
    if name != "year":
        return value in question.chosen.get(name, ())
    return question.year_from == question.year_to and value == str(question.year_from)


def say_years(question: Question) -> str:
    """Say the years in words; empty if none are chosen."""
    first, last = question.year_from, question.year_to
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return gettext("from %(year)d") % {"year": first}
    return gettext("until %(year)d") % {"year": last} if last else ""


def chips_of(question: Question, facets: Iterable[Facet]) -> list[Chip]:
    """Return what is chosen, each with the question that is left without it."""
    chips = []
    for facet in facets:
        if facet.name == "year":
            if years := say_years(question):
                left = question.but(year_from=None, year_to=None)
                chips.append(Chip(years, left.query))
            continue
        chips += [
            Chip(v.label, question.without(facet.name, v.value).query, v.language)
            for v in facet.chosen
        ]
    return chips
