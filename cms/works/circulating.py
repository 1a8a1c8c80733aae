"""Rev.N: a draft is circulated, and its words of that moment stay as they were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.works import symbols, tokens
from cms.works.audiences import tokens_for, tokens_of
from cms.works.models import CirculatedDraft, CirculatedText, SymbolState, Work
from cms.works.permissions import may_read
from cms.works.sharing import NotEntitledError, SharingError, may_share, write_down
from cms.works.states import WorkState
from cms.works.texts import latest_texts, work_hash

if TYPE_CHECKING:
    from cms.accounts.models import User
    from cms.works.pages import AbstractTextPage

ADDRESS = re.compile(r"(?P<symbol>.+)/Rev\.(?P<number>[0-9]{1,6})", re.IGNORECASE)


class CirculationError(SharingError):
    """A draft that cannot be circulated so; ``str()`` is for the person."""


def may_circulate(user: Any, work: Work) -> bool:
    """Tell whether a person circulates a draft: who says who reads it, and reads it."""
    return (
        work.state == WorkState.DRAFT and may_read(user, work) and may_share(user, work)
    )


def readers_of_drafts(work: Work) -> frozenset[str]:
    """Return the tokens of those who may read the drafts of a work, settled or not.

    The Secretariat, whoever prepares it, the Presidency where it reads the work, and
    those it is opened to by name; never the wider audience of the settled text.
    """
    few = {tokens.SECRETARIAT, tokens.granted(work.pk)}
    if work.prepared_by_id:
        few.add(tokens.party(work.prepared_by_id))
    return frozenset(
        token
        for token in tokens_of(work)
        if token in few or token.startswith(tokens.TERM)
    )


def may_read_drafts(user: Any, work: Work) -> bool:
    """Tell whether a person may read what was circulated of a work before adoption."""
    return not readers_of_drafts(work).isdisjoint(tokens_for(user))


def find(symbol: str) -> CirculatedDraft | None:
    """Return what was circulated under ``…/Rev.N``, by the present symbol or an older.

    Whoever asks checks ``may_read_drafts``.
    """
    match = ADDRESS.fullmatch(symbol)
    if match is None:
        return None
    drafts = CirculatedDraft.objects.select_related("work").prefetch_related("texts")
    return (
        drafts.filter(symbol__iexact=symbol).first()
        or drafts.filter(
            work__symbols__symbol__iexact=match["symbol"],
            number=int(match["number"]),
        ).first()
    )


@transaction.atomic
def circulate(*, work: Work, note: str = "", by: User) -> CirculatedDraft:
    """Circulate a draft as its next Rev.N, and freeze what it says at this moment.

    It gets a symbol if none was reserved for it. Raises NotEntitledError; and
    CirculationError if it has no text, or says nothing new since the last Rev.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not may_circulate(by, work):
        raise NotEntitledError(_("At this moment it is not yours to circulate it."))
    pages = latest_texts(work)
    if not any(page.paragraphs() for page in pages):
        raise CirculationError(_("The draft has no text to circulate."))
    last = work.circulated.order_by("-number").first()
    sha256 = work_hash(work)
    if last and last.sha256 == sha256:
        raise CirculationError(
            _("Nothing has changed since %(symbol)s.") % {"symbol": last.symbol}
        )
    number = last.number + 1 if last else 1
    made = CirculatedDraft(
        work=work,
        number=number,
        symbol=f"{_symbol_for(work)}/Rev.{number}",
        sha256=sha256,
        note=note.strip(),
        circulated_at=timezone.now(),
        circulated_by=by,
    )
    made.save()
    _freeze(made, pages)
    hashes = {text.language: text.sha256 for text in made.texts.all()}
    write_down(work, "works.circulated", by, symbol=made.symbol, sha256=hashes)
    return made


def _freeze(made: CirculatedDraft, pages: list[AbstractTextPage]) -> None:
    """Keep the words of each language as they are at this moment."""
    statuses = dict(made.work.expressions.values_list("language", "status"))
    for page in pages:
        language = page.locale.language_code
        CirculatedText(
            draft=made,
            language=language,
            status=statuses[language],
            title=page.title,
            canonical=page.canonical(),
            sha256=page.content_hash(),
        ).save()


def _symbol_for(work: Work) -> str:
    """Return the symbol that the draft holds; the next free one if it holds none."""
    held = symbols.held_by(work)
    if held is None:
        symbol = symbols.mint(work)
        symbols.write_down(work, symbol, SymbolState.RESERVED)
        return symbol
    return held.symbol
