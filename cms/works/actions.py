"""Every write to Works and Expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.audit.actions import record as record_event
from cms.conference.permissions import capacity_of
from cms.works import cross_references, reservations, symbols, types
from cms.works.canonical import count_words
from cms.works.fixed import settling
from cms.works.models import Expression, Paragraph, SymbolState, Work
from cms.works.openings import SEARCH_SOURCE
from cms.works.states import WorkState, WrongStateError, check_transition
from search import outbox

if TYPE_CHECKING:
    import datetime as dt

    from cms.accounts.models import User
    from cms.conference.models import Meeting, Party
    from cms.works.pages import AbstractTextPage

SETTLING = frozenset({WorkState.ADOPTED, WorkState.RECEIVED, WorkState.RECORDED})
# How often a symbol is sought anew when another work took it in the same instant.
SYMBOL_ATTEMPTS = 5
UNCOUNTED_KINDS = frozenset({"opening", "heading"})


@transaction.atomic
def create_work(
    *,
    type_code: str,
    meeting: Meeting | None = None,
    author: Party | None = None,
    dated_on: dt.date | None = None,
    audience: str = "",
    audience_party: Party | None = None,
    prepared_by: Party | None = None,
    provenance: str = "",
    is_sample: bool = False,
    takes_up: bool = True,
    by: User | None,
) -> Work:
    """Make a Work as a draft; raises KeyError if the type is not registered.

    Without an audience it will be read by whoever reads its meeting's papers. The
    Secretariat prepares it unless ``prepared_by`` names a delegation or partner. It
    takes up the oldest symbol reserved for such a paper, unless told not to.
    """
    types.get(type_code)
    work = Work.objects.create(
        type_code=type_code,
        meeting=meeting,
        author=author,
        dated_on=dated_on,
        audience=audience,
        audience_party=audience_party,
        prepared_by=prepared_by,
        provenance=provenance,
        is_sample=is_sample,
        created_by=by,
    )
    record_event(verb="works.created", subject=work, by=by, capacity=capacity_of(by))
    if takes_up:
        reservations.take_up_what_waits(work=work, by=by)
    return work


@transaction.atomic
def add_expression(
    *,
    work: Work,
    page: AbstractTextPage,
    status: str = Expression.Status.ORIGINAL,
    by: User | None,
) -> Expression:
    """Tie a page to a Work as its text in the page's language."""
    expression = Expression.objects.create(
        work=work,
        language=page.locale.language_code,
        status=status,
        title=page.title,
        page=page.page_ptr,
    )
    outbox.put(SEARCH_SOURCE, expression.pk)
    record_event(
        verb="works.expression_added",
        subject=work,
        by=by,
        capacity=capacity_of(by),
        data={"language": expression.language, "status": expression.status},
    )
    return expression


