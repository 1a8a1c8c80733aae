"""Words by which the Conference's papers show what a line is, in both languages.

Source: the layouts attested in the Conference's public papers, 1996 to 2024.
"""

import re

_NOT_GERUNDS = (
    "during|regarding|concerning|according|meeting|spring|everything|nothing|"
    "something|morning|evening|following|training|funding|king|being|cuando|blando|"
    "mando|bando|contrabando|hernando|fernando|orlando"
)
_PREAMBLE = re.compile(
    rf"(?:(?:also|further|deeply|likewise|asimismo|además|también|profundamente)\s+)?"
    rf"(?:(?!(?:{_NOT_GERUNDS})\b)[^\W\d_]+(?:ing|ando|[ií]endo|yendo)\b"
    r"|(?:bearing in mind|mindful|aware|convinced|conscious|concerned|alarmed|"
    r"conscientes?|convencid[oa]s|preocupad[oa]s|alarmad[oa]s|considerando)\b)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:the|los|las|las y los|el|la|we,?|nosotr[oa]s,?)\s+"
    r"(?:representatives?|representantes?|[\w() ]*vice[- ]?minist|governments?|"
    r"gobiernos|member|pa[íi]ses|grupo regional|regional consultation|heads|"
    r"jefes|delegations|delegaciones|network|red de)",
    re.IGNORECASE,
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
# fmt: off
_ENGLISH = frozenset((
    "the", "of", "and", "to", "in", "for", "on", "with", "by", "that", "this",
    "will", "is", "are", "be", "from", "their", "its", "which", "meeting",
))
_SPANISH = frozenset((
    "el", "la", "los", "las", "de", "del", "y", "en", "que", "para", "con", "por",
    "una", "un", "se", "su", "sus", "al", "reunión", "sobre",
))
# fmt: on
_WORD = re.compile(r"[^\W\d_]+")


def opens_preamble(text: str) -> bool:
    """Say whether a paragraph begins as preambles do, with a gerund or the like."""
    return bool(_PREAMBLE.match(text))


def opens_paper(text: str) -> bool:
    """Say whether a paragraph begins as openings do, with those who met."""
    return bool(_OPENING.match(text))


def opens_with_infinitive(text: str) -> bool:
    """Say whether a paragraph begins as operative points do, `To …` or `Tomar …`."""
    found = _INFINITIVE.match(text)
    return bool(found) and not _NOUNS_LIKE_INFINITIVES.match(text)


def work_type_of(text: str) -> str | None:
    """Give the kind of paper that a title names, the most particular one first."""
    return next((name for name, words in _WORK_TYPES if words.search(text)), None)


def language_of(text: str) -> str:
    """Give `en` or `es` by the small words, or nothing where they do not decide."""
    words = [word.lower() for word in _WORD.findall(text[:50_000])]
    english = sum(word in _ENGLISH for word in words)
    spanish = sum(word in _SPANISH for word in words)
    if english == spanish:
        return ""
    return "en" if english > spanish else "es"


def is_upper(text: str) -> bool:
    """Say whether a text is set in capitals."""
    return text.upper() == text and sum(sign.isalpha() for sign in text) > 2
