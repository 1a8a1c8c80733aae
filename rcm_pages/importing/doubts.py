"""What the importer did not understand of a paper, for a person to look at."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from .labels import label_of
from .languages import Spoken
from .marks import unseen_signs
from .paper import Doubt, Paper, Segment
from .reader import Line

DOUBTS = {
    "other_language": _("The paper is in neither English nor Spanish."),
    "no_language": _("Its language was not recognised."),
    "two_languages": _("The paper is in English and Spanish at once."),
    "no_type": _("What kind of paper it is was not recognised."),
    "no_date": _("No date was found in its head."),
    "no_opening": _("No opening sentence was found."),
    "no_text": _("Nothing was found below the title."),
    "count_restarts": _("The numbering begins again."),
    "count_skips": _("The numbering leaves something out."),
    "two_marks": _("Two forms of label stand on one level."),
    "unseen": _("Signs that nobody sees stand in the text; they were kept."),
    "left_out": _("This line was taken for page furniture and left out of the text."),
    "second_text": _("A second text or an annex begins here."),
    "index_language": _("The list names another language than the paper's words do."),
    "broken": _("The paragraph seems to break off."),
}
_MOST = 200
_TYPES_WITH_OPENING = frozenset(
    ("action_plan", "declaration", "conclusions", "communique", "decisions")
)
_NAMES = {"fr": "français", "pt": "português", "de": "Deutsch", "it": "italiano",
          "ht": "kreyòl ayisyen", "?": ""}  # fmt: skip


def doubts_of(paper: Paper, lines: Sequence[Line], spoken: Spoken) -> tuple[Doubt, ...]:
    """Give what a person should look at, the whole paper's doubts first."""
    found = [*_whole(paper, spoken), *_counts(paper.segments)]
    found += [
        Doubt("second_text", segment.source[0], segment.text)
        for segment in paper.segments
        if segment.part
    ]
    found += [
        Doubt("broken", segment.source[0], segment.text[-40:])
        for segment in paper.segments
        if segment.text.rstrip().endswith(("...", "…"))
    ]
    found += [
        Doubt("left_out", line.first, f"{line.label} {line.text}".strip())
        for line in lines
        if line.furniture
    ]
    return tuple(found[:_MOST])


def _whole(paper: Paper, spoken: Spoken) -> Iterator[Doubt]:
    if spoken.other:
        yield Doubt("other_language", text=_NAMES.get(spoken.other, spoken.other))
    elif not spoken.language and paper.segments:
        yield Doubt("no_language")
    elif spoken.both:
        yield Doubt("two_languages")
    if not paper.segments:
        yield Doubt("no_text")
    if paper.work_type is None:
        yield Doubt("no_type")
    if paper.starts_on is None:
        yield Doubt("no_date")
    opened = any(segment.kind == "opening" for segment in paper.segments)
    if paper.work_type in _TYPES_WITH_OPENING and not opened:
        yield Doubt("no_opening")
    texts = [*paper.title_block, *paper.furniture]
    texts += [segment.label + segment.text for segment in paper.segments]
    unseen = unseen_signs("".join(texts)).total()
    if unseen:
        yield Doubt("unseen", text=str(unseen))


def _counts(segments: Sequence[Segment]) -> Iterator[Doubt]:
    """Follow the numbers of each level, and say where they do not go on by one."""
    open_now: dict[int, tuple[str, int]] = {}
    forms: dict[int, str] = {}
    for segment in segments:
        if segment.kind == "heading":
            open_now = {}
        label = label_of(f"{segment.label} x") if segment.label else None
        if segment.kind != "item" or label is None or label.readings[0][1] == 0:
            continue
        readings = dict(label.readings)
        for deeper in [level for level in open_now if level > segment.level]:
            del open_now[deeper]
        family, last = open_now.get(segment.level, ("", 0))
        known = family if family in readings else label.readings[0][0]
        value = readings[known]
        line = segment.source[0]
        if family and known == family and value != last + 1:
            code = "count_restarts" if value <= last else "count_skips"
            yield Doubt(code, line, segment.label)
        form = forms.setdefault(segment.level, known)
        if form != known and form.rstrip(".)(") == known.rstrip(".)("):
            yield Doubt("two_marks", line, segment.label)
            forms[segment.level] = known
        open_now[segment.level] = (known, value)
