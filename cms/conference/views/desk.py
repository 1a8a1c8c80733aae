"""The delegations' way in: one's own people, and an invitation's link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cms.accounts.actions import sign_in
from cms.accounts.models import User
from cms.conference import actions, inviting
from cms.conference.delegations import say_role
from cms.conference.doors import DESK
from cms.conference.errors import ConferenceError
from cms.conference.forms import JoinForm
from cms.conference.permissions import parties_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from cms.conference.models import Invitation

# How an invitation stands for whoever opened its link, and the status of that page.
_STATUS = {"accepted": 410, "withdrawn": 410, "expired": 410, "other": 403}


@require_safe
@login_required
def own_people(request: HttpRequest) -> HttpResponse:
    """Lead to the people of one's own delegation; to a choice if there are several."""
    parties = parties_of(request.user)
    if len(parties) == 1:
        return redirect(DESK.url("party", parties[0].code))
    context = {
        "heading": _("My delegation"),
        "parties": parties,
        "layout": DESK.layout,
        "door": DESK,
    }
    status = 200 if parties else 403
    return render(request, "conference/people/own.html", context, status=status)


def _standing(request: HttpRequest, invitation: Invitation) -> str:
    """Return how an invitation stands for whoever opened its link."""
    user: Any = request.user
    if invitation.accepted_at:
        return "accepted"
    if invitation.withdrawn_at:
        return "withdrawn"
    if invitation.has_expired:
        return "expired"
    if user.is_authenticated:
        return "yours" if user.email == invitation.email else "other"
    known = User.objects.filter(email=invitation.email).exists()
    return "sign_in" if known else "join"


def _take_up(request: HttpRequest, invitation: Invitation, form: Any) -> HttpResponse:
    """Accept, making the account first if there is none; ConferenceError comes out."""
    user: Any = request.user
    path = DESK.url("party", invitation.party.code)
    if user.is_authenticated:
        actions.accept_invitation(invitation=invitation, by=user)
        _welcome(request, invitation)
        return redirect(path)
    person = actions.join(invitation=invitation, **form.cleaned_data)
    response = sign_in(request=request, person=person, next_url=path)
    _welcome(request, invitation)
    return response


def _welcome(request: HttpRequest, invitation: Invitation) -> None:
    said = {"party": invitation.party.name}
    messages.success(request, _("Welcome: you now belong to %(party)s.") % said)


def _may_take_up(standing: str, form: JoinForm) -> bool:
    return standing == "yours" or (standing == "join" and form.is_valid())


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, which consumes nothing: mail scanners open links.

    Only the form's POST accepts it, or asks for a new one after it has expired.
    """
    found = inviting.find(token)
    if found is None:
        raise Http404(_("There is no such invitation."))
    is_post = request.method == "POST"
    standing = _standing(request, found)
    names = {"first_name": found.first_name, "last_name": found.last_name}
    form = JoinForm(
        request.POST if is_post and standing == "join" else None,
        email=found.email,
        initial=names,
    )
    problem = ""
    if is_post:
        try:
            if standing == "expired":
                actions.ask_anew(invitation=found)
                found.refresh_from_db()
            elif _may_take_up(standing, form):
                return _take_up(request, found, form)
        except ConferenceError as error:
            problem = str(error)
            found.refresh_from_db()
            standing = _standing(request, found)
    context = {
        "invitation": found,
        "role": say_role(found.role, found.party),
        "standing": standing,
        "form": form,
        "problem": problem,
    }
    refused = 422 if is_post and standing != "expired" else 200
    status = _STATUS.get(standing, refused)
    return render(request, "desk/invitation.html", context, status=status)
