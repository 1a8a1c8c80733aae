"""Words by which the Conference's papers show what a line is, in both languages.

Source: the layouts attested in the Conference's public papers, 1996 to 2024.
"""

import re

from .marks import folded, plain

_NOT_GERUNDS = (
    "siendo|during|regarding|concerning|according|meeting|spring|everything|nothing|"
    "something|morning|evening|following|training|funding|king|being|cuando|blando|"
    "mando|bando|contrabando|hernando|fernando|orlando"
)
_PREAMBLE = re.compile(
    rf"(?:(?:also|further|deeply|likewise|gravely|firmly|seriously|asimismo|además|"
    r"también|[^\W\d_]+mente)\s+)?"
    rf"(?:(?!(?:{_NOT_GERUNDS})\b)[^\W\d_]+(?:ing|ando|[ií]endo|yendo)\b"
    r"|(?:bearing in mind|mindful|aware|convinced|conscious|concerned|alarmed|"
    r"conscientes?|convencid[oa]s|preocupad[oa]s|alarmad[oa]s|considerando)\b)",
    re.IGNORECASE,
)
# The ordinal of a meeting before the name of what met: `XX Reunión de la CRM`.
ORDINAL = re.compile(
    r"\b([IVXL]{1,7})\.?\s+(?:ORDINARY\s+|REUNI[ÓO]N\s+|MEETING\s+|ANNUAL\s+)?"
    r"(?:(?:OF\s+|DE\s+)?(?:THE\s+|LA\s+)?)"
    r"(?:VICE[- ]?MINIST|REGIONAL\s+CONF|CONFERENCIA\s+REGIONAL|RCM\b|CRM\b)",
    re.IGNORECASE,
)
# How those who speak are moved: `Guided by`, `Profundamente comprometidos con`.
_MOVED = re.compile(
    r"(?:[^\W\d_]+(?:ly|mente) )?(?:[^\W\d_]{3,}ed (?:by|about|at|that|with|to)|"
    r"[^\W\d_]{3,}[ai]d[oa]s (?:por|de|con|en|al?|ante))\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:the|los|las|las y los|los y las|el|la|we,?|nosotr[oa]s,?)\s+"
    r"(?:representatives?|representantes?|[\w() ]*(?:vice[- ]?|deputy )minist|"
    r"governments?|gobiernos|member|pa[íi]ses|grupo|(?:\w+ ){0,3}group|heads|"
    r"jefes|delegations|delegaciones|(?:[\w-]+ ){0,3}network|red de|conference|"
    r"conferencia|(?:[\w-]+ ){1,3}(?:meeting|reuni[óo]n|conference|conferencia))",
    re.IGNORECASE,
)
# What those who met did: an opening sentence says it, a paragraph seldom does.
_MET = re.compile(
    r"\b(?:met|held|gathered|convened|assembled|participating|reached|formul[óo]|"
    r"submits|(?:the )?following|siguientes?|reunid[oa]s|se reuni(?:[óo]|eron)|"
    r"congregad[oa]s|celebr(?:ad[oa]|[óo]|aron)|concluy[óo]|particip(?:[óo]|aron)|"
    r"on the occasion of|con ocasi[óo]n de|se llev[óo] a cabo|took place|approved|"
    r"dieron a conocer|issued?|aprob(?:[óo]|aron)|adopt(?:[óo]|aron|ed))\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\b(?:agree[sd]?|decide[sd]?|resolve[sd]?|acuerdan|acord(?:[óo]|aron|amos)|"
    r"decid(?:en|i[óo]|ieron)|resuelven|resolvieron|conclu(?:ded|y[óo]|yeron)|"
    r"concluded|aprob(?:[óo]|aron)|approved|adopt(?:ed|[óo]|aron)|convin(?:o|ieron)|"
    r"recomend(?:[óo]|aron)|recommended)\b[^.:;]{0,60}:$",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:conclu[^\W\d_]*|conclusion(?:es|s))\b[^.;:]{0,40}:$", re.IGNORECASE
)
_INFINITIVE = re.compile(
    r"(?:(?:to|not to)\s+[a-z]+\b|"
    r"(?:no\s+)?[^\W\d_]{2,}(?:ar|er|ir|[íi]r)(?:se|los?|las?)?\b)",
    re.IGNORECASE,
)
_NOUNS_LIKE_INFINITIVES = re.compile(
    r"(?:after|over|under|number|other|another|whether|together|however|either|"
    r"neither|order|member|later|further|border|under|ever|never|gender|worker|"
    r"her|per|for|our|por|lugar|mujer|ayer|popular|similar|particular|regular|titular|"
    r"consular|militar|taller|poder|deber|mar|par)\b",
    re.IGNORECASE,
)
_WORK_TYPES = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("action_plan", r"action plan|plan of action|plan de acci[óo]n"),
        (
            "extraordinary_declaration",
            r"extraordinary declaration|declaraci[óo]n extraordinaria",
        ),
        ("declaration", r"declaration|declaraci[óo]n"),
        ("communique", r"communiqu[ée]|comunicado"),
        ("conclusions", r"conclusions|conclusiones"),
        ("decisions", r"decisions|decisiones"),
        ("terms_of_reference", r"terms of reference|t[ée]rminos de referencia"),
        ("criteria", r"criteria|criterios"),
        ("guidelines", r"guidelines|lineamientos"),
        ("report", r"report|informe"),
    )
)
# Words that stand alone above a part of a paper; titles are longer.
_SECTIONS = re.compile(
    r"(?:(?:i?n?dex|indice|contents|table of contents|tabla de contenidos?|contenidos?)"
    r"\b.{0,40}|"
    r"(?:(?:final |general |specific |initial )?(?:conclusions?|recommendations?|"
    r"introduction|background|foreword|preface|objectives?|principles|membership|"
    r"agreements?|decisions|advances|achievements|challenges|proposals?|summary|"
    r"participants|methodology|definitions|purpose|scope|mandate|functions|duties)|"
    r"(?:conclusion(?:es)?|recomendaciones|introduccion|antecedentes|prologo|"
    r"presentacion|objetivos?|principios|membresia|acuerdos|decisiones|avances|logros|"
    r"retos|desafios|propuestas?|resumen|participantes|metodologia|definiciones|"
    r"proposito|alcance|mandato|funciones|considerandos)"
    r"(?: generale?s?| especificos?| finales)?)"
    r"(?: (?:and|y) (?:conclusions|recommendations|challenges|objectives|"
    r"recomendaciones|acuerdos|desafios|retos|objetivos|observaciones))?)"
    r"\s*(?:\.\.\.|…)?\s*:?"
)
# `Agenda item 2: …`, `Sesión 3 – …`: parts that are counted by name.
_NAMED_PARTS = re.compile(
    r"(?:agenda item|item|punto(?: de (?:la )?agenda)?|sesion(?: de trabajo)?|"
    r"(?:working )?session|dia|day|capitulo|chapter|seccion|section)"
    r" \d{1,2} ?[:.–—-]-? ?\S.{1,100}(?<![.;:,])"
)
_ANNEX = re.compile(
    r"(?:annex|appendix|attachment|anexo|apendice|adjunto)\b(?:\s+(?:no\.?\s*)?"
    r"(?:[ivx]{1,5}|\d{1,2}|[a-z])\b)?.{0,120}"
)
_SCRAPS = re.compile(
    r"(?:(?:the )?virtual secretariat|secretar(?:ia|iado) virtual)(?: ?[-–—|] ?\d+)?|"
    r"(?:regional conference on migration|conferencia regional sobre migracion)"
    r" ?[-–—|] ?(?:(?:working )?copy|draft|copia(?: de trabajo)?|borrador|\d+)|"
    r"anuncio|advertisement|"
    r"publicidad|document related concepts|(?:download|descargar)(?: .{0,40})?|"
    r"(?:page|pagina) \d+(?: (?:of|de) \d+)?|\d+ ?/ ?\d+|[-–—] ?\d{1,3} ?[-–—]|"
    r"loading\W*|cargando\W*|"
    r"(?:share|compartir|print|imprimir|back to top|volver arriba)"
)
_CONFERENCE = re.compile(
    r"(?:(?:the )?regional conference on migration|(?:la )?conferencia regional sobre "
    r"migracion)(?: ?[-–(,]? ?(?:rcm|crm)\)?)?"
)


