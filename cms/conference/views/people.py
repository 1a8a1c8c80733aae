"""A party's people: the sheet, and what is done from it. Behind either door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms.accounts.models import User
from cms.conference import actions
from cms.conference.appointing import has_begun, has_ended, say_span
from cms.conference.delegations import may_manage, roles_given_by, say_role
from cms.conference.deputising import DEPUTISED_ROLES, longest_absence
from cms.conference.errors import ConferenceError
from cms.conference.forms import ChangeForm, DeputyForm, EndForm, InviteForm
from cms.conference.models import Appointment, Deputy, Invitation
from cms.conference.permissions import is_coordinator
from cms.conference.sheet import sheet_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.conference.doors import Door
    from cms.conference.models import Party


def _render(
    request: HttpRequest, door: Door, name: str, context: dict[str, Any], status: int
) -> HttpResponse:
    context |= {"door": door, "layout": door.layout}
    return render(request, f"conference/people/{name}.html", context, status=status)


def _done(request: HttpRequest, door: Door, party: Party, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect(door.url("party", party.code))


@require_safe
def party(request: HttpRequest, code: str, *, door: Door) -> HttpResponse:
    """Show everybody of a party with roles and dates, invitations and deputies."""
    shown = door.party(request, code)
    context = {
        "heading": _("People of %(party)s") % {"party": shown},
        "sheet": sheet_of(shown, request.user),
        "party": shown,
    }
    return _render(request, door, "party", context, 200)


def invite(request: HttpRequest, code: str, *, door: Door) -> HttpResponse:
    """Invite somebody to the party."""
    shown = door.party(request, code)
    if not may_manage(request.user, shown):
        raise PermissionDenied
    user: Any = request.user
    is_post = request.method == "POST"
    form = InviteForm(request.POST if is_post else None, party=shown, user=user)
    if is_post and form.is_valid():
        try:
            kept = actions.invite(party=shown, by=user, **form.cleaned_data)
        except ConferenceError as error:
            form.add_error(None, str(error))
        else:
            return _done(
                request, door, shown,
                _("The invitation is on its way to %(email)s.") % {"email": kept.email},
            )  # fmt: skip
    context = {"heading": _("Invite a person"), "form": form, "party": shown}
    return _render(request, door, "invite", context, 422 if is_post else 200)


def _appointment(shown: Party, user: Any, pk: int) -> Appointment:
    """Return an appointment of the party that the person may touch."""
    found = get_object_or_404(
        Appointment.objects.select_related("person", "party"), pk=pk, party=shown
    )
    if found.role not in roles_given_by(user, shown):
        raise PermissionDenied
    return found


def _carry_out(step: str, held: Appointment, form: Any, by: Any) -> str:
    """Do what was asked with an appointment; return what to say of it."""
    said = {"person": held.person}
    if step == "change":
        actions.change_appointment(appointment=held, by=by, **form.cleaned_data)
        return _("The new role of %(person)s is entered.") % said
    if step == "withdraw":
        actions.withdraw_appointment(appointment=held, by=by)
        return _("The appointment of %(person)s is withdrawn.") % said
    actions.end_appointment(appointment=held, by=by, **form.cleaned_data)
    return _("The last day of %(person)s is entered.") % said


def appointment(
    request: HttpRequest, code: str, pk: int, *, door: Door
) -> HttpResponse:
    """Change an appointment, end it, or withdraw one that has not begun."""
    shown = door.party(request, code)
    held = _appointment(shown, request.user, pk)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    forms: dict[str, Any] = {
        "change": ChangeForm(
            request.POST if step == "change" else None,
            appointment=held,
            user=request.user,
        ),
        "end": EndForm(request.POST if step == "end" else None),
    }
    asked = forms.get(step)
    problem = ""
    if step == "withdraw" or (asked is not None and asked.is_valid()):
        try:
            text = _carry_out(step, held, asked, request.user)
        except ConferenceError as error:
            problem = str(error)
        else:
            return _done(request, door, shown, text)
    context = {
        "heading": str(held.person),
        "party": shown,
        "held": held,
        "role": say_role(held.role, shown),
        "span": say_span(held),
        "has_begun": has_begun(held),
        "has_ended": has_ended(held),
        "change_form": forms["change"],
        "end_form": forms["end"],
        "problem": problem,
    }
    return _render(request, door, "appointment", context, 422 if step else 200)


@require_POST
def invitation(request: HttpRequest, code: str, pk: int, *, door: Door) -> HttpResponse:
    """Send an invitation again, or withdraw it."""
    shown = door.party(request, code)
    kept = get_object_or_404(Invitation, pk=pk, party=shown)
    user: Any = request.user
    try:
        if request.POST.get("step") == "renew":
            actions.renew_invitation(invitation=kept, by=user)
            text = _("A new invitation is on its way to %(email)s.")
        elif request.POST.get("step") == "withdraw":
            actions.withdraw_invitation(invitation=kept, by=user)
            text = _("The invitation to %(email)s is withdrawn.")
        else:
            raise Http404
    except ConferenceError as error:
        messages.error(request, str(error))
        return redirect(door.url("party", shown.code))
    return _done(request, door, shown, text % {"email": kept.email})


def _absent(shown: Party, user: Any) -> list[User]:
    """Return those for whom the person may name a deputy."""
    heads = Appointment.objects.filter(party=shown, role__in=DEPUTISED_ROLES).on()
    people = [a.person for a in heads.select_related("person")]
    return people if is_coordinator(user) else [p for p in people if p.pk == user.pk]


def deputy(request: HttpRequest, code: str, *, door: Door) -> HttpResponse:
    """Name a deputy for an absence."""
    shown = door.party(request, code)
    absent = _absent(shown, request.user)
    if not absent:
        raise PermissionDenied
    user: Any = request.user
    is_post = request.method == "POST"
    form = DeputyForm(request.POST if is_post else None, party=shown, absent=absent)
    if is_post and form.is_valid():
        starts_at, ends_at = form.span()
        names = {n: form.cleaned_data[n] for n in ("person", "deputy", "reason")}
        try:
            kept = actions.name_deputy(
                party=shown, starts_at=starts_at, ends_at=ends_at, by=user, **names
            )
        except ConferenceError as error:
            form.add_error(None, str(error))
        else:
            return _done(
                request, door, shown,
                _("%(deputy)s stands in for %(person)s.")
                % {"deputy": kept.deputy, "person": kept.person},
            )  # fmt: skip
    context = {
        "heading": _("Name a deputy"),
        "form": form,
        "party": shown,
        "absent": absent,
        "days": longest_absence().days,
    }
    return _render(request, door, "deputy", context, 422 if is_post else 200)


@require_POST
def revoke(request: HttpRequest, code: str, pk: int, *, door: Door) -> HttpResponse:
    """Revoke a deputy."""
    shown = door.party(request, code)
    kept = get_object_or_404(Deputy, pk=pk, party=shown)
    user: Any = request.user
    try:
        actions.revoke_deputy(deputy=kept, by=user)
    except ConferenceError as error:
        messages.error(request, str(error))
        return redirect(door.url("party", shown.code))
    return _done(request, door, shown, _("The deputy is revoked."))
