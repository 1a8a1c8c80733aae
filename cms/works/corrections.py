"""Works about settled works: Corr., Add., and what takes a text's place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.works import actions
from cms.works.models import Expression, Work
from cms.works.relations import SYMBOL_PARTS, Relation, RelationKind
from cms.works.states import WorkState, WrongStateError

if TYPE_CHECKING:
    from collections.abc import Collection

    from cms.accounts.models import User
    from cms.works.pages import AbstractTextPage

LONGEST_TITLE = 255


def _to_be_corrected(work: Work) -> Work:
    """Return a text, locked; WrongStateError unless it can be corrected."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not work.is_settled or work.state == WorkState.SUPERSEDED:
        raise WrongStateError(
            _("Only a settled text in force is corrected or added to.")
        )
    if work.relations.filter(kind__in=SYMBOL_PARTS).exists():
        raise WrongStateError(
            _("A Corr. or Add. is corrected by another one of the text itself.")
        )
    return work


@transaction.atomic
def begin_correction(
    *,
    work: Work,
    kind: RelationKind,
    languages: Collection[str] = (),
    by: User | None,
) -> Work:
    """Make the draft of a Corr. or Add. of a settled text, with an empty page each.

    It is decided by the procedure of the type that it corrects, and gets its symbol
    from that text's. Raises WrongStateError unless ``work`` is settled and in force,
    or if it is itself a Corr. or Add.
    """
    work = _to_be_corrected(work)
    made = actions.create_work(
        type_code=work.type_code,
        meeting=work.meeting,
        author=work.author,
        audience=work.audience,
        audience_party=work.audience_party,
        prepared_by=work.prepared_by,
        is_sample=work.is_sample,
        provenance=work.provenance,
        takes_up=False,
        by=by,
    )
    Relation.objects.create(work=made, to=work, kind=kind)
    for expression in work.expressions.select_related("page").order_by("pk"):
        if expression.page and (not languages or expression.language in languages):
            _add_page(made, expression, kind, by)
    record_event(
        # About the draft: the settled text's own history is read by everybody.
        verb="works.correction_begun",
        subject=made,
        by=by,
        capacity=capacity_of(by),
        data={"kind": kind, "to": work.symbol},
    )
    return made


def _add_page(
    made: Work, expression: Expression, kind: RelationKind, by: User | None
) -> None:
    """Add the draft page of one language beside the page of the text."""
    original: Any = expression.page.specific if expression.page else None
    with translation.override(expression.language):
        word = str(kind.label)
    number = Relation.objects.filter(to__expressions=expression, kind=kind).count()
    title = f"{word} {number}: {original.title}"[:LONGEST_TITLE]
    page: AbstractTextPage = type(original)(
        title=title,
        slug=_free_slug(original.get_parent(), f"{original.slug}-{word}-{number}"),
        locale=original.locale,
        live=False,
        owner=by,
    )
    for sister in made.expressions.select_related("page"):
        if sister.page:
            page.translation_key = sister.page.translation_key
    original.get_parent().add_child(instance=page)
    page.save_revision(user=by)
    actions.add_expression(work=made, page=page, status=expression.status, by=by)


def _free_slug(parent: Any, wanted: str) -> str:
    taken = set(parent.get_children().values_list("slug", flat=True))
    base = slugify(wanted)
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


@transaction.atomic
def declare_successor(*, work: Work, to: Work, by: User | None) -> Relation:
    """Say of a draft that it will take the place of a settled text once it is settled.

    Raises WrongStateError unless ``work`` is a draft and ``to`` settled and in force.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    to = Work.objects.get(pk=to.pk)
    if work.state != WorkState.DRAFT:
        raise WrongStateError(_("Only of a draft is it said what it will supersede."))
    if not to.is_settled or to.state == WorkState.SUPERSEDED:
        raise WrongStateError(_("Only a settled text in force is superseded."))
    relation, _made = Relation.objects.get_or_create(
        work=work, to=to, kind=RelationKind.SUPERSEDES
    )
    record_event(
        verb="works.successor_declared",
        subject=work,
        by=by,
        capacity=capacity_of(by),
        data={"supersedes": to.symbol},
    )
    return relation


@transaction.atomic
def supersede(
    *, old: Work, new: Work, by: User | None, capacity: str | None = None
) -> Work:
    """Let a settled text take the place of another, which stays readable.

    Raises WrongStateError unless both are settled and in force.
    """
    pair = {
        work.pk: work
        for work in Work.objects.select_for_update()
        .filter(pk__in=[old.pk, new.pk])
        .order_by("pk")
    }
    old, new = pair[old.pk], pair[new.pk]
    if not new.is_settled or new.state == WorkState.SUPERSEDED or old.pk == new.pk:
        raise WrongStateError(_("Only a settled text in force takes another's place."))
    Relation.objects.get_or_create(work=new, to=old, kind=RelationKind.SUPERSEDES)
    data = {"superseded_by": new.symbol}
    old = actions.change_state(
        work=old,
        to=WorkState.SUPERSEDED,
        verb="works.superseded",
        by=by,
        capacity=capacity,
        data=data,
    )
    record_event(
        verb="works.supersedes",
        subject=new,
        by=by,
        capacity=capacity_of(by) if capacity is None else capacity,
        data={"supersedes": old.symbol},
    )
    return old


def supersede_what_was_declared(
    *, work: Work, by: User | None, capacity: str | None = None
) -> None:
    """Carry out, in the transaction of its settling, what a draft declared."""
    declared = work.relations.filter(kind=RelationKind.SUPERSEDES)
    for relation in declared.select_related("to"):
        if relation.to.state != WorkState.SUPERSEDED:
            supersede(old=relation.to, new=work, by=by, capacity=capacity)
