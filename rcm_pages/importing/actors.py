"""The Conference's actors and the names by which its papers call them."""

import re
from dataclasses import dataclass

_TEMPORE = r"Pro[\s-]*T[eé]mpore"
_PATTERNS = (
    # Longer names come first: "Member States of the Troika" are the Troika.
    (
        "TROIKA",
        r"(?:(?:Member (?:States|Countries)|(?:Estados|Pa[íi]ses) Miembros?)\s+"
        r"(?:of the|de la)\s+)?Troika",
    ),
    (
        "TS",
        r"(?:(?:the )?Coordinat(?:or|ion) of the\s+|Coordinador(?:a|\(a\))? de la\s+|"
        r"Coordinaci[óo]n de la\s+)?(?:(?:Technical|Executive) Secretariat(?: \(TS\))?|"
        r"Secretar[íi]a (?:T[ée]cnica|Ejecutiva)(?: \(ST\))?|TS\b|ST\b)",
    ),
    (
        "PPT",
        rf"(?:Presidency|Presidencia) {_TEMPORE}(?: \(PPT\))?|PPT\b",
    ),
    (
        "RCGM",
        r"Regional Consultation Group(?: on Migration)?(?: \(RCGM\))?|RCGM\b|"
        r"Grupo Regional de Consulta(?: sobre Migraci[óo]n)?(?: \(GRCM\))?|GRCM\b",
    ),
    (
        "RNCOM",
        r"Regional Network (?:for|of) Civil Organi[sz]ations(?: on Migration)?"
        r"(?: \(RNCOM\))?|Red Regional de Organizaciones Civiles"
        r"(?: para las Migraciones)?|RNCOM\b|RR?COM\b|RROCM\b",
    ),
    (
        "LIAISON_NETWORK",
        r"Liaison Officers?(?:'s?)? Network|Red de Funcionarios de Enlace",
    ),
    (
        "WORKING_GROUP",
        r"(?:Ad[\s-]Hoc |Working )+Group|Grupo (?:de Trabajo|Ad[\s-]Hoc)",
    ),
    (
        "VICE_MINISTERS",
        r"(?:Vice[\s-]?|Deputy )Ministers|Vicem[íi]nistr[oa]s(?:\(as\))?",
    ),
    (
        "MEMBERS",
        r"Member (?:States|Countries|Governments)|(?:Estados|Pa[íi]ses|Gobiernos) "
        r"[Mm]iembros?",
    ),
    (
        "IO",
        r"international organi[sz]ations|(?:organismos|organizaciones) internacionales|"
        r"IOM\b|OIM\b|UNHCR\b|ACNUR\b|ECLAC\b|CEPAL\b",
    ),
    (
        "OBSERVERS",
        r"observer (?:countries|states|organi[sz]ations)|observers|"
        r"(?:pa[íi]ses|estados|organizaciones) observador[ae]s|observadores",
    ),
    ("GUESTS", r"special guests|invitad[oa]s especiales"),
    (
        "CIVIL_SOCIETY",
        r"civil society(?: organi[sz]ations)?|(?:organizaciones de la )?sociedad civil",
    ),
)
ACTORS = tuple(code for code, _ in _PATTERNS)


def _with_capitals(words: str) -> str:
    """Let abbreviations count in capitals only, while names may have any case."""
    return re.sub(r"([A-Z]{2,6})\\b", r"(?-i:\1)\\b", words)


_ANY = re.compile(
    "|".join(
        rf"(?P<{code}>\b(?:{_with_capitals(words)}))" for code, words in _PATTERNS
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as named in a text: code, words and place."""

    code: str
    text: str
    span: tuple[int, int]


def named_in(text: str) -> list[Named]:
    """Give the actors that a text names, in its order, repeats included."""
    return [
        Named(str(found.lastgroup), found[0], found.span())
        for found in _ANY.finditer(text)
    ]
