"""Verbs and small words by which papers charge somebody, in both languages."""

import re

_FLAGS = re.IGNORECASE


def _verb(stems: str, endings: str) -> str:
    return rf"(?:{stems})(?:{endings})"


_AR = r"ar|a|an|amos|aron|ó|ando|ado|aban?|e|en|ará|arán|aremos"
_ER_IR = r"ir|er|e|en|imos|ieron|ió|iendo|emos|a|an"
_ASK_ES = "|".join(
    (
        _verb(r"solicit|inst|exhort|comision|alent|alient|encarg|recomend|recomiend|"
              r"apel|deleg|asign|mandat", _AR),
        _verb(r"enco[nm]{1,2}end|encomiend|encargu|inst|aliente|recomi?end", _AR),
        _verb(r"ped|pid|suger|sugier|requer|requier", _ER_IR),
        r"(?:design|nombr)(?:ar|an|aron|ó|amos)(?=\s+al?\b)|"
        r"instruir|instruye[n]?|instruyeron|llama(?:r|n|mos|ron)?(?=\s+a\b)|"
        r"hace[rn]? un llamado(?=\s+a)|hacen? un llamamiento(?=\s+a)",
    )
)  # fmt: skip
_ASK_EN = (
    r"(?:appoint|designate)(?:s|d|ed)?(?=\s+(?:the )?(?-i:[A-Z]))|"
    r"ask(?:s|ed|ing)?|request(?:s|ed|ing)?|charg(?:e|es|ed|ing)|"
    r"entrust(?:s|ed|ing)?|commission(?:s|ed|ing)?|instruct(?:s|ed|ing)?|"
    r"task(?:s|ed|ing)?|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:up)?on|"
    r"appeal(?:s|ed|ing)? to|encourag(?:e|es|ed|ing)|recommend(?:s|ed|ing)?|"
    r"suggest(?:s|ed|ing)?|mandat(?:e|es|ed|ing)|exhort(?:s|ed|ing)?|"
    r"direct(?:s|ed|ing)?|assign(?:s|ed|ing)?|delegat(?:e|es|ed|ing)"
)
# `At the request of`, `the recommended measures` ask nobody.
ASK = re.compile(
    rf"(?<!\bthe )(?<!\bla )(?<!\bal )\b(?:{_ASK_EN}|{_ASK_ES})\b"
    r"(?!\s+(?:of|by|por|de)\b)",
    _FLAGS,
)
# `Take note of the report of the TS and request it to`, `y solicitarle que`.
ASK_THEM = re.compile(
    r"\b(?:(?:solicit|encarg|encomend|inst|invit|recomend|exhort)[aá]ndo(?:le|les)|"
    r"(?:solicit|encarg|encomend|inst|invit|recomend|exhort)ar(?:le|les|lo|los)|"
    r"ped[ií]r(?:le|les)|(?:ask|request|urg(?:e)|invite|encourage|entrust) (?:it|them)"
    r"(?= (?:to|with)\b))\b",
    _FLAGS,
)
INVITE = re.compile(r"\b(?:invit(?:e|es|ed|ing|ar|a|an|amos|aron|ó|ando))\b", _FLAGS)
# Right before the actor, where what is asked stands between.
GOES_ON = re.compile(
    r"\b(?:a|al|to|from|with|de|del|(?:support|assistance|help|co-?operation|"
    r"collaboration|participation|advice|presence) of)\s+"
    r"(?:(?:the|la|los|las|el|its|sus?)\s+)*$",
    _FLAGS,
)

# Articles, joints and turns of phrase between a verb and whom it goes to.
_FILLER = (
    "the a an la el los las lo al del de of to upon on and y e or o u that que its "
    "su sus their all todos todas each cada every other others otros otras another "
    "these those this estos estas aquellos esos both ambos ambas as well asi así "
    "como together along with con junto juntamente also también asimismo likewise "
    "government gobierno governments gobiernos delegation delegación delegaciones "
    "delegations authorities autoridades autoridad representative representatives "
    "representante representantes coordinator coordinadora coordinador rcm crm "
    "conference conferencia current present sitting incoming outgoing next actual "
    "saliente entrante próxima nueva nuevo new former anterior respective "
    "respectivos respectivas again nuevamente strongly respectfully atentamente "
    "particular especial especially particularly in en if si interested interesados "
    "relevant pertinentes competent competentes office turno ejercicio through por "
    "parte regional meeting meetings"
)
_FILLERS = frozenset(_FILLER.split())
_TOKEN = re.compile(r"[^\W\d_]+|[,/&()\-–]|\S")
_JOINTS = frozenset(",/&()-–")


