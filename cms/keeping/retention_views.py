"""The review list, what is said of one item, and the table of classes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.audit.models import Event
from cms.conference.permissions import is_keeper, is_secretariat
from cms.documents.models import Document
from cms.keeping import actions, classes, holdings
from cms.keeping.actions.retention import may_change_table, may_say
from cms.keeping.due import due_file, due_work
from cms.keeping.forms import ClassForm, ItemForm
from cms.keeping.models import ItemRetention
from cms.keeping.reach import files_open_to, works_open_to
from cms.keeping.reviewing import list_for
from cms.works.models import Work

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PER_PAGE = 25
CHANGES_SHOWN = 20
WORK, FILE = "paper", "file"
_VERBS = (
    "keeping.kept_longer",
    "keeping.reclassified",
    "keeping.marked",
    "keeping.unmarked",
)


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """List what falls due: what, since when, and by which class."""
    user = request.user
    if not is_keeper(user):
        raise PermissionDenied
    works, files = list_for(user, timezone.localdate())
    rows = classes.table()
    of_works = Paginator(works, PER_PAGE).get_page(request.GET.get("works"))
    of_files = Paginator(files, PER_PAGE).get_page(request.GET.get("files"))
    context = {
        "works": of_works,
        "files": of_files,
        "due_works": [_said(due_work(w, rows)) for w in of_works.object_list],
        "due_files": [_said(due_file(f, rows)) for f in of_files.object_list],
        "marked": _marked(user),
    }
    return render(request, "keeping/review.html", context)


def _said(due: Any) -> dict[str, Any]:
    """Return one row of the list, with the item's title and class in words."""
    item = due.item
    is_work = isinstance(item, Work)
    shown = item.shown if is_work else item
    return {
        "due": due,
        "title": (shown.title if shown else "") or str(item),
        "class_name": classes.name_of(due.code),
        "kind": WORK if is_work else FILE,
    }


def _marked(user: Any) -> list[dict[str, Any]]:
    """Return what is marked for removal and has not gone, of what a person reads."""
    rows = ItemRetention.objects.filter(marked_at__isnull=False)
    works = rows.filter(work__in=works_open_to(user))
    files = rows.filter(document__in=files_open_to(user))
    found = (
        (works | files)
        .select_related("document", "said_by")
        .prefetch_related("work__expressions")
    )
    return [
        {
            "said": row,
            "item": row.work or row.document,
            "title": _title(row.work or row.document),
            "kind": WORK if row.work_id else FILE,
        }
        for row in found.order_by("marked_at")[:PER_PAGE]
    ]


def _title(item: Any) -> str:
    shown = item.shown if isinstance(item, Work) else item
    return (shown.title if shown else "") or str(item)


def _item(request: HttpRequest, kind: str, pk: int) -> Work | Document:
    if not is_keeper(request.user):
        raise PermissionDenied
    if kind not in (WORK, FILE):
        raise Http404
    model: Any = Work if kind == WORK else Document
    found: Work | Document = get_object_or_404(model, pk=pk)
    if not may_say(request.user, found):
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Say of one item how long it is kept, with the reason."""
    found = _item(request, kind, pk)
    form, status = ItemForm(item=found), 200
    if request.method == "POST":
        form, status = ItemForm(request.POST, item=found), 422
        if form.is_valid() and _do(request, found, form):
            return redirect("keeping_review")
    said = getattr(found, "retention", None)
    own = found.type_code if isinstance(found, Work) else classes.FILE
    code = (said.code if said else "") or own
    context = {
        "item": found,
        "kind": kind,
        "title": _title(found),
        "form": form,
        "said": said,
        "row": classes.class_for(code),
        "class_name": classes.name_of(code),
        "is_for_ever": isinstance(found, Work) and classes.is_kept_for_ever(found),
        "events": Event.objects.about(found).filter(verb__in=_VERBS),
    }
    return render(request, "keeping/item.html", context, status=status)


def _do(request: HttpRequest, found: Work | Document, form: ItemForm) -> bool:
    user: Any = request.user
    said = form.cleaned_data
    shared = {"item": found, "reason": said["reason"], "by": user}
    try:
        if said["deed"] == "keep":
            actions.keep_longer(until=said["until"], **shared)
        elif said["deed"] == "class":
            actions.reclassify(code=said["code"], **shared)
        elif said["deed"] == "remove":
            actions.remove(**shared)
        else:
            actions.unmark(**shared)
    except (actions.RetentionError, PermissionDenied) as refusal:
        messages.error(request, str(refusal) or _("You may not do this."))
        return False
    messages.success(request, _("It is noted, with your reason."))
    return True


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """Show what is kept for how long, and where personal data are held."""
    if not is_secretariat(request.user):
        raise PermissionDenied
    changes = (
        Event.objects.filter(verb="keeping.class_changed")
        .select_related("actor")
        .order_by("-at")
    )
    context = {
        "rows": [(row, classes.name_of(code)) for code, row in classes.table().items()],
        "changes": [
            (event, classes.name_of(event.data["code"]))
            for event in changes[:CHANGES_SHOWN]
        ],
        "holdings": holdings.all_holdings(),
        "may_change": may_change_table(request.user),
    }
    return render(request, "keeping/classes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_class(request: HttpRequest, code: str) -> HttpResponse:
    """Change one row, with the reason."""
    if not may_change_table(request.user):
        raise PermissionDenied
    if code not in classes.codes():
        raise Http404
    row = classes.class_for(code)
    form, status = ClassForm.of(row), 200
    if request.method == "POST":
        form, status = ClassForm(request.POST), 422
        if form.is_valid() and _change(request, code, form):
            return redirect("keeping_classes")
    context = {"row": row, "name": classes.name_of(code), "form": form}
    return render(request, "keeping/class.html", context, status=status)


def _change(request: HttpRequest, code: str, form: ClassForm) -> bool:
    user: Any = request.user
    said = dict(form.cleaned_data)
    reason = said.pop("reason")
    try:
        actions.change_class(code=code, changes=said, reason=reason, by=user)
    except actions.RetentionError as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("The table is changed."))
    return True
