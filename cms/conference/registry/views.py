"""Small screens of one action each: a form, the action, back to the record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.conference.policies import may_keep_registry


def add_errors(form: Any, refused: ValidationError) -> None:
    """Show what an action refused at the fields it names, the rest above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


class RecordActionView(WagtailAdminTemplateMixin, FormView):
    """A form whose action may refuse; nothing that was typed is lost then."""

    # The record that the address names, and where its screen is.
    model: Any = None
    screen = ""
    template_name = "conference/registry/action.html"
    submit_button_label: Any = gettext_lazy("Save")
    submit_button_active_label = gettext_lazy("Saving…")
    done: Any = gettext_lazy("Saved.")
    explanation: Any = ""
    header_icon = "edit"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the record, for those who may keep it."""
        super().setup(request, *args, **kwargs)
        if not may_keep_registry(request.user):
            raise PermissionDenied
        self.record = get_object_or_404(self.model, pk=kwargs["pk"])

    def owner(self) -> Any:
        """Return the party, body or meeting that the record belongs to."""
        return self.record

    def act(self, cleaned: dict[str, Any]) -> None:
        """Do it; ValidationError is shown in the form."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Act; what is refused goes back to the form."""
        try:
            self.act(form.cleaned_data)
        except ValidationError as refused:
            add_errors(form, refused)
            return self.form_invalid(form)
        messages.success(self.request, str(self.done))
        return redirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show the form again, with what was typed."""
        messages.error(self.request, _("Nothing was saved; see below why."))
        return super().form_invalid(form)

    def get_success_url(self) -> str:
        """Go back to the screen of the party, body or meeting."""
        return reverse(self.screen, args=[self.owner().pk])

    def get_page_subtitle(self) -> str:
        """Name the record."""
        return str(self.owner())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list and to the record."""
        owner = self.owner()
        listing = self.screen.rpartition(":")[0] + ":index"
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse(listing),
                "label": capfirst(str(owner._meta.verbose_name_plural)),
            },
            {"url": self.get_success_url(), "label": str(owner)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the form's template asks for."""
        context = super().get_context_data(**kwargs)
        return context | {
            "media": context["form"].media,
            "action_url": self.request.get_full_path(),
            "submit_button_label": self.submit_button_label,
            "submit_button_active_label": self.submit_button_active_label,
            "explanation": self.explanation,
            "back_url": self.get_success_url(),
        }


class ModelFormActionView(RecordActionView):
    """The same with a form that checks a record before the action does."""

    def get_form_instance(self) -> Any:
        """Return the record that the form checks."""
        return self.record

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form its record."""
        return super().get_form_kwargs() | {"instance": self.get_form_instance()}
