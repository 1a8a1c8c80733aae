"""By what works are chosen: in the API and in exports as on the pages for browsing.

The parameters are those of ``cms.catalogue.listing``, so that the address of a list
on the site narrows the same list here, and words to look for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.db.models import Q
from ninja import Schema
from pydantic import ConfigDict, Field

from cms.catalogue.listing import listed
from cms.works.models import Work

if TYPE_CHECKING:
    from django.http import QueryDict

    from cms.works.models import WorkQuerySet

FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST_KEY = 2**31 - 1
_MOST = 20
# A database reads no NUL; no code holds anything but these.
Phrase = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Field(max_length=60, pattern=r"^[A-Za-z0-9_-]*$")]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
_Codes = Annotated[list[Code], Field(max_length=_MOST)]
_Keys = Annotated[list[Key], Field(max_length=_MOST)]
_Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None


def _several(what: str) -> Any:
    return Field([], description=f"{what}; several: any of them.")


class Selection(Schema):
    """What is asked for; whatever is left out chooses everything."""

    model_config = ConfigDict(frozen=True)

    q: Phrase = Field("", description="Words of a title, or a part of a symbol.")
    type: _Codes = _several("Code of a type of work, such as action_plan")
    body: _Codes = _several("Code of the body that met")
    meeting: _Keys = _several("Number of a meeting")
    party: _Codes = _several("Code of the party that wrote it")
    theme: _Codes = _several("Slug of a theme")
    language: _Codes = _several("Code of a language of which there is a text")
    status: _Codes = _several("adopted, received, recorded, superseded or unofficial")
    year_from: _Year = Field(
        None, description="First year, of the work, or of its meeting without a date."
    )
    year_to: _Year = Field(None, description="Last year.")

    @classmethod
    def read(cls, query: QueryDict) -> Selection:
        """Read an address; raises pydantic's ValidationError for what makes no sense.

        What is left empty, as forms leave it, is left out; so are other parameters.
        """
        said: dict[str, Any] = {}
        for name, field in cls.model_fields.items():
            values = [each for each in query.getlist(name) if each]
            if values:
                said[name] = values if field.default == [] else values[-1]
        return cls.model_validate(said)

    def works_for(self, reader: Any) -> WorkQuerySet:
        """Return the settled works that fit and that a reader may read, newest first.

        A value that nothing bears chooses nothing.
        """
        works = Work.objects.settled()
        if words := self.q.strip():
            titled = Q(expressions__title__icontains=words)
            found = Work.objects.filter(titled | Q(symbol__icontains=words))
            works = works.filter(pk__in=found.values("pk"))
        facets = {
            name: [str(each) for each in value if each]
            for name, value in self
            if isinstance(value, list)
        }
        data: dict[str, Any] = {name: said for name, said in facets.items() if said}
        years = {"year_from": self.year_from, "year_to": self.year_to}
        data |= {name: str(year) for name, year in years.items() if year}
        listing = listed(user=reader, data=data, works=works)
        unknown = facets.keys() & data.keys() - listing.question.chosen.keys()
        return listing.works.none() if unknown else listing.works
