"""The screens of the rules: list, building, one rule with its dry run, the log."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.audit.models import Event
from cms.audit.verbs import say_verb
from cms.conference.capacities import say_capacity
from cms.content_rules import actions, conditions, triggers
from cms.content_rules.builder import Builder
from cms.content_rules.errors import RuleError
from cms.content_rules.forms import EnableForm, LogForm, RehearsalForm
from cms.content_rules.log import page_of_log
from cms.content_rules.models import ContentRule
from cms.content_rules.parts import conditions_of, draft_of, problems, say_action
from cms.content_rules.permissions import (
    may_build,
    may_enable,
    may_see_rules,
    widens,
)
from cms.content_rules.placeholders import PLACEHOLDERS
from cms.content_rules.rehearsal import rehearse
from cms.content_rules.suspension import say_why

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


def for_those_who(
    may: Callable[[Any], bool],
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let in only people of whom ``may`` is true at this moment."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def take(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return take

    return decorate


@require_safe
@for_those_who(may_see_rules)
def index(request: HttpRequest) -> HttpResponse:
    """List the rules: what each waits for, whether it acts, when it last fired."""
    rules = (
        ContentRule.objects.kept()
        .select_related("enabled_by")
        .annotate(last_fired=Max("firings__created_at"))
    )
    rows = [
        (rule, triggers.say(rule.trigger, rule.shift), say_why(rule.suspended_why))
        for rule in rules
    ]
    context = {"rows": rows, "may_build": may_build(request.user)}
    return render(request, "content_rules/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(may_build)
def build(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Build a rule, or change one; rows are added by POST and kept with the whole."""
    rule = get_object_or_404(ContentRule.objects.kept(), pk=pk) if pk else None
    if request.method != "POST":
        builder = Builder.of_draft(draft_of(rule) if rule else None)
        return _show_builder(request, builder, rule)
    if request.POST.get("op", "save") != "save":
        return _show_builder(request, Builder.after_order(request.POST), rule)
    builder = Builder.of_post(request.POST)
    if builder.is_valid():
        by: Any = request.user
        try:
            if rule:
                kept = actions.change_rule(rule=rule, draft=builder.draft(), by=by)
            else:
                kept = actions.create_rule(draft=builder.draft(), by=by)
        except RuleError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(
                request,
                _("Kept. Look at what it would do, then enable it."),
            )
            return redirect("content_rules_rule", kept.pk)
    else:
        messages.error(request, _("Not kept yet: please see what is marked."))
    return _show_builder(request, builder, rule, status=422)


def _show_builder(
    request: HttpRequest,
    builder: Builder,
    rule: ContentRule | None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "builder": builder,
        "rule": rule,
        "placeholders": [(name, words) for name, (words, _v) in PLACEHOLDERS.items()],
    }
    return render(request, "content_rules/build.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(may_see_rules)
def rule(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a rule in words, switch it, and rehearse it."""
    found = get_object_or_404(ContentRule.objects.select_related("enabled_by"), pk=pk)
    if request.method == "POST":
        return _switch(request, found)
    return _show(request, found)


def _switch(request: HttpRequest, found: ContentRule) -> HttpResponse:
    by: Any = request.user
    deed = request.POST.get("deed", "")
    form = EnableForm(request.POST if deed == "enable" else None)
    try:
        if deed == "enable":
            if not form.is_valid():
                return _show(request, found, enable_form=form, status=422)
            actions.enable_rule(rule=found, by=by, **form.cleaned_data)
        elif deed == "disable":
            actions.disable_rule(rule=found, by=by)
        elif deed == "delete":
            actions.delete_rule(rule=found, by=by)
        else:
            raise RuleError(_("Nothing was chosen."))
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return _show(request, found, status=422)
    messages.success(request, _("Done, and written into the record."))
    if deed == "delete":
        return redirect("content_rules")
    return redirect("content_rules_rule", found.pk)


def _show(
    request: HttpRequest,
    found: ContentRule,
    *,
    enable_form: EnableForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user: Any = request.user
    asked = RehearsalForm(request.GET if "over" in request.GET else None)
    rehearsal = None
    if asked.is_valid():
        rehearsal = rehearse(found, asked_by=user, **asked.cleaned_data)
    _page, lines = page_of_log(user, {"rule": found.pk}, "1")
    context = {
        "rule": found,
        "waits_for": triggers.say(found.trigger, found.shift),
        "is_event": found.trigger.startswith(triggers.EVENT),
        "conditions": [conditions.say(each) for each in conditions_of(found)],
        "actions": [say_action(row.kind, row.spec) for row in found.actions.all()],
        "problems": problems(draft_of(found)),
        "suspended_why": say_why(found.suspended_why),
        "widens": widens(found),
        "may_build": may_build(user),
        "may_enable": may_enable(user, found),
        "enable_form": enable_form or EnableForm(),
        "rehearsal_form": asked,
        "rehearsal": rehearsal,
        "lines": lines[:5],
        "history": [
            (event, say_verb(event.verb), say_capacity(event.capacity))
            for event in Event.objects.about(found)
        ],
    }
    return render(request, "content_rules/rule.html", context, status=status)


@require_safe
@for_those_who(may_see_rules)
def log(request: HttpRequest) -> HttpResponse:
    """List what the rules did and did not do, filtered."""
    user: Any = request.user
    form = LogForm(request.GET or None)
    filters = form.cleaned_data if form.is_valid() else {}
    page, lines = page_of_log(user, filters, request.GET.get("page", ""))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "lines": lines,
        "page": page,
        "query": query.urlencode(),
    }
    return render(request, "content_rules/log.html", context)