def is_filler(gap: str) -> bool:
    """Say whether words between a verb and an actor, or two actors, say nothing."""
    if len(gap) > 90:
        return False
    tokens = _TOKEN.findall(gap.casefold())
    return all(token in _FILLERS or token in _JOINTS for token in tokens)


_ASIDE = r"(?:\s*,[^,.;:]{1,100},|\s*\([^()]{1,60}\))?"
_OF_IT = (
    r"(?:\s+(?:of (?:the )?(?:RCM|Conference)|de la (?:CRM|Conferencia)|in office|"
    r"en (?:turno|ejercicio)|saliente|entrante|actual|regional representative|"
    r"representative|representante(?: regional)?|coordinator)){0,3}"
)
_ADVERB = (
    r"(?:\s*,?\s+(?:also|also,|jointly|therefore|further|conjuntamente|también|"
    r"además|asimismo|likewise|as appropriate|en su caso|therefore|in turn|then))?"
)
_PASSIVE = (
    r"(?!\s+(?:be(?:come)?\s+(?!responsible|in charge|the (?:host|venue|seat))|receive|"
    r"benefit|remain|have to be|be able))"
)
_FUTURE = (
    r"(?:no\s+|se\s+|le\s+|les\s+)*(?!ser[áa]n?\b(?! (?:la |el )?(?:pa[íi]s )?"
    r"(?:sede|anfitri|responsab))|estar[áa]n? (?:informad|incluid|"
    r"integrad|conformad|compuest|constituid|sujet)|"
    r"recibir[áa]n?\b|tendr[áa]n? derecho|podr[áa]n?\b)"
    r"[^\W\d_]{1,14}(?:ar|er|ir|dr|br|rr|[aeií]r)(?:á|án)\b"
)
_MODALS = (
    rf"(?:should|shall|will|must){_PASSIVE}|(?:is|are) (?:\w+ly )?(?:to|expected to|"
    r"committed to|requested to|asked to|urged to|encouraged to|invited to|"
    r"called upon to|"
    r"responsible for|in charge of|tasked with|charged with)\b|"
    r"(?:intends?|undertakes?|undertook|pledges?|pledged|promises?|promised|"
    r"offers?|offered|volunteers?|volunteered|commits?|committed)"
    r"(?: (?:itself|themselves))? to\b|(?:have|has) (?:committed|agreed|offered|"
    r"undertaken|pledged)(?: (?:itself|themselves))? to\b|"
    r"deber[áa]n?|debe(?:r[íi]an?|n)?\b(?! (?:su|a)\b)|habr[áa]n? de|tendr[áa]n? que|"
    r"han? de\b|tienen? la intenci[óo]n de|se compromet(?:e|en|i[óo]|ieron|er[áa]n?) a|"
    r"se ofreci(?:[óo]|eron) a|ofreci(?:[óo]|eron) (?=[^\W\d_]+(?:ar|er|ir)\b)|"
    r"asum(?:e|en|i[óo]|ieron) el compromiso|procurar[áa]n?|"
    rf"(?:es|son) responsables? de|(?:est[áa]n? |quedan? )?encargad[oa]s? de|{_FUTURE}"
)
MODAL = re.compile(
    rf"{_OF_IT}{_ASIDE}(?:,?\s+(?:que|quien(?:es)?|who|which|el cual|la cual))?"
    rf"{_ADVERB},?\s+(?:{_MODALS})",
    _FLAGS,
)
_MEETS = re.compile(
    r"\s*(?:hold|meet|convene|be held|celebrar|reunir|sesionar|have a meeting)|^$",
    _FLAGS,
)


_MEETING = re.compile(r"(?:celebrar|reunir|sesionar)[áa]n?$", _FLAGS)


def meets_only(modal: str, after: str) -> bool:
    """Say whether what a body will do is to meet, which charges nobody."""
    return bool(_MEETS.match(after) or _MEETING.search(modal))


