"""A wrong symbol made right: the older one leads to the present one for ever."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cms.conference.permissions import may_clear
from cms.works import symbols
from cms.works.fixed import correcting_symbol
from cms.works.models import RegisteredSymbol, SymbolState, Work
from cms.works.openings import tell_search
from cms.works.permissions import may_read
from cms.works.reservations import SymbolError
from cms.works.sharing import NotEntitledError, write_down

if TYPE_CHECKING:
    from cms.accounts.models import User

LONGEST_SYMBOL = 80
# Parts of letters, digits, dots and hyphens, parted by strokes.
FORM = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*(/[A-Za-z0-9][A-Za-z0-9.-]*)+")
OF_A_DRAFT = re.compile(r"/Rev\.[0-9]+$", re.IGNORECASE)


def may_correct_symbol(user: Any, work: Work) -> bool:
    """Tell whether a person corrects the symbol of a settled text.

    The Coordinator does, or the deputy named for an absence.
    """
    return work.is_settled and may_read(user, work) and may_clear(user)


def _check_form(symbol: str) -> None:
    is_formed = FORM.fullmatch(symbol) and len(symbol) <= LONGEST_SYMBOL
    if not is_formed or OF_A_DRAFT.search(symbol):
        raise SymbolError(
            _(
                "A symbol is made of letters, digits, dots and hyphens between "
                "strokes, such as RCM/VM/XX/2015/AP. Rev. is for drafts."
            )
        )


@transaction.atomic
def correct_symbol(*, work: Work, symbol: str, why: str, by: User) -> Work:
    """Give a settled text its right symbol; the wrong one leads to it from now on.

    Raises NotEntitledError; SymbolError without a reason, if the symbol is not formed
    like one, or if another text has, had or is promised it.
    """
    work = Work.objects.select_for_update().get(pk=work.pk)
    if not may_correct_symbol(by, work):
        raise NotEntitledError(
            _("The symbol of a settled text is corrected by the Coordinator.")
        )
    symbol, why, before = symbol.strip().strip("/"), why.strip(), work.symbol or ""
    _check_form(symbol)
    if not why:
        raise SymbolError(_("Please say why it is corrected."))
    if symbol == before:
        raise SymbolError(_("The text has this symbol already."))
    _check_free(symbol, work)
    try:
        with transaction.atomic(), correcting_symbol(work):
            _exchange(work, before, symbol)
    except IntegrityError as error:
        raise _is_anothers(symbol) from error
    tell_search([work.pk])
    data = {"before": before, "after": symbol, "why": why}
    write_down(work, "works.symbol_corrected", by, **data)
    return work


def _is_anothers(symbol: str) -> SymbolError:
    return SymbolError(
        _("%(symbol)s is taken: another text has or had it, or it is reserved.")
        % {"symbol": symbol}
    )


def _check_free(symbol: str, work: Work) -> None:
    others = RegisteredSymbol.objects.taken().written(symbol).exclude(work=work)
    works = Work.objects.filter(symbol__iexact=symbol).exclude(pk=work.pk)
    if others.exists() or works.exists():
        raise _is_anothers(symbol)


def _exchange(work: Work, before: str, symbol: str) -> None:
    # Another spelling of the same symbol leads to it anyway.
    if before.upper() == symbol.upper():
        work.symbols.written(before).update(symbol=symbol)
    else:
        symbols.write_down(work, before, SymbolState.FORMER)
        symbols.write_down(work, symbol, SymbolState.ISSUED)
    work.symbol = symbol
    work.save(update_fields=["symbol"])
