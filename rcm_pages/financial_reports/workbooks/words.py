"""What sheets and headings are called: both languages, for either is read.

They are no texts of the interface: a workbook filled in in Spanish is read by a person
who works in English, and the other way round. The first word is the one written.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """What something may be called in each language; the first is written."""

    en: tuple[str, ...]
    es: tuple[str, ...]

    def written(self, language: str) -> str:
        """Return the word that is written in a language."""
        return (self.es if language == "es" else self.en)[0]

    def are(self, text: str) -> bool:
        """Tell whether a text means this, whatever its accents and capitals."""
        return fold(text) in {fold(word) for word in (*self.en, *self.es)}


def fold(text: str) -> str:
    """Bring a heading to the form in which it is compared."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.replace(":", " ").replace("*", " ").split())


REPORT, CONTRIBUTIONS = "report", "contributions"
EXPENDITURE, INCOME = "expenditure", "income"

SHEETS: dict[str, Words] = {
    REPORT: Words(("Report", "Financial report"), ("Informe", "Informe financiero")),
    CONTRIBUTIONS: Words(
        ("Contributions", "Contributions by country"),
        ("Contribuciones", "Contribuciones por país", "Aportes"),
    ),
    EXPENDITURE: Words(
        ("Expenditure", "Expenditures", "Expenses"),
        ("Gastos", "Egresos", "Erogaciones"),
    ),
    INCOME: Words(
        ("Other income", "Income from others"),
        ("Otros ingresos", "Ingresos de otros", "Ingresos de terceros"),
    ),
}

FACTS: dict[str, Words] = {
    "period": Words(("Period",), ("Período", "Semestre")),
    "currency": Words(("Currency",), ("Moneda", "Divisa")),
    "opening": Words(
        ("Opening balance", "Initial balance"), ("Saldo inicial", "Saldo de apertura")
    ),
    "closing": Words(
        ("Closing balance", "Final balance"), ("Saldo final", "Saldo de cierre")
    ),
}

COLUMNS: dict[str, dict[str, Words]] = {
    CONTRIBUTIONS: {
        "party": Words(("Country", "State", "Member state"), ("País", "Estado")),
        "arrears": Words(
            ("Arrears", "Carried from before"), ("Atrasos", "Mora", "Saldo anterior")
        ),
        "assessed": Words(
            ("Assessed", "Assessed contribution"),
            ("Cuota asignada", "Asignado", "Cuota"),
        ),
        "received": Words(("Received", "Paid"), ("Recibido", "Pagado")),
        "outstanding": Words(("Outstanding",), ("Pendiente", "Por cobrar")),
    },
    EXPENDITURE: {
        "line_en": Words(("Line (English)", "Line"), ("Rubro (inglés)",)),
        "line_es": Words(
            ("Line (Spanish)",), ("Rubro (español)", "Rubro", "Partida", "Renglón")
        ),
        "project_en": Words(("Project (English)", "Project"), ("Proyecto (inglés)",)),
        "project_es": Words(("Project (Spanish)",), ("Proyecto (español)", "Proyecto")),
        "budgeted": Words(("Budgeted", "Budget"), ("Presupuestado", "Presupuesto")),
        "spent": Words(("Spent", "Executed"), ("Gastado", "Ejecutado")),
    },
    INCOME: {
        "source_en": Words(("From (English)", "From", "Source"), ("De (inglés)",)),
        "source_es": Words(
            ("From (Spanish)",), ("De (español)", "De", "Fuente", "Origen")
        ),
        "amount": Words(("Amount",), ("Monto", "Importe")),
    },
}
# Which columns hold names; the others hold amounts. Either language will do.
NAMES: dict[str, tuple[str, ...]] = {
    CONTRIBUTIONS: ("party",),
    EXPENDITURE: ("line_en", "line_es"),
    INCOME: ("source_en", "source_es"),
}
TEXTS = frozenset(
    {
        *("party", "line_en", "line_es", "project_en", "project_es"),
        *("source_en", "source_es"),
    }
)
REQUIRED: dict[str, tuple[str, ...]] = {
    CONTRIBUTIONS: ("assessed", "received"),
    EXPENDITURE: ("budgeted", "spent"),
    INCOME: ("amount",),
}
TOTAL = Words(
    ("Total", "Totals", "Grand total", "Sum"),
    ("Total", "Totales", "Total general", "Suma"),
)
HINTS = Words(
    (
        "such as I-2016 (January to June) or II-2016",
        "three capitals, such as USD",
        "Write 0 where there is none. A country's row without any amount is not read.",
        "A total that you write in a row called Total is compared with the rows.",
    ),
    (
        "por ejemplo I-2016 (enero a junio) o II-2016",
        "tres mayúsculas, por ejemplo USD",
        "Escriba 0 donde no haya monto. La fila de un país sin ningún monto no se lee.",
        "El total que escriba en una fila llamada Total se compara con las filas.",
    ),
)
