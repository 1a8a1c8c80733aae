"""In which language a paper speaks, by its small words; a third one is said."""

import re
from dataclasses import dataclass

from .marks import plain

# fmt: off
_SMALL = {
    "en": frozenset((
        "the", "of", "and", "to", "in", "for", "on", "with", "by", "that", "this",
        "will", "is", "are", "be", "from", "their", "its", "which", "meeting", "a",
        "an", "as", "at", "their", "was", "were", "it", "we", "our",
    )),
    "es": frozenset((
        "el", "la", "los", "las", "de", "del", "y", "en", "que", "para", "con", "por",
        "una", "un", "se", "su", "sus", "al", "reunión", "sobre", "es", "lo", "como",
        "más", "entre", "este", "esta", "a",
    )),
    "fr": frozenset((
        "le", "la", "les", "de", "des", "du", "et", "en", "dans", "que", "qui", "pour",
        "une", "un", "au", "aux", "sur", "par", "est", "sont", "ce", "cette", "leur",
        "leurs", "avec", "à", "il", "nous", "d", "l", "réunion", "ont",
    )),
    "pt": frozenset((
        "o", "os", "as", "de", "do", "da", "dos", "das", "e", "em", "no", "na", "nos",
        "nas", "que", "para", "com", "por", "uma", "um", "se", "ao", "aos", "à", "pela",
        "pelo", "são", "não", "sobre", "seus", "suas", "reunião", "é", "a",
    )),
    "de": frozenset((
        "der", "die", "das", "und", "von", "zu", "den", "dem", "des", "mit", "für",
        "auf", "ist", "im", "in", "ein", "eine", "einer", "nicht", "über", "sich",
    )),
    "it": frozenset((
        "il", "lo", "la", "gli", "le", "di", "del", "della", "dei", "delle", "e", "che",
        "per", "con", "una", "un", "si", "nel", "nella", "sono", "è", "al", "alla",
        "sulla", "sul", "riunione",
    )),
    "ht": frozenset((
        "nan", "ak", "yo", "pou", "ki", "sou", "ann", "an", "la", "te", "pa", "yon",
        "li", "nou", "gen", "ap", "peyi",
    )),
}
# fmt: on
OURS = ("en", "es")
_WORD = re.compile(r"[^\W\d_]+")
_MOST = 50_000
_BOTH = 0.5


@dataclass(frozen=True, slots=True)
class Spoken:
    """`language` is `en`, `es` or nothing; `other` says which one it is instead.

    `both` tells that a good part is in the other one of our two languages.
    """

    language: str = ""
    other: str = ""
    both: bool = False


def spoken_in(text: str) -> Spoken:
    """Tell the language of a text, and say nothing where its words do not decide."""
    words = [word.lower() for word in _WORD.findall(plain(text[:_MOST]))]
    counts = {
        name: sum(word in small for word in words) for name, small in _SMALL.items()
    }
    ranked = sorted(counts.items(), key=lambda pair: pair[1], reverse=True)
    (best, most), (_, next_most) = ranked[0], ranked[1]
    if most == next_most or not most:
        return Spoken(other="?" if len(words) > len(_SMALL) and not most else "")
    if best not in OURS:
        return Spoken(other=best)
    sister = counts[OURS[1 - OURS.index(best)]]
    return Spoken(language=best, both=sister > most * _BOTH)
