"""The form in which figures are typed: facts, and three tables of rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rcm_pages.financial_reports.amounts import (
    ZERO,
    NotAnAmountError,
    read_amount,
    say_amount,
)
from rcm_pages.financial_reports.figures import LONGEST_NAME
from rcm_pages.financial_reports.names import clean_name
from rcm_pages.financial_reports.periods import NotAPeriodError, Period
from rcm_pages.financial_reports.statement import (
    Contribution,
    Expenditure,
    Income,
    Name,
)

# So many rows more than are filled in; and so many at most.
SPARE_ROWS, MOST_ROWS = 3, 300


class AmountField(forms.CharField):
    """An amount as people write it in either language."""

    def __init__(self, *, signed: bool = False, **kwargs: Any) -> None:
        self.signed = signed
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault(
            "widget",
            forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        )
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show an amount as the language writes it; what was typed stays as typed."""
        return value if value is None or isinstance(value, str) else say_amount(value)

    def clean(self, value: Any) -> Any:
        """Return the amount, None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        try:
            amount = read_amount(text)
        except NotAnAmountError as error:
            raise forms.ValidationError(str(error)) from error
        if amount < 0 and not self.signed:
            raise forms.ValidationError(_("This amount cannot be negative."))
        return amount


class NameField(forms.CharField):
    """The name of a row, in one line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_NAME, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        """Return the name without what cannot be seen."""
        return clean_name(super().clean(value))


class FactsForm(forms.Form):
    """Period, currency and balances."""

    period = forms.CharField(
        label=_("Period"), max_length=20, help_text=_("Such as I-2016 or II-2016.")
    )
    currency = forms.RegexField(
        r"^[A-Za-z]{3}\Z",
        label=_("Currency"),
        initial="USD",
        error_messages={"invalid": _("Three capitals, such as USD.")},
    )
    opening = AmountField(label=_("Opening balance"), signed=True)
    closing = AmountField(label=_("Closing balance"), signed=True)

    def clean_period(self) -> Period:
        """Return the half-year."""
        try:
            return Period.parse(self.cleaned_data["period"])
        except NotAPeriodError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_currency(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["currency"]).upper()


class RowForm(forms.Form):
    """A row; one in which nothing was typed is no row."""

    names: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        said = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        return all(said.get(n) in (None, "") for n in (*self.names, *self.amounts))

    def has_changed(self) -> bool:
        """Be cleaned always: a pre-filled row counts as much as a typed one."""
        return True

    def clean(self) -> dict[str, Any]:
        """Ask for what a row must have, unless it is blank altogether."""
        said: dict[str, Any] = super().clean() or {}
        if self.errors or self.is_blank:
            return said
        if self.names and not (said.get(self.names[0]) or said.get(self.names[1])):
            self.add_error(self.names[0], _("A name is expected, in one language."))
        for name in self.amounts:
            said[name] = said.get(name) if said.get(name) is not None else ZERO
        return said


class ContributionForm(RowForm):
    """What a state owed, was assessed and paid."""

    amounts = ("arrears", "assessed", "received")
    party = forms.CharField(widget=forms.HiddenInput)
    arrears = AmountField(label=_("Arrears"), required=False, signed=True)
    assessed = AmountField(label=_("Assessed"), required=False)
    received = AmountField(label=_("Received"), required=False)

    def __init__(self, *args: Any, states: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.states = states

    @property
    def state(self) -> str:
        """The name of the state."""
        code = self["party"].value() or ""
        return self.states.get(code, code)

    def clean_party(self) -> str:
        """Take the states that the form showed, and no other."""
        code = str(self.cleaned_data["party"])
        if code not in self.states:
            raise forms.ValidationError(_("This state is not known."))
        return code

    def row(self) -> Contribution:
        """Return what was typed."""
        said = self.cleaned_data
        return Contribution(said["party"], *(said[name] for name in self.amounts))


class ExpenditureForm(RowForm):
    """A line of the budget, perhaps of a project."""

    names = ("line_en", "line_es")
    amounts = ("budgeted", "spent")
    line_en = NameField(label=_("Line (English)"))
    line_es = NameField(label=_("Line (Spanish)"))
    project_en = NameField(label=_("Project (English)"))
    project_es = NameField(label=_("Project (Spanish)"))
    budgeted = AmountField(label=_("Budgeted"), required=False)
    spent = AmountField(label=_("Spent"), required=False)

    def row(self) -> Expenditure:
        """Return what was typed."""
        said = self.cleaned_data
        return Expenditure(
            Name(said["line_en"], said["line_es"]),
            Name(said["project_en"], said["project_es"]),
            said["budgeted"],
            said["spent"],
        )


class IncomeForm(RowForm):
    """Income from somebody who is no member state."""

    names = ("source_en", "source_es")
    amounts = ("amount",)
    source_en = NameField(label=_("From (English)"))
    source_es = NameField(label=_("From (Spanish)"))
    amount = AmountField(label=_("Amount"), required=False)

    def row(self) -> Income:
        """Return what was typed."""
        said = self.cleaned_data
        return Income(Name(said["source_en"], said["source_es"]), said["amount"])


def formset_of(form: type[RowForm], extra: int = 0) -> Any:
    """Return a formset of rows that refuses more than a report can have."""
    return forms.formset_factory(
        form, extra=extra, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True
    )


class WorkbookForm(forms.Form):
    """A filled-in workbook."""

    workbook = forms.FileField(
        label=_("Filled-in workbook"),
        help_text=_("Excel (.xlsx), with headings in English or Spanish."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