# `II Workshop`: parts that are counted in Roman numbers without a mark.
COUNTED = re.compile(r"[IVX]{1,5}\s+[A-ZÁÉÍÓÚÑ][\w-]+")


def opens_section(text: str) -> bool:
    """Say whether a line is a word that heads a part, as CONCLUSIONS or Índice do."""
    words = folded(text)
    if _NAMED_PARTS.fullmatch(words):
        return True
    return bool(_SECTIONS.fullmatch(words) or is_annex(text))


def is_annex(text: str) -> bool:
    """Say whether a line heads an annex."""
    return bool(_ANNEX.fullmatch(folded(text)))


def is_scrap(text: str) -> bool:
    """Say whether a line was put around the paper by the site that showed it."""
    return len(text) < 80 and bool(_SCRAPS.fullmatch(folded(text)))


def names_conference(text: str) -> bool:
    """Say whether a line is the Conference's name and nothing else."""
    return bool(_CONFERENCE.fullmatch(folded(text)))


def opens_preamble(text: str) -> bool:
    """Say whether a paragraph begins as preambles do, with a gerund or the like."""
    return bool(_PREAMBLE.match(plain(text)))


def opens_moved(text: str) -> bool:
    """Say whether a paragraph begins with how those who speak are moved."""
    return bool(_MOVED.match(plain(text)))


def opens_paper(text: str) -> bool:
    """Say whether a paragraph begins as openings do, with those who met."""
    return bool(_OPENING.match(plain(text)))


def tells_of_meeting(text: str) -> bool:
    """Say whether a paragraph tells that somebody met, or announces what follows."""
    return bool(_MET.search(plain(text)))


def leads_to_agreement(text: str) -> bool:
    """Say whether a lead line says that what follows was agreed."""
    return bool(_AGREES.search(plain(text)))


def opens_with_infinitive(text: str) -> bool:
    """Say whether a paragraph begins as operative points do, `To …` or `Tomar …`."""
    words = plain(text[:80])
    found = _INFINITIVE.match(words)
    return bool(found) and not _NOUNS_LIKE_INFINITIVES.match(words)


def leads_to_conclusions(text: str) -> bool:
    """Say whether an opening announces conclusions: `concluyó lo siguiente:`."""
    return bool(_CONCLUDES.search(plain(text)))


def work_type_of(text: str) -> str | None:
    """Give the kind of paper that a title names, the most particular one first."""
    read = plain(text)
    return next((name for name, words in _WORK_TYPES if words.search(read)), None)


def is_upper(text: str) -> bool:
    """Say whether a text is set in capitals."""
    return text.upper() == text and sum(sign.isalpha() for sign in text) > 2
