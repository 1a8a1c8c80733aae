"""The register of symbols: each one that was ever given stands in it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting, Party
from cms.works import types
from cms.works.models.works import Work

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class SymbolState(models.TextChoices):
    """What has become of a symbol; only a released one is ever given again."""

    RESERVED = "reserved", _("reserved")
    ISSUED = "issued", _("issued")
    FORMER = "former", _("former, leads to the present one")
    RELEASED = "released", _("released")
    WITHDRAWN = "withdrawn", _("withdrawn with its draft")


class RegisteredSymbolQuerySet(models.QuerySet["RegisteredSymbol"]):
    """Symbols, by what has become of them."""

    def taken(self) -> RegisteredSymbolQuerySet:
        """Those that nobody else is given."""
        return self.exclude(state=SymbolState.RELEASED)

    def open(self) -> RegisteredSymbolQuerySet:
        """Reservations that no work has taken up yet."""
        return self.filter(state=SymbolState.RESERVED, work__isnull=True)

    def written(self, symbol: str) -> RegisteredSymbolQuerySet:
        """Return the one that is written so, in capitals or not."""
        return self.filter(symbol__iexact=symbol)


class RegisteredSymbol(models.Model):
    """A symbol, for what it was reserved, and the work that bears or bore it."""

    symbol = models.CharField(_("symbol"), max_length=80)
    state = models.CharField(_("state"), max_length=20, choices=SymbolState.choices)
    type_code = models.SlugField(_("type"), max_length=40)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="symbols",
        verbose_name=_("meeting"),
    )
    work = models.ForeignKey(
        Work,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="symbols",
        verbose_name=_("work"),
    )
    # For whom it is kept; nobody: for the Secretariat.
    party = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("for whom"),
    )
    why = models.CharField(_("why"), max_length=300, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    reserved_at = models.DateTimeField(_("reserved at"), null=True)
    reserved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = RegisteredSymbolQuerySet.as_manager()

    class Meta:
        verbose_name = _("symbol")
        verbose_name_plural = _("symbols")
        ordering = ("symbol",)
        constraints = (
            models.UniqueConstraint(Upper("symbol"), name="symbol_is_given_once"),
            models.UniqueConstraint(
                fields=["work"],
                condition=Q(state__in=["reserved", "issued"]),
                name="one_present_symbol_per_work",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "former", "withdrawn"])
                | Q(work__isnull=False),
                name="given_symbol_has_a_work",
            ),
        )

    def __str__(self) -> str:
        return self.symbol

    @property
    def type_name(self) -> str | _StrPromise:
        """The name of the type in words; the code where nobody registers it now."""
        try:
            return types.get(self.type_code).name
        except KeyError:
            return self.type_code
