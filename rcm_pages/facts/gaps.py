"""What is not known of the Conference, counted in the database."""

from __future__ import annotations

from django.db.models import Q

from cms.conference.dates import Precision
from cms.conference.models import Body, Meeting, Membership, PartyName, PresidencyTerm


def gaps() -> dict[str, list[str]]:
    """Return the records of which something is not known, by what is not known."""
    meetings = Meeting.objects.filter(is_fictional=False).select_related("body")
    not_exact = meetings.exclude(precision=Precision.DAY)
    in_no_city = meetings.filter(city_en="").exclude(format=Meeting.Format.VIRTUAL)
    from_memory = meetings.filter(certainty="recollection")
    no_start = Membership.objects.exclude(starts_precision=Precision.DAY)
    bodies = Body.objects.exclude(starts_precision=Precision.DAY)
    names = PartyName.objects.exclude(starts_precision=Precision.DAY)
    terms = PresidencyTerm.objects.filter(
        Q(starts_at__isnull=True) | Q(ends_at__isnull=True), is_fictional=False
    )
    found = {
        "exact days of meetings": [f"{m}: {m.dates}" for m in not_exact],
        "city of meetings": [str(m) for m in in_no_city],
        "meetings known from memory only": [str(m) for m in from_memory],
        "meetings announced, not confirmed": [
            str(m) for m in meetings.filter(status=Meeting.Status.ANNOUNCED)
        ],
        "first day of standings": [
            f"{m}: {m.start}" for m in no_start.select_related("party")
        ],
        "first day of bodies": [f"{body}: {body.start}" for body in bodies],
        "first day of names": [f"{name}: {name.start}" for name in names],
        "begin or end of Presidencies": [
            str(term) for term in terms.select_related("party")
        ],
    }
    return {what: rows for what, rows in found.items() if rows}
