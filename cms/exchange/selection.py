"""By what works are chosen: the same words in the API, in exports and for browsing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from django.db.models import Q
from ninja import Schema
from pydantic import ConfigDict, Field

from cms.works.models import Work

if TYPE_CHECKING:
    from cms.works.models import WorkQuerySet

FIRST_YEAR, LAST_YEAR = 1900, 2200
LARGEST_KEY = 2**31 - 1
# A database reads no NUL; no code holds anything but these.
Phrase = Annotated[str, Field(max_length=100, pattern=r"^[^\x00]*$")]
Code = Annotated[str, Field(max_length=40, pattern=r"^[A-Za-z0-9_-]*$")]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]


class Selection(Schema):
    """What is asked for; whatever is left out chooses everything."""

    model_config = ConfigDict(frozen=True)

    q: Phrase = Field("", description="Words of a title, or a part of a symbol.")
    type: Code = Field("", description="Code of a type of work, such as action_plan.")
    body: Code = Field("", description="Code of the body that met.")
    party: Code = Field("", description="Code of the party that wrote it.")
    language: Code = Field("", description="Works that have a text in this language.")
    state: Code = Field("", description="adopted, received, recorded or superseded.")
    meeting: Key | None = Field(None, description="Number of a meeting.")
    year: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None = Field(
        None, description="Year of the work; of its meeting, where it has no date."
    )

    def narrow(self, works: WorkQuerySet) -> WorkQuerySet:
        """Return those of the works that fit, newest first, in an order that stays."""
        plain: dict[str, Any] = {
            "type_code": self.type,
            "meeting__body__code": self.body,
            "author__code": self.party,
            "state": self.state,
            "meeting": self.meeting,
        }
        works = works.filter(**{name: value for name, value in plain.items() if value})
        if self.year:
            of_meeting = Q(dated_on=None, meeting__starts_on__year=self.year)
            works = works.filter(Q(dated_on__year=self.year) | of_meeting)
        if self.language:
            in_it = Work.objects.filter(expressions__language=self.language)
            works = works.filter(pk__in=in_it.values("pk"))
        if self.q.strip():
            titled = Q(expressions__title__icontains=self.q.strip())
            symbol = Q(symbol__icontains=self.q.strip())
            works = works.filter(
                pk__in=Work.objects.filter(titled | symbol).values("pk")
            )
        return works.order_by("-dated_on", "-pk")
