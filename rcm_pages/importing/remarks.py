"""Remarks in square brackets by whoever copied a paper: what each stands for.

`[opening: …]` and `[apertura: …]` tell in other words what stood in that place;
`[public page ends here]` is about the copy, not of the paper.
"""

import re
from typing import Literal

from .marks import folded

Role = Literal["title", "opening", "preamble", "lead", "end", "other"]

_REMARK = re.compile(r"\[(?P<words>[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*)\]?\s*")
_END = re.compile(
    r"(?:public |online |web )?(?:page|text|copy|excerpt|extract) (?:end|stop|break)s|"
    r"(?:la |el )?(?:pagina|texto|copia|extracto)\b.{0,20} (?:termina|acaba|se corta)|"
    r"\btermina (?:aqui|dentro)|\b(?:truncated|truncado|cut off|cortado)\b"
)
_NAME = re.compile(r"(?P<name>[^:\d;.]{2,80}?)\s*(?:\d{1,3}\s*)?(?::|$|\ben una\b)")
_ROLES: tuple[tuple[Role, str], ...] = (
    ("opening", r"opening|apertura|parrafo inicial|encabezado de apertura"),
    ("preamble", r"preamble|preambulo|considerandos?"),
    ("lead", r"enacting lead|enacting|lead(?:-in)?|entrada|chapeau|encabezamiento"),
    (
        "title",
        r"title|titulo|titular|headline|cover|caratula|portada|credits|creditos|"
        r"imprint|pie de imprenta|address|direccion|approval(?: note)?|"
        r"(?:nota de )?aprobacion|authors?|autor(?:es|as|a)?|subtitle|subtitulo|"
        r"translation|traduccion|english translation.*|spanish translation.*|"
        r"unofficial translation.*|traduccion .*|date|fecha|place|lugar|status|"
        r"draft|borrador|final version|version final|logos?|symbol|signatura",
    ),
)
_PATTERNS = tuple((role, re.compile(words)) for role, words in _ROLES)


def role_of(text: str) -> Role | None:
    """Say what a line that is one remark in brackets stands for; None for any other."""
    told = folded(text)
    found = _REMARK.fullmatch(told)
    if found is None:
        return None
    words = found["words"].strip()
    if _END.search(words):
        return "end"
    name = _NAME.match(words)
    if name:
        for role, pattern in _PATTERNS:
            if pattern.fullmatch(name["name"].strip()):
                return role
    return "other"
