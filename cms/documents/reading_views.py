"""What is not read yet, in the admin, and another attempt at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Max, Q, QuerySet
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from cms.conference.menus import GuardedMenuItem
from cms.documents import retrying
from cms.documents.models import Derived, Document, DocumentVersion
from cms.documents.policy import readable_files, readable_versions, works_with_files
from cms.documents.reading_facts import facts_of
from cms.documents.reading_state import rows_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 20


class RetryForm(forms.Form):
    """Which version, and what of it, is to be tried again."""

    version = forms.IntegerField(min_value=1, max_value=10**9)
    what = forms.ChoiceField(choices=retrying.What.choices)


def menu_item() -> MenuItem:
    """Lead to the list, among the reports."""
    return GuardedMenuItem(
        gettext_lazy("Reading of files"),
        reverse("reading"),
        icon_name="doc-full-inverse",
        order=960,
        may=works_with_files,
    )


def not_done() -> Q:
    """Return the condition of a version that is not read to its end."""
    done = Derived.State.DONE
    scans = Q(recognition__isnull=False) & ~Q(recognition__state=done)
    copies = Q(archival_copy__isnull=False) & ~Q(archival_copy__state=done)
    return ~Q(text_state=DocumentVersion.TextState.DONE) | scans | copies


def open_to(user: Any) -> QuerySet[DocumentVersion]:
    """Return the newest versions that a person may read and change, not yet done."""
    policy = policy_registry.get_by_type(Document)
    files = policy.instances_user_has_permission_for(user, "change")
    readable = readable_files(user)
    return (
        DocumentVersion.objects.filter(not_done())
        .filter(document__in=files.values("pk"))
        .filter(document__in=readable.values("pk"))
        .annotate(newest=Max("document__versions__number"))
        .filter(number=F("newest"))
        .select_related("document", "recognition", "archival_copy")
        .order_by("-pk")
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reading(request: HttpRequest) -> HttpResponse:
    """List what is not read yet; try one of it again."""
    if request.method == "POST":
        return _retry(request)
    page = Paginator(open_to(request.user), PER_PAGE).get_page(request.GET.get("page"))
    versions = list(page.object_list)
    facts = facts_of(versions)
    shown = [(version, rows_of(version, facts)) for version in versions]
    context = {"page": page, "shown": shown, "next": request.get_full_path()}
    return render(request, "documents/reading/index.html", context)


def _retry(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = RetryForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This cannot be tried again."))
        return redirect("reading")
    version = get_object_or_404(
        readable_versions(user),
        pk=form.cleaned_data["version"],
    )
    try:
        retrying.retry(version=version, what=form.cleaned_data["what"], by=user)
    except retrying.NothingToRetryError:
        messages.info(request, _("It is done already, or under way."))
    else:
        messages.success(request, _("It is tried again. It goes on by itself."))
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Return where the person came from, if that is one of our addresses."""
    there = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(
        there, {request.get_host()}, require_https=request.is_secure()
    )
    return there if own else reverse("reading")


urlpatterns = [path("", reading, name="reading")]
