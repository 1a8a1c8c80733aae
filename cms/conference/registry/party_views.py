"""What is done to a party or body besides editing it: names and standings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cms.conference import records, standings
from cms.conference.edges import Edge
from cms.conference.models import Body, BodyName, Membership, Party, PartyName
from cms.conference.registry import forms
from cms.conference.registry.views import ModelFormActionView

if TYPE_CHECKING:
    from cms.accounts.models import User

PARTY, BODY = "conference_parties:inspect", "conference_bodies:inspect"


def edge(cleaned: dict[str, Any], name: str) -> Edge:
    """Return the edge that a form gives; a day without more is meant as that day."""
    on, by = cleaned.get(f"{name}_on"), cleaned.get(f"{name}_by")
    precision = cleaned.get(f"{name}_precision") or ("day" if on and not by else "")
    return Edge(on, by, precision or "unknown")


def facts(cleaned: dict[str, Any]) -> dict[str, str]:
    """Return how sure a fact is and where it was read."""
    return {name: cleaned.get(name, "") for name in forms.SOURCED}


class _Acting(ModelFormActionView):
    """A screen whose action is given the person."""

    @property
    def by(self) -> User:
        """The person who acts."""
        person: Any = self.request.user
        return person


class BeginStanding(_Acting):
    """Begin a standing of a party."""

    model, screen, form_class = Party, PARTY, forms.BeginStandingForm
    page_title = _("Begin a standing")
    submit_button_label = _("Begin")
    done = _("The standing has begun.")

    def get_form_instance(self) -> Membership:
        """A standing that is not there yet."""
        return Membership(party=self.record)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Begin it."""
        standings.begin_standing(
            party=self.record,
            standing=cleaned["standing"],
            starts=edge(cleaned, "starts"),
            by=self.by,
            **facts(cleaned),
        )


class _OfStanding(_Acting):
    model, screen = Membership, PARTY

    def owner(self) -> Party:
        """The party whose standing it is."""
        return self.record.party

    def get_page_subtitle(self) -> str:
        """Name party and standing."""
        return str(self.record)


class EndStanding(_OfStanding):
    """End a standing."""

    form_class = forms.EndStandingForm
    page_title = _("End this standing")
    submit_button_label = _("End")
    done = _("The standing has ended.")
    explanation = _(
        "The rights of this standing end with the earliest day on which its end can "
        "lie. Accreditations stay until they are withdrawn."
    )

    def act(self, cleaned: dict[str, Any]) -> None:
        """End it."""
        standings.end_standing(
            membership=self.record,
            ends=edge(cleaned, "ends"),
            by=self.by,
            **facts(cleaned),
        )


class CorrectStanding(_OfStanding):
    """Put a standing right that was entered wrongly."""

    form_class = forms.CorrectStandingForm
    page_title = _("Correct this standing")
    done = _("The standing has been corrected.")
    explanation = _(
        "For mistakes in what was entered. Where the standing itself changed, end it "
        "and begin another."
    )

    def act(self, cleaned: dict[str, Any]) -> None:
        """Correct it, with the reason."""
        changes = {n: v for n, v in cleaned.items() if n != "reason"}
        standings.correct_standing(
            membership=self.record,
            changes=changes,
            reason=cleaned["reason"],
            by=self.by,
        )


class RenameParty(_Acting):
    """Give a party a new name."""

    model: Any = Party
    screen = PARTY
    form_class: Any = forms.RenameForm
    page_title = _("Rename")
    submit_button_label = _("Rename")
    done = _("The new name is kept, and the earlier one with its time.")
    explanation: Any = _(
        "For a new name. A name that was only written wrongly is put right by editing."
    )
    name_model: Any = PartyName
    owned_by = "party"

    def get_form_instance(self) -> Any:
        """A name that is not there yet."""
        return self.name_model(**{self.owned_by: self.record})

    def act(self, cleaned: dict[str, Any]) -> None:
        """Rename."""
        records.rename(
            record=self.record,
            names={name: cleaned[name] for name in records.NAME_FIELDS},
            starts=edge(cleaned, "starts"),
            by=self.by,
        )


class RenameBody(RenameParty):
    """Give a body a new name."""

    model, screen, form_class = Body, BODY, forms.BodyRenameForm
    name_model, owned_by = BodyName, "body"


class AddPartyName(RenameParty):
    """Add a name that a party once bore."""

    form_class: Any = forms.NameForm
    page_title = _("Add an earlier name")
    submit_button_label = _("Add")
    done = _("The name has been added.")
    explanation = ""

    def act(self, cleaned: dict[str, Any]) -> None:
        """Add it."""
        name = self.name_model(**{self.owned_by: self.record}, **cleaned)
        records.enter(record=name, by=self.by)


class AddBodyName(AddPartyName):
    """Add a name that a body once bore."""

    model, screen, form_class = Body, BODY, forms.BodyNameForm
    name_model, owned_by = BodyName, "body"


class ChangePartyName(_Acting):
    """Correct a dated name of a party."""

    model: Any = PartyName
    screen, form_class = PARTY, forms.NameForm
    page_title = _("Correct this name")
    done = _("The name has been corrected.")

    def owner(self) -> Any:
        """The party or body whose name it is."""
        return self.record.party

    def act(self, cleaned: dict[str, Any]) -> None:
        """Correct it."""
        records.change(record=self.record, changes=cleaned, by=self.by)


class ChangeBodyName(ChangePartyName):
    """Correct a dated name of a body."""

    model, screen, form_class = BodyName, BODY, forms.BodyNameForm

    def owner(self) -> Any:
        """The body whose name it is."""
        return self.record.body