AGREED_THAT = re.compile(
    r"\b(?:agree[sd]?|decide[sd]?|resolve[sd]?|propose[sd]?|acord[^\W\d_]+|acuerdan?|"
    r"decid[^\W\d_]+|propon[^\W\d_]+|resolvi[^\W\d_]+|convin[^\W\d_]+)"
    r"\s+(?:that|(?:en )?que)\b",
    _FLAGS,
)
# A point that begins so says what is to be done and by whom.
THAT_THEY = re.compile(r"(?:^|(?:[;,]|\b(?:y|and))\s+)(?:que|that)\b", _FLAGS)
_OFFER = (
    r"(?:offer|commitments?|pledge|promise|undertaking|willingness|ofrecimientos?|"
    r"oferta|compromisos?|promesa|disposici[óo]n|disponibilidad|anuncio)"
)
COMMITMENT = re.compile(
    rf"\b{_OFFER}\s+(?:(?:made|expressed|asumid[oa]|hech[oa]|expresad[oa])\s+)?"
    r"(?:of|by|from|de|del|por(?: parte de)?)\b",
    _FLAGS,
)
OFFERED = re.compile(
    rf"\b(?:its|their|su|sus|the|el|la)\s+(?:generous\s+|amable\s+|generos[oa]\s+)?{_OFFER}"
    r"\s+(?:to\s+(?!the\b)|of\s+[a-z]+ing\b|(?:de|para)\s+[^\W\d_]+(?:ar|er|ir)(?:se|l[aeo]s?)?\b)",
    _FLAGS,
)
OWN_COMMITMENT = re.compile(
    r"(?:^|\b(?:y|and|to|se|nos|we|,)\s+)(?:asum(?:ir|en|imos|ieron) el compromiso de|"
    r"asumir[áa]n? el compromiso de|comprometerse a|compromet(?:en|imos|emos|ieron) a|"
    r"undertake to|commit (?:them|our)selves to|commit to|pledge to)\b|"
    # What those who speak will do, or have made up their minds to do.
    r"\bwe (?:will|shall)\b|\bour (?:decision|determination|resolve) to\b|"
    r"\bnuestr[oa] (?:decisi[óo]n|determinaci[óo]n|voluntad) de\b|"
    r"\bnuestro compromiso de (?=[^\W\d_]+[aei]r(?:l[aeo]s?|se)?\b)|"
    r"^(?:asimismo,? |además,? |también )?(?!quer|consider|esper|reiter)"
    r"[^\W\d_]+(?:ar|er|ir|dr)emos\b",
    _FLAGS,
)
# A lead that asks without saying whom: its items name them, `A la PPT, que …`.
ASKS_BELOW = re.compile(
    rf"\b(?:{_ASK_EN}|{_ASK_ES}|invit(?:e|es|ed|ar|an?|amos|aron|ó))"
    r"(?:\s+(?:a|al|to|the following|that|que|lo siguiente))*\s*:$|"
    r"\b(?:agree[sd]?|decided|resolved|acord(?:ó|aron|amos)|decid(?:ió|ieron)|"
    r"conv(?:ino|inieron)|resolv(?:ió|ieron)|conclu(?:ded|yó|yeron))\s+(?:that|que)\s*:$",
    _FLAGS,
)
# A line that only says whom what follows is for.
ADDRESSED = re.compile(r"(?:to|for|a|al|para)\s[^.;]{2,150}:$", _FLAGS)
AGENT = re.compile(
    r"\b(?:follow-up|presentations?|prepared|drafted|elaborated|drawn up|organi[sz]ed|"
    r"convened|coordinated|seguimiento|presentaciones|exposiciones|preparad[oa]s?|"
    r"elaborad[oa]s?|redactad[oa]s?|organizad[oa]s?|convocad[oa]s?|coordinad[oa]s?)\s+"
    r"(?:by|por(?: parte del?)?|a cargo del?)\b",
    _FLAGS,
)
_DEFINITE = re.compile(
    r"\b(?P<which>the|el|la|los|las|its|su|sus|their|this|a|an|un|una|any|each|cada|of|"
    r"\d+|para|to|for)\b",
    _FLAGS,
)
_NOUN = re.compile(
    r"follow-up|presentation|seguimiento|presentaciones|exposiciones", _FLAGS
)
_KNOWN = frozenset(
    {"the", "el", "la", "los", "las", "its", "su", "sus", "their", "this"}
)


def is_indefinite(text: str, found: re.Match[str]) -> bool:
    """Tell `a draft prepared by`, still to be made, from `the draft prepared by`."""
    if _NOUN.match(found[0]):
        return True
    before = list(_DEFINITE.finditer(text, max(0, found.start() - 50), found.start()))
    return not before or before[-1]["which"].lower() not in _KNOWN


