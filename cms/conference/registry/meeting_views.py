"""What is done to a meeting besides editing it: who is admitted, who took part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from cms.conference import accreditation, attendance
from cms.conference.models import Accreditation, AccreditedPerson, Meeting
from cms.conference.registry import meeting_forms as forms
from cms.conference.registry.views import RecordActionView

if TYPE_CHECKING:
    from cms.accounts.models import User

MEETING = "conference_meetings:inspect"


class _Acting(RecordActionView):
    """A screen whose action is given the person."""

    model: Any = Meeting
    screen = MEETING

    @property
    def by(self) -> User:
        """The person who acts."""
        person: Any = self.request.user
        return person


class Accredit(_Acting):
    """Admit a party to a meeting."""

    form_class = forms.AccreditForm
    page_title = _("Accredit a party")
    submit_button_label = _("Accredit")
    done = _("The party is accredited.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the parties that are not admitted yet."""
        return super().get_form_kwargs() | {"meeting": self.record}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Accredit."""
        accreditation.accredit(meeting=self.record, by=self.by, **cleaned)


class AccreditMembers(_Acting):
    """Admit all member states at once."""

    form_class = forms.NoQuestionForm
    page_title = _("Accredit all member states")
    submit_button_label = _("Accredit them")
    done = _("The member states of that time are accredited.")
    explanation = _(
        "Every state that was certainly a member on all days on which the meeting can "
        "have met, and is not accredited yet:"
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the states."""
        there = set(
            accreditation.accredited_parties(self.record).values_list("pk", flat=True)
        )
        members = accreditation.members_at(self.record)
        names = [m.party.name for m in members if m.party_id not in there]
        return super().get_context_data(**kwargs) | {
            "named": names or [str(_("none"))],
        }

    def act(self, cleaned: dict[str, Any]) -> None:
        """Accredit them."""
        accreditation.accredit_members(meeting=self.record, by=self.by)


class _OfAccreditation(_Acting):
    model: Any = Accreditation

    def owner(self) -> Meeting:
        """The meeting that it is for."""
        return self.record.meeting

    def get_page_subtitle(self) -> str:
        """Name the meeting and the party."""
        return str(self.record)


class Withdraw(_OfAccreditation):
    """Withdraw an accreditation."""

    form_class: Any = forms.ReasonForm
    page_title = _("Withdraw this accreditation")
    submit_button_label = _("Withdraw")
    done = _("The accreditation is withdrawn.")
    explanation = _("From this instant the party reads as one that is not accredited.")

    def act(self, cleaned: dict[str, Any]) -> None:
        """Withdraw it, with the reason."""
        accreditation.withdraw(
            accreditation=self.record, reason=cleaned["reason"], by=self.by
        )


class AddPerson(_OfAccreditation):
    """Put somebody on the list of a delegation."""

    form_class = forms.PersonForm
    page_title = _("Add a person")
    submit_button_label = _("Add")
    done = _("The person is on the list.")
    explanation = _(
        "The list says who comes. What a person may read and do follows from their "
        "appointment, not from this list."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the people of that party."""
        return super().get_form_kwargs() | {
            "accreditation": self.record,
            "instance": AccreditedPerson(accreditation=self.record),
        }

    def act(self, cleaned: dict[str, Any]) -> None:
        """Add them."""
        attendance.add_person(accreditation=self.record, by=self.by, **cleaned)


class RemovePerson(_Acting):
    """Take somebody off the list of a delegation."""

    model: Any = AccreditedPerson
    form_class = forms.NoQuestionForm
    page_title = _("Remove this person from the list")
    submit_button_label = _("Remove")
    done = _("The person is off the list.")

    def owner(self) -> Meeting:
        """The meeting of the delegation."""
        return self.record.accreditation.meeting

    def get_page_subtitle(self) -> str:
        """Name the person."""
        return str(self.record)

    def act(self, cleaned: dict[str, Any]) -> None:
        """Remove them."""
        attendance.remove_person(row=self.record, by=self.by)


class ListParticipants(_Acting):
    """Say whom the papers of a meeting list."""

    form_class = forms.ParticipantsForm
    page_title = _("Who took part, by its papers")
    done = _("The participants are kept.")
    explanation = _("History only: it gives nobody a right. Rights need accreditation.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Begin with what is known."""
        return super().get_form_kwargs() | {"meeting": self.record}

    def act(self, cleaned: dict[str, Any]) -> None:
        """Keep them."""
        attendance.list_participants(meeting=self.record, by=self.by, **cleaned)
