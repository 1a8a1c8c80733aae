"""Adding a text to a curated collection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.content_rules.deeds.registry import (
    Deed,
    DeedForm,
    Done,
    nothing_to_add,
    register,
)
from cms.works.collecting import add_to_collection, may_curate
from cms.works.models import CuratedCollection

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.content_rules.deeds.registry import Spec
    from cms.content_rules.models import FiringStep
    from cms.content_rules.subjects import Subject


def _collections() -> list[tuple[str, Any]]:
    return [(c.slug, c.name) for c in CuratedCollection.objects.all()]


class CollectForm(DeedForm):
    """Into which one."""

    collection = forms.ChoiceField(
        label=gettext_lazy("Collection"), choices=_collections
    )


@register
class AddToCollection(Deed):
    """``collecting.add_to_collection``; it lets nobody read more."""

    code = "collect"
    label = gettext_lazy("Add to a collection")
    form = CollectForm

    def say(self, spec: Spec) -> str:
        """Name the collection."""
        name = dict(_collections()).get(spec["collection"], spec["collection"])
        return _("Add to the collection: %(name)s") % {"name": name}

    def gone(self, spec: Spec) -> list[str]:
        """The collection, or its address, may be gone."""
        known = dict(_collections())
        return [] if spec["collection"] in known else [spec["collection"]]

    def refusal(self, subject: Subject, spec: Spec, by: User) -> str:
        """They curate, may read it, and it is not there yet."""
        if not may_curate(by) or not subject.is_known_to(by):
            return _("The person who enabled the rule may not put it there.")
        work = subject.work
        there = work and work.collections.filter(slug=spec["collection"]).exists()
        return _("It is in this collection already.") if there else ""

    def perform(
        self, subject: Subject, spec: Spec, *, step: FiringStep, by: User
    ) -> Done:
        """Add it."""
        assert subject.work is not None  # noqa: S101 - says `subjects`
        collection = CuratedCollection.objects.get(slug=spec["collection"])
        add_to_collection(collection=collection, work=subject.work, by=by)
        return nothing_to_add()