# What is adopted or approved has been drawn up already.
DECIDES = re.compile(
    r"\W*(?:to\s+)?(?:adopt|approv|endors|ratif|aprob|aprueb|adopt|aval)", _FLAGS
)
SUPPORT = re.compile(
    r"\b(?:with (?:the )?(?:technical |financial )?(?:support|help|assistance|"
    r"collaboration|cooperation) (?:from|of)|in (?:close )?(?:coordination|cooperation|"
    r"collaboration|consultation) with|con (?:el )?apoyo(?: t[ée]cnico| financiero)? "
    r"(?:del?)|en (?:estrecha )?(?:coordinaci[óo]n|colaboraci[óo]n|consulta) con|"
    r"con la (?:colaboraci[óo]n|asistencia|ayuda|cooperaci[óo]n) (?:del?))\b",
    _FLAGS,
)
PLACE = re.compile(
    r"\b(?:in|by|within|en|por)\s+(?:(?:the|los|sus|all|RCM|CRM)\s+)*$", _FLAGS
)
# What is thanked for or taken note of is done already; a second clause may still ask.
NO_DUTY = re.compile(
    r"\W*(?:to\s+)?(?:(?:also|likewise|asimismo,?|además,?)\s+)?"
    r"(?:take note|make note|thank|congratulat|express|welcom|recogni[sz]e|acknowledg|"
    r"receive|accept|commend|appreciat|note|highlight|reaffirm|"
    r"(?:tom|agradec|felicit|expres|reconoc|recib|acept|salud|destac|reafirm|celebr|"
    r"valor|resalt|acog)[^\W\d_]*\b)",
    _FLAGS,
)
# What has been held was; whoever supported it has done so.
TOLD = re.compile(
    r"\b(?:cont(?:ó|aron) con|se (?:realiz|celebr|efectu|llev)(?:ó|aron)|"
    r"(?:was|were|has been|have been) (?:held|organi[sz]ed|carried out|conducted|"
    r"prepared|drafted|elaborated|drawn up|developed)|"
    r"(?:fue|fueron|ha sido|han sido) "
    r"(?:preparad|elaborad|redactad|organizad)[oa]s?)\b",
    _FLAGS,
)
OWNED_BY = re.compile(r"\s+(?:of|de|del)\s+(?:(?:the|la|los)\s+)?|\s*\(", _FLAGS)
_EN_PRESENT = (
    r"would (?!be\b|like\b|have\b)[a-z]+|"
    r"takes?|gives?|works?|provides?|supports?|prepares?|organi[sz]es?|helps?|keeps?|"
    r"submits?|sends?|convenes?|coordinates?|reports?|drafts?|maintains?|monitors?|"
    r"facilitates?|assists?|acts?|serves?|carr(?:y|ies)|ensures?|promotes?|presents?|"
    r"informs?|elaborates?|circulates?|distributes?|contributes?|updates?|manages?|"
    r"administers?|implements?|follows?|makes?|names?|appoints?|designates?|hosts?|"
    r"chairs?|proposes?|reviews?|conducts?|collects?|compiles?|publish(?:es)?|finances?|"
    r"pays?|covers?|leads?|advises?|executes?"
)
_ES_PRESENT = (
    r"(?:prepar|apoy|brind|prest|organiz|env[íi]|present|coordin|convoc|facilit|"
    r"inform|asegur|colabor|actuali[zc]|circul|reali[zc]|ejecut|impuls|administr|"
    r"revis|elabor|nombr|design|public|pag|financi|lider|impuls|da|llev|d)(?:an?|en?)|"
    r"(?:remit|manten|mantien|promuev|asist|contribuy|distribuy|somet|propon|hac|"
    r"ejerc|dirig|rind|rig|cumpl)en?|da|dan|toma|toman|lleva"
)
PRESENT = re.compile(
    rf"{_OF_IT}(?:\s+(?:in|en|de|of)\s+[^\W\d_]+(?:\s+[^\W\d_]+){{0,2}}?)?{_ASIDE}"
    rf"(?:,?\s+(?:en coordinación|junto con)[^,.;]{{0,60}},?)?{_ADVERB},?\s+"
    rf"(?:se\s+|le\s+|les\s+)?(?:{_EN_PRESENT}|{_ES_PRESENT})\b",
    _FLAGS,
)
