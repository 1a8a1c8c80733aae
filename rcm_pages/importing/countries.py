"""Names of the states that meet, in both languages, and lists of them in a text."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .marks import plain

# Members first, then the observers; the names are those that the papers use.
NAMES = {
    "BZ": (_("Belize"), r"Belize|Belice"),
    "CA": (_("Canada"), r"Canad[aá]"),
    "CR": (_("Costa Rica"), r"Costa Rica"),
    "DO": (_("Dominican Republic"), r"(?:the )?Dominican Republic|"
           r"(?:la )?Rep[uú]blica Dominicana"),
    "SV": (_("El Salvador"), r"El Sal(?:va|var)dor"),
    "GT": (_("Guatemala"), r"Guatemala"),
    "HN": (_("Honduras"), r"Honduras"),
    "MX": (_("Mexico"), r"(?:the )?United Mexican States|"
           r"(?:los )?Estados Unidos Mexicanos|M[eé][xj]ico"),
    "NI": (_("Nicaragua"), r"Nicaragua"),
    "PA": (_("Panama"), r"Panam[aá]"),
    "US": (_("United States"), r"(?:the )?United States(?: of America)?|"
           r"(?:los )?Estados Unidos(?: de (?:Norte)?am[eé]rica)?|"
           r"U\.\s?S\.(?:\s?A\.)?|USA\b|EE\.?\s?UU\.?"),
    "AR": (_("Argentina"), r"Argentina"),
    "CO": (_("Colombia"), r"Colombia"),
    "EC": (_("Ecuador"), r"Ecuador"),
    "JM": (_("Jamaica"), r"Jamaica"),
    "PE": (_("Peru"), r"Per[uú]\b"),
}  # fmt: skip
# Cities whose names hold a country's, and states of other names.
NO_STATES = (
    r"(?:Panama|Guatemala|Belize|Mexico) City|Ciudad de (?:M[eé]xico|Guatemala|"
    r"Panam[aá]|Belice)|(?:New|Nuevo) Mexico|Gulf of Mexico|Golfo de M[eé]xico|"
    r"San Salvador"
)
_LONG_FORM = (
    r"(?:(?:the\s+)?(?:Republic|Government|Kingdom|State)s? of (?:the )?|"
    r"(?:la\s+|el\s+)?(?:Rep[uú]blica|Gobierno|Estado)s? de (?:la |los )?)?"
)
NAMED = "|".join(rf"(?P<{code}>{words})" for code, (_name, words) in NAMES.items())
_STATE = re.compile(
    rf"(?P<none>\b(?:{NO_STATES})\b)|{_LONG_FORM}(?:{NAMED})(?![\w-])", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\s*(?:[,;]|\b(?:and|y|e|as well as|así como|además de|plus)\b|&)\s*"
    r"(?:(?:and|y|e|el|la|los|the|de|del|of)\b\s*|"
    r",?\s*(?:for the first time|por primera vez|also|también),?\s*)*",
    re.IGNORECASE,
)
_WHO_CAME = re.compile(
    r"\b(?:participation of|participaci[oó]n de|attended by|asistencia de|"
    r"presence of|presencia de|participa(?:nt|ting|ntes|ron)\b[^:;.]{0,30}:?|"
    r"representatives of|representantes de|governments? of|gobiernos? de|"
    r"delegations of|delegaciones de|compuesta por|integrad[ao] por|with|con)\s*:?\s*"
    r"(?:(?:(?:all|the|los?|las?|el|representatives|representantes|delegations|"
    r"delegaciones|governments?|gobiernos?|vice-?ministers|viceministros|of|from|del?|"
    r"countries|pa[ií]ses|following|siguientes|member|miembros?|states|estados|"
    r"participantes|namely|a saber)\b\s*:?)\s*)*$",
    re.IGNORECASE,
)
_FEW = 3


@dataclass(frozen=True, slots=True)
class State:
    """A state as named in a text."""

    code: str
    span: tuple[int, int]


def states_in(text: str) -> list[State]:
    """Give the states that a text names, in its order, repeats included."""
    return [
        State(str(found.lastgroup), found.span())
        for found in _STATE.finditer(text)
        if not found["none"]
    ]


def participants_in(opening: str) -> tuple[str, ...]:
    """Give who took part, as an opening lists them; never more than it says.

    A list counts where words such as `with the participation of` stand before it, or
    where it is too long to be anything else.
    """
    text = plain(opening)
    for run in _runs(text):
        came = _WHO_CAME.search(text[: run[0].span[0]])
        if came or len(run) > _FEW:
            return tuple(dict.fromkeys(state.code for state in run))
    return ()


def ends_with_state(text: str) -> bool:
    """Say whether a text ends with the name of a state, as places do."""
    return any(state.span[1] == len(text) for state in states_in(text))


def _runs(text: str) -> list[list[State]]:
    """Put states together that follow one another with nothing but commas between."""
    runs: list[list[State]] = []
    end = 0
    for state in states_in(text):
        if runs and _BETWEEN.fullmatch(text[end : state.span[0]]):
            runs[-1].append(state)
        else:
            runs.append([state])
        end = state.span[1]
    return sorted(runs, key=len, reverse=True)
