"""The figures of a financial report, held once per Work, whatever its languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Party
from cms.documents.models import Document
from cms.works.models import Work
from cms.works.querysets import FROZEN, FrozenQuerySet
from cms.works.states import SETTLED
from rcm_pages.financial_reports.periods import PeriodField

LONGEST_NAME = 200


def _amount(label: Any) -> models.DecimalField:
    return models.DecimalField(label, max_digits=14, decimal_places=2, default=0)


def _not_negative(*fields: str, name: str) -> models.CheckConstraint:
    condition = Q(**{f"{field}__gte": 0 for field in fields})
    return models.CheckConstraint(condition=condition, name=name)


class FiguresQuerySet(FrozenQuerySet):
    """Figures; those of settled reports are not changed in bulk either."""

    fixed = frozenset(
        {"work", "period", "currency", "opening_balance", "closing_balance"}
    )
    is_frozen = Q(work__state__in=SETTLED)


class RowQuerySet(FrozenQuerySet):
    """Rows of figures; those of settled reports are not changed in bulk either."""

    is_frozen = Q(figures__work__state__in=SETTLED)

    def update(self, **kwargs: Any) -> int:
        """Update in bulk whatever belongs to no settled report."""
        if self.filter(self.is_frozen).exists():
            raise TypeError(FROZEN)
        return super().update(**kwargs)

    update.alters_data = True  # type: ignore[attr-defined]


class Figures(models.Model):
    """Period, currency and balances of one report; the amounts are its rows."""

    work = models.OneToOneField(Work, on_delete=models.PROTECT, related_name="figures")
    period = PeriodField(_("period"), db_index=True)
    currency = models.CharField(
        _("currency"),
        max_length=3,
        default="USD",
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capitals, such as USD."))],
    )
    opening_balance = _amount(_("opening balance"))
    closing_balance = _amount(_("closing balance"))
    # Counts the saves, against lost updates.
    edition = models.PositiveIntegerField(default=0)
    # The file that they were read from, and the edition which that gave.
    workbook = models.ForeignKey(
        Document,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("workbook"),
    )
    workbook_edition = models.PositiveIntegerField(null=True, editable=False)
    saved_at = models.DateTimeField(_("saved at"), null=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = FiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of a financial report")
        verbose_name_plural = _("figures of financial reports")
        ordering = ("period", "id")

    def __str__(self) -> str:
        return f"{self.period}, {self.currency}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; raises TypeError once the report is settled."""
        if Work.objects.filter(pk=self.work_id, state__in=SETTLED).exists():
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete; raises TypeError once the report is settled."""
        if Work.objects.filter(pk=self.work_id, state__in=SETTLED).exists():
            raise TypeError(FROZEN)
        return super().delete(*args, **kwargs)


class FigureRow(models.Model):
    """A row of the figures, in its order."""

    figures = models.ForeignKey(Figures, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ("position", "id")

    def __str__(self) -> str:
        return f"{self.figures_id}: {self.position}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; raises TypeError once the report is settled."""
        if self.figures.work.is_settled:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete; raises TypeError once the report is settled."""
        if self.figures.work.is_settled:
            raise TypeError(FROZEN)
        return super().delete(*args, **kwargs)


class ContributionRow(FigureRow):
    """What one state owed, was assessed and paid."""

    figures = models.ForeignKey(
        Figures, on_delete=models.CASCADE, related_name="contributions"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    arrears = _amount(_("arrears"))
    assessed = _amount(_("assessed"))
    received = _amount(_("received"))

    class Meta(FigureRow.Meta):
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        constraints = (
            models.UniqueConstraint(
                fields=["figures", "party"], name="one_contribution_per_party"
            ),
            _not_negative("assessed", "received", name="contribution_not_negative"),
        )


class ExpenditureRow(FigureRow):
    """A line of the budget; without a project it is of the general operation."""

    figures = models.ForeignKey(
        Figures, on_delete=models.CASCADE, related_name="expenditures"
    )
    line_en = models.CharField(_("line"), max_length=LONGEST_NAME, blank=True)
    line_es = models.CharField(_("line"), max_length=LONGEST_NAME, blank=True)
    project_en = models.CharField(_("project"), max_length=LONGEST_NAME, blank=True)
    project_es = models.CharField(_("project"), max_length=LONGEST_NAME, blank=True)
    budgeted = _amount(_("budgeted"))
    spent = _amount(_("spent"))

    class Meta(FigureRow.Meta):
        verbose_name = _("expenditure")
        verbose_name_plural = _("expenditures")
        constraints = (
            _not_negative("budgeted", "spent", name="expenditure_not_negative"),
        )


class IncomeRow(FigureRow):
    """Income from others than the member states."""

    figures = models.ForeignKey(
        Figures, on_delete=models.CASCADE, related_name="incomes"
    )
    source_en = models.CharField(_("from"), max_length=LONGEST_NAME, blank=True)
    source_es = models.CharField(_("from"), max_length=LONGEST_NAME, blank=True)
    amount = _amount(_("amount"))

    class Meta(FigureRow.Meta):
        verbose_name = _("other income")
        verbose_name_plural = _("other income")
        constraints = (_not_negative("amount", name="income_not_negative"),)


class FiguresReading(models.Model):
    """A workbook that was read and waits to be looked at before it is taken over."""

    work = models.ForeignKey(
        Work, on_delete=models.PROTECT, related_name="figures_readings"
    )
    name = models.CharField(_("file name"), max_length=255)
    sha256 = models.CharField(max_length=64)
    # Few megabytes, until it is taken over as a file or let go.
    content = models.BinaryField(default=b"")
    data = models.JSONField()
    notes = models.JSONField(default=list)
    # The edition of the figures at that time; taken over later, it would undo others.
    edition = models.PositiveIntegerField()
    read_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("workbook read")
        verbose_name_plural = _("workbooks read")

    def __str__(self) -> str:
        return self.name
