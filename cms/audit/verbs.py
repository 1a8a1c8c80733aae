"""What an event's verb means, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

VERBS = {
    "works.created": _("Entered into the archive"),
    "works.expression_added": _("Text added"),
    "works.withdrawn": _("Withdrawn"),
    "works.text_dropped": _("Draft text deleted"),
    "works.adopted": _("Adopted and published"),
    "works.recorded": _("Recorded with its provenance"),
    "works.audience_set": _("Audience set"),
    "works.meeting_audience_set": _("Audience of the meeting set"),
    "works.release_scheduled": _("Release scheduled"),
    "works.release_cancelled": _("Release cancelled"),
    "works.opened": _("Opened by name"),
    "works.closed": _("Closed by name"),
    "approval.submitted": _("Submitted for approval"),
    "approval.cleared": _("Cleared by the Secretariat"),
    "approval.decided": _("Approved by the Presidency"),
    "approval.approved": _("Approved"),
    "approval.sent_back": _("Sent back"),
    "approval.cancelled": _("Approval withdrawn"),
    "documents.attached": _("File attached"),
    "documents.version_added": _("Version of the file added"),
    "conference.appointed": _("Appointed"),
    "conference.appointment_ended": _("Appointment ended"),
    "conference.appointment_withdrawn": _("Appointment withdrawn before it began"),
    "conference.presidency_named": _("Next Presidency named"),
    "conference.presidency_scheduled": _("Hand-over of the Presidency scheduled"),
    "conference.presidency_corrected": _("Hand-over of the Presidency corrected"),
    "conference.presidency_withdrawn": _("Hand-over of the Presidency cancelled"),
    "conference.presidency_begun": _("Presidency begun"),
    "conference.past_term_entered": _("Past term of the Presidency entered"),
    "conference.deputy_named": _("Deputy named"),
    "conference.deputy_revoked": _("Deputy revoked"),
    "conference.invited": _("Invited"),
    "conference.invitation_renewed": _("Invitation sent again"),
    "conference.invitation_asked_anew": _("New invitation asked for"),
    "conference.invitation_withdrawn": _("Invitation withdrawn"),
    "conference.invitation_accepted": _("Invitation accepted"),
    "distribution.mail_chosen": _("Chosen how to be told"),
    "accounts.activated": _("Account opened"),
    "accounts.deactivated": _("Account closed"),
    "accounts.reactivated": _("Account opened again"),
    "accounts.sessions_ended": _("Signed out everywhere"),
    "accounts.password_changed": _("Password changed"),
    "accounts.second_factor_added": _("Second factor set up"),
    "accounts.second_factor_removed": _("Second factor removed"),
    "facts.loaded": _("Facts entered"),
    "site.set_up": _("Site set up"),
    "demo.meeting_made": _("Fictional meeting made"),
    "importing.built": _("Made from an imported paper"),
}


def say_verb(verb: str) -> str:
    """Say a verb in the active language; an unknown one as its bare name."""
    return str(VERBS.get(verb, verb.rpartition(".")[2].replace("_", " ")))
