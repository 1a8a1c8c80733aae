"""Words that a line's end divided, or that stand glued together: mended where sure.

A hyphen at a line's end goes where the paper has the word without it, or where the rest
cannot be a word by itself (`migra-` / `ción`, `protec-` / `ción`, `govern-` / `ment`).
It stays where both halves may be words (`long-` / `term`, `socio-` / `cultural`), after
a prefix that takes a hyphen, before a capital letter and beside digits. Two words are
parted where a small letter meets a capital one and the paper has both as they are, or
where a comma or semicolon has letters on both sides.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

SOFT_HYPHEN = "\xad"
LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HEAD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-$")
# Ends that are no words: what follows a divided word in English and in Spanish.
_ENDS = {
    "en": re.compile(
        r"(?:[bcdfglmnprstv]?(?:tion|sion|cian|ment|ness|ship|hood|ity|ities|ance|ence"
        r"|ances|ences|ling|ting|ning|ring|ding|cing|sing|zing|ving|ating|ising|izing)"
        r"s?|(?:tion|sion|ment)(?:al|ally|ing|ed|s)|[a-z]?ized|[a-z]?ised|tives?|sives?"
        r"|tively|ously|fully|ably|ibly)"
    ),
    "es": re.compile(
        r"(?:[bcdfglmnprstvz]?(?:ci[oó]n|si[oó]n|ciones|siones|cional|cionales)"
        r"|[a-z]{0,3}(?:mientos?|mente|dades|dad|tivos?|tivas?|torios?|torias?)"
        r"|(?:t|m|n|l|r|c|d|g|v)?(?:encias?|ancias?)|cias?|nios?|rios?|rias?|tes|ntes"
        r"|dores|doras?|tores|toras?|bles?|nales|rales|lizar|lizaci[oó]n|ticos?|ticas?)"
    ),
}
# Ends that are words, too: no proof.
_ALSO_WORDS = frozenset(
    {"ship", "ships", "hood", "sing", "sings", "ring", "rings", "station", "mention"}
    | {"stations", "mentions", "tension", "pension", "miento", "mientos", "mente"}
)
# Spanish ends its words in vowels and in these; another letter shows a cut word.
_SPANISH_CUT = re.compile(r"[^\W\d_]{2,}[bcfghjkmpqtv]$")
_PREFIXES = frozenset(
    {"anti", "auto", "bi", "co", "counter", "cross", "ex", "extra", "hyper", "infra"}
    | {"inter", "intra", "macro", "micro", "mid", "mini", "multi", "neo", "non", "pan"}
    | {"post", "pre", "pro", "pseudo", "quasi", "re", "self", "semi", "socio", "sub"}
    | {"super", "supra", "tele", "trans", "tri", "ultra", "vice", "web", "club", "stop"}
)
_COMMON = {
    "en": ("the", "of", "and", "to", "in", "for", "with", "by", "on", "that"),
    "es": ("de", "la", "el", "los", "las", "que", "y", "en", "para", "por", "del"),
}
_GLUED = re.compile(r"([^\W\d_]*[^\W\d_A-ZÁÉÍÓÚÜÑ])([A-ZÁÉÍÓÚÜÑ][^\W\d_]*)")
_NO_BLANK = re.compile(r"(?<=[^\W\d_]{2})([,;])(?=[^\W\d_]{2})")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.)\S*")


class Words:
    """The words of a paper: what they show of a word in doubt. May grow as one reads.

    What ends a line and what follows a hyphen there is left out: it may be a half.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._small: Counter[str] = Counter()
        self._exact: Counter[str] = Counter()
        self._in_word = False
        for line in lines:
            self.add(line)

    def add(self, line: str) -> None:
        """Learn the words of a line that follows the last one."""
        if not line.strip():
            return
        for word in islice(_whole_words(line), int(self._in_word), None):
            self._small[word.lower()] += 1
            self._exact[word] += 1
        self._in_word = line.rstrip().endswith(("-", SOFT_HYPHEN))

    @property
    def language(self) -> str:
        """Say by its smallest words in which language the paper is."""
        counts = {
            language: sum(self._small[word] for word in words)
            for language, words in _COMMON.items()
        }
        return max(counts, key=lambda language: counts[language])

    def is_divided(self, before: str, after: str) -> bool:
        """Say whether the hyphen that ends a line only divides a word."""
        head, tail = _HEAD.search(before[-LONGEST_WORD:]), _WORD.match(after)
        if not (head and tail and after[0].islower()):
            return False
        whole = f"{head[0]}{tail[0]}".lower()
        plain = f"{head[0][:-1]}{tail[0]}".lower()
        if whole in self._small:
            return False
        return plain in self._small or self._is_cut(head[0][:-1], tail[0])

    def _is_cut(self, head: str, tail: str) -> bool:
        """Say so where one half can be no word, and is none of the paper's."""
        language = self.language
        last = head.rpartition("-")[2]
        if last.lower() in _PREFIXES or not last[1:].islower():
            return False
        if tail in self._small or last.lower() in self._small:
            return False
        ends = _ENDS[language].fullmatch(tail) and tail not in _ALSO_WORDS
        return bool(ends or (language == "es" and _SPANISH_CUT.fullmatch(last.lower())))

    def parted(self, line: str) -> str:
        """Put the blanks that are surely missing into a line; nothing else changes."""
        kept = [(found.start(), found.end()) for found in _ADDRESS.finditer(line)]

        def is_free(found: re.Match[str]) -> bool:
            return not any(start <= found.start() < end for start, end in kept)

        def part(found: re.Match[str]) -> str:
            if is_free(found) and self._are_two(found[1], found[2]):
                return f"{found[1]} {found[2]}"
            return found[0]

        apart = _NO_BLANK.sub(
            lambda found: f"{found[0]} " if is_free(found) else found[0], line
        )
        return apart if kept and apart != line else _GLUED.sub(part, apart)

    def _are_two(self, first: str, second: str) -> bool:
        """Both are the paper's own words, and what they make together is not."""
        if self._exact[first + second] > 1 or len(second) < 2:
            return False
        return bool(self._exact[first] and self._exact[second])


def _whole_words(line: str) -> Iterator[str]:
    end = len(line.rstrip().rstrip("-\xad"))
    for found in _WORD.finditer(line):
        if found.end() < end:
            yield found[0]


def mended(lines: Iterable[str], words: Words) -> str:
    """Give the text of a page: a divided word whole, on the line where it begins."""
    done: list[str] = []
    for line in lines:
        text = words.parted(line)
        if done and text and _goes_on(done[-1], text, words):
            first, blank, rest = text.partition(" ")
            done[-1] = f"{done[-1][:-1]}{first}"
            if not blank:
                continue
            text = rest
        done.append(text)
    return "\n".join(done)


def _goes_on(before: str, after: str, words: Words) -> bool:
    if before.endswith(SOFT_HYPHEN):
        return after[:1].isalpha()
    return before.endswith("-") and words.is_divided(before, after)