@transaction.atomic
def change_state(
    *,
    work: Work,
    to: WorkState,
    verb: str,
    by: User | None,
    capacity: str | None = None,
    data: dict[str, Any] | None = None,
) -> Work:
    """Move a Work along its lifecycle; raises WrongStateError where it cannot go."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_transition(work.state, to)
    if to in SETTLING:
        msg = f"A work does not become {to} without its text being frozen"
        raise WrongStateError(msg)
    work.state = to
    work.save(update_fields=["state"])
    if to == WorkState.WITHDRAWN:
        symbols.let_go(work)
    for pk in work.expressions.values_list("pk", flat=True):
        outbox.put(SEARCH_SOURCE, pk)
    record_event(
        verb=verb,
        subject=work,
        by=by,
        capacity=capacity_of(by) if capacity is None else capacity,
        data=data,
    )
    return work


@transaction.atomic
def drop_draft_text(*, expression: Expression) -> None:
    """Let a draft text go with its page; a Work without any text left is withdrawn.

    Its files stay, free-standing. Who deleted the page stands in Wagtail's own log.
    """
    work, pk, language = expression.work, expression.pk, expression.language
    expression.delete()
    outbox.put(SEARCH_SOURCE, pk)
    data = {"language": language}
    if work.state == WorkState.DRAFT and not work.expressions.exists():
        change_state(
            work=work,
            to=WorkState.WITHDRAWN,
            verb="works.withdrawn",
            by=None,
            data=data,
        )
    else:
        record_event(verb="works.text_dropped", subject=work, by=None, data=data)


def _write_paragraphs(expression: Expression, page: AbstractTextPage) -> None:
    expression.paragraphs.all().delete()
    number = 0
    rows = []
    for position, paragraph in enumerate(page.paragraphs(), start=1):
        counted = paragraph.kind not in UNCOUNTED_KINDS
        number += counted
        rows.append(
            Paragraph(
                expression=expression,
                block_id=paragraph.id,
                position=position,
                number=number if counted else None,
                kind=paragraph.kind,
                label=paragraph.label,
                level=paragraph.level,
                text=paragraph.text,
                charged=list(paragraph.charged),
            )
        )
    Paragraph.objects.bulk_create(rows)


def _freeze(expression: Expression) -> str:
    """Keep canonical text and hash of the latest revision; return the hash."""
    if expression.page is None:
        msg = "An expression without a page has no text to freeze"
        raise ValueError(msg)
    specific = expression.page.specific
    revision = specific.get_latest_revision() or specific.save_revision()
    page = revision.as_object()
    expression.title = page.title
    expression.canonical = page.canonical()
    expression.sha256 = page.content_hash()
    expression.revision = revision
    expression.words = count_words(p.text for p in page.paragraphs())
    expression.save()
    _write_paragraphs(expression, page)
    cross_references.write_down(expression)
    return expression.sha256


def _save_with_symbol(work: Work) -> None:
    """Mint the symbol and save; the next number if another work was a moment earlier.

    PostgreSQL lets two writers mint at once; the constraint stops the second.
    """
    for attempt in range(1, SYMBOL_ATTEMPTS + 1):
        work.symbol = symbols.mint(work)
        try:
            with transaction.atomic(), settling(work):
                symbols.write_down(work, work.symbol, SymbolState.ISSUED)
                work.save(update_fields=["state", "symbol", "settled_at", "settled_by"])
        except IntegrityError:
            if attempt == SYMBOL_ATTEMPTS:
                raise
        else:
            return


@transaction.atomic
def settle(
    *,
    work: Work,
    to: WorkState,
    verb: str,
    by: User | None,
    capacity: str | None = None,
    data: dict[str, Any] | None = None,
) -> Work:
    """Freeze every language of a Work, mint its symbol, publish its pages.

    ``to`` is ``ADOPTED`` (decided here), ``RECEIVED`` (a partner's report) or
    ``RECORDED`` (an older paper). Raises WrongStateError for any other state and where
    the lifecycle does not lead there; then nothing changes.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    check_transition(work.state, to)
    if to not in SETTLING:
        msg = f"A text is not settled by becoming {to}"
        raise WrongStateError(msg)
    return _settle(work, to=to, verb=verb, by=by, capacity=capacity, data=data)


@transaction.atomic
def enter_as_recorded(*, work: Work, by: User | None) -> Work:
    """Record a draft without anybody's review: for loaders and samples only.

    What people enter goes through ``cms.approval``, where a second archivist looks.
    Raises WrongStateError if the work is not a draft.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    if work.state != WorkState.DRAFT:
        msg = f"A work that is {work.state} is not entered as recorded"
        raise WrongStateError(msg)
    return _settle(work, to=WorkState.RECORDED, verb="works.recorded", by=by)


def _settle(
    work: Work,
    *,
    to: WorkState,
    verb: str,
    by: User | None,
    capacity: str | None = None,
    data: dict[str, Any] | None = None,
) -> Work:
    """Settle a locked Work."""
    expressions = list(work.expressions.select_related("page"))
    hashes = {e.language: _freeze(e) for e in expressions}
    work.state = to
    work.settled_at = timezone.now()
    work.settled_by = by
    _save_with_symbol(work)
    for expression in expressions:
        if expression.revision:
            expression.revision.publish(user=by, skip_permission_checks=True)
        outbox.put(SEARCH_SOURCE, expression.pk)
    record_event(
        verb=verb,
        subject=work,
        by=by,
        capacity=capacity_of(by) if capacity is None else capacity,
        data={**(data or {}), "symbol": work.symbol, "sha256": hashes},
    )
    return work
