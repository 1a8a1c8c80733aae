"""The Conference's actors and the names by which its papers call them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import agencies
from .countries import NAMES, NO_STATES

_TEMPORE = r"Pro[\s-]*T[eé]m?pore"
_STATES = r"(?:States|Countries|Governments)"
_ESTADOS = r"(?:Estados|Pa[íi]ses|Gobiernos)"
# What a group is about belongs to its name, but not who is named after it.
_JOINT = r"(?:\s(?:the|la|las|los|el|del?|y|and|in|of|al))"
_NO_WORD = (
    r"(?!(?:[A-Z]{2,}s?|Technical|Executive|Secretar\w+|Presiden\w+|Troika|Member|"
    r"Pa[íi]ses|Estados|Governments?|Gobiernos?|Regional|Vice\w*|Working|Grupos?|"
    rf"Liaison|Red|{'|'.join(words for _, words in NAMES.values())}))"
)
_WORD = rf"{_NO_WORD}[A-ZÁÉÍÓÚÑ][^\W\d_]+"
_MATTER = (
    rf"(?-i:\s(?:on|for|to|sobre|para|de|contra|against){_JOINT}{{0,2}}\s{_WORD}"
    rf"(?:{_JOINT}{{0,3}}\s{_WORD}){{0,8}})?"
)
_PATTERNS = (
    # What only sounds like an actor comes first: it is passed over.
    (
        "NOBODY",
        r"(?:the )?Virtual Secretariat|Secretar(?:[íi]a|iado) Virtual|"
        r"(?:General|Foreign|State) Secretariats?|"
        r"Secretariat (?:of|for) (?!the (?:RCM|Conference))|"
        r"Secretar[íi]as? (?:General|de (?!la (?:CRM|Conferencia))(?=[A-Z]))|"
        rf"{_STATES} of (?:origin|transit|destination|return)|"
        rf"{_ESTADOS} de (?:origen|tr[áa]nsito|destino|retorno)|"
        r"staff members?|family members?|members of (?:the )?famil\w+|"
        rf"miembros de (?:la |su |sus )?famili\w+|{NO_STATES}",
    ),
    # Longer names come first: "Member States of the Troika" are the Troika.
    (
        "TROIKA",
        rf"(?:(?:Member {_STATES}|{_ESTADOS} Miembros?)\s+"
        r"(?:of the|de la)\s+)?Troika",
    ),
    (
        "PPT",
        rf"(?:Presiden(?:cy|t|cia)|Presidencias|Presidencies|Secretar[íi]a|Secretariat)"
        rf",? {_TEMPORE}(?: \(PPT\))?|{_TEMPORE} (?:Presiden(?:cy|t)|Secretariat)|"
        r"PPTs?\b|"
        r"(?:sitting|current|incoming|outgoing) Presidency|Presidencia (?:actual|"
        r"saliente|entrante|en ejercicio)",
    ),
    (
        "TS",
        r"(?:(?:the )?Coordinat(?:or|ion) of the\s+|Coordinador(?:a|\(a\))? de la\s+|"
        r"Coordinaci[óo]n de la\s+)?(?:(?:Technical|Executive) Secretariat(?: \(TS\))?|"
        r"Secretar[íi]a (?:T[ée]cnica|Ejecutiva)(?: \((?:ST|SE)\))?|TS\b|ST\b|"
        # `SE` and `ES` are also words of a text in capitals.
        r"(?-i:(?<![A-ZÁÉÍÓÚÑ] )(?:SE|ES)(?! [A-ZÁÉÍÓÚÑ]{2})))",
    ),
    (
        "RCGM",
        r"Regional Consultation Group(?: on Migration)?(?: \(RCGM\))?|RCGM\b|"
        r"Grupo Regional de Consulta(?: sobre Migraci[óo]n)?(?: \(GRCM\))?|GRCM\b",
    ),
    (
        "RNCOM",
        r"Regional Network (?:for|of) Civil Organi[sz]ations"
        r"(?: (?:on|for) Migrations?)?"
        r"(?: \(RNCOM\))?|Red Regional de Organizaciones Civiles"
        r"(?: para las Migraciones)?(?: \(RR?OCM\))?|RNCOM\b|RR?COM\b|RROCM\b",
    ),
    (
        "LIAISON_NETWORK",
        rf"(?:Liaison Officers?(?:'s?)? Networks?|Networks? of Liaison Officers)"
        rf"{_MATTER}|"
        rf"Red(?:es)? de (?:(?:Funcionarios|Oficiales) de )?Enlace{_MATTER}",
    ),
    (
        "WORKING_GROUP",
        r"(?:(?:Ad[\s-]Hoc |Working |Technical )+Groups?|Grupos? (?:de Trabajo|"
        rf"Ad[\s-]Hoc|T[ée]cnicos?)){_MATTER}",
    ),
    (
        "VICE_MINISTERS",
        r"(?:Vice[\s-]?|Deputy )Ministers|Vicem[íi]nistr[oa]s(?:\(as\))?",
    ),
    (
        "MEMBERS",
        rf"Member (?:{_STATES}|State|Country|Government)|{_ESTADOS} [Mm]iembros?|"
        r"(?:Estado|Pa[íi]s|Gobierno) [Mm]iembro",
    ),
    (
        "IO",
        r"international (?:organi[sz]ations|agencies)|(?:organismos|organizaciones|"
        rf"agencias) internacionales|(?:{agencies.NAMES})(?: \([A-Z]{{2,7}}\))?|"
        r"IOM\b|OIM\b|UNHCR\b|ACNUR\b|ECLAC\b|CEPAL\b|CELADE\b|"
        r"UNICEF\b|ILO\b|OIT\b|UNFPA\b|UNODC\b|UNDP\b|PNUD\b|IACHR\b|CIDH\b|"
        r"ICRC\b|CICR\b|IFRC\b|FICR\b|PAHO\b|SICA\b|SEGIB\b|OAS\b|OEA\b",
    ),
    (
        "OBSERVERS",
        r"observer (?:countries|states|organi[sz]ations)|observers|"
        r"(?:pa[íi]ses|estados|organi[zs]aciones|organismos) observador[ae]s|"
        r"observadores",
    ),
    ("GUESTS", r"special guests|invitad[oa]s especiales"),
    (
        "CIVIL_SOCIETY",
        r"civil society(?: organi[sz]ations)?|(?:organizaciones de la )?sociedad civil",
    ),
    # Bare words, which stand for the actor that the paper is about.
    ("SECRETARIAT", r"Secretar[íi]a\b|Secretariat\b"),
    ("GROUP", r"(?-i:Group|Grupo)\b(?! (?:on|of|de|sobre|para)\b)"),
    ("NETWORK", r"(?-i:Network|Red)\b(?! (?:on|of|for|de|sobre|para)\b)"),
    *((code, words) for code, (_name, words) in NAMES.items()),
    (
        "COUNTRIES",
        r"(?:(?:each|every|cada) (?:country|State|member|government|delegation|pa[íi]s|"
        r"Estado|miembro|gobierno|delegaci[óo]n)"
        r"(?: miembro| (?:State|Country|Government))?"
        r"|members|miembros|countries|"
        r"governments|pa[íi]ses|gobiernos|(?-i:States|Estados))\b"
        r"(?! (?:of|de)\b(?! (?:the |la |los )?(?:RCM|CRM|Conferenc|regi[oó])))",
    ),
)
STATES = frozenset(NAMES)
# A word alone stands for the last actor of its sort that was named in full.
SORTS = {
    "SECRETARIAT": frozenset({"TS", "PPT"}),
    "GROUP": frozenset({"WORKING_GROUP", "RCGM"}),
    "NETWORK": frozenset({"LIAISON_NETWORK", "RNCOM"}),
}
BARE = frozenset({"COUNTRIES", *SORTS})
Referents = Mapping[str, str]
ACTORS = tuple(code for code, _ in _PATTERNS if code not in {"NOBODY", *BARE, *STATES})


def _with_capitals(words: str) -> str:
    """Let abbreviations count in capitals only, while names may have any case."""
    return re.sub(r"([A-Z]{2,6}s?\??)\\b", r"(?-i:\1)\\b", words)


_ANY = re.compile(
    "|".join(
        rf"(?P<{code}>(?<![\w-])(?:{_with_capitals(words)})(?![\w]))"
        for code, words in _PATTERNS
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as named in a text: code, words and place."""

    code: str
    text: str
    span: tuple[int, int]


def named_in(text: str, referents: Referents | None = None) -> list[Named]:
    """Give the actors that a text names, in its order, repeats included.

    `referents` says for whom a word of each of the `SORTS` stands by itself.
    """
    return list(_named(text, dict(referents or {})))


def referents_after(text: str, referents: Referents) -> Referents:
    """Give for whom such words stand once a text has been read."""
    now = dict(referents)
    for _ in _named(text, now):
        pass
    return now


def _named(text: str, referents: dict[str, str]) -> Iterator[Named]:
    for found in _ANY.finditer(text):
        code = str(found.lastgroup)
        if code == "COUNTRIES":
            code = "MEMBERS"
        elif code in SORTS:
            code = referents.get(code, "TS" if code == "SECRETARIAT" else "NOBODY")
        elif code not in STATES:
            _remember(code, found[0], referents)
        if code != "NOBODY":
            yield Named(code, found[0], found.span())


def _remember(code: str, words: str, referents: dict[str, str]) -> None:
    for sort, codes in SORTS.items():
        named_so = sort != "SECRETARIAT" or "ecret" in words or "PPT" not in code
        if code in codes and named_so:
            referents[sort] = code
