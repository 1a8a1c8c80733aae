"""Which sample works the archive holds: one row for each, from the facts of meetings.

Nothing is written here, and the database is not asked: the same facts give the same
plan, so that what is missing of it can be told at any time.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING

from cms.conference.numerals import roman
from cms.works import types
from rcm_pages import work_types
from rcm_pages.demo.bank import themes
from rcm_pages.demo.composing.draw import Draw
from rcm_pages.demo.composing.occasions import Occasion, occasions
from rcm_pages.demo.composing.restated import KEY as RESTATED
from rcm_pages.demo.paper import FOLDER
from rcm_pages.demo.planning import audience_of, files_of, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

CONFERENCE = "RCM"
_PLAN = tomllib.loads((FOLDER / "plan.toml").read_text("utf-8"))
SUPERSEDES: dict[str, str] = _PLAN["supersedes"]
CORRECTIONS: dict[str, str] = _PLAN["corrections"]
# Forms whose paper is of another type than its form.
_TYPE_OF_FORM = {
    "extraordinary": work_types.DECLARATION.code,
    **dict.fromkeys(
        (
            "event", "terms", "criteria", "guidelines", "slides", "press_release",
            "activity_report", "workshop_report",
        ),
        work_types.OLDER_PAPER.code,
    ),
}  # fmt: skip
_FIRST_AUTHORS = ("IOM", "ECLAC-CELADE", "RNCOM", "UNHCR")
_AUTHORS = (
    "IOM", "UNHCR", "RNCOM", "UNICEF", "ECLAC-CELADE", "CO", "ILO", "ICRC", "SICA",
    "UNODC", "EC", "UNFPA", "IACHR", "PE", "SEGIB", "UNDP", "", "AR", "JM",
)  # fmt: skip
# Their Action Plans stand in ``texts``, or that of the XXVIII is left to be imported.
_HAVE_PLANS = frozenset({21, 23, 27, 28})
_FIRST_WITH_OTHERS = 2000
# The meeting whose Action Plan visitors import.
LEFT_FREE = "vm-28"
BOTH_FILES = ("pdf", "docx")
_BOTH_TEXTS = {"es": "original", "en": "official"}
# What the Secretariat reports on beside its own work.
_OWN_MATTERS = ("fund", "statistics", "forums", "training", "governance")


@dataclass(frozen=True)
class Planned:
    """One sample work: what it is, of which meeting, in which languages, for whom."""

    key: str
    form: str
    type_code: str
    occasion: Occasion
    themes: tuple[str, ...]
    symbol: str
    # Language → original, official or unofficial; the original first.
    texts: dict[str, str] = field(default_factory=dict)
    author: str = ""
    audience: str = "public"
    files: tuple[str, ...] = ()
    outcome: str = "recorded"
    # How often it was circulated as a draft; how many versions its first file has.
    rev: int = 0
    versions: int = 1
    # When everybody will read it; which party it is opened to by name.
    released_in_days: int = 0
    opened_to: str = ""


def forms_of(meeting: Occasion) -> list[str]:
    """Return the forms of paper that a meeting of this kind and time issued."""
    if meeting.body == "vm":
        return _of_vice_ministers(meeting.ordinal or 0)
    if meeting.body == "rcgm":
        return ["conclusions", "activity_report", "partner_report"]
    if meeting.kind in ("workshop", "plenary", "extraordinary"):
        return ["event", "workshop_report", "slides"]
    return ["workshop_report", "slides"]


def _of_vice_ministers(ordinal: int) -> list[str]:
    if ordinal <= 2:
        return ["joint_communique", "partner_report"]
    if ordinal <= 7:
        first = "declaration" if ordinal == 5 else "joint_communique"
        return [first, "decisions", "partner_report", "partner_report"]
    forms = ["declaration"]
    if ordinal < 20:
        forms.append("decisions")
    else:
        forms.append("executive_summary")
        if ordinal not in _HAVE_PLANS:
            forms.append("action_plan")
    if ordinal >= 10:
        forms.append("press_release")
    return forms + ["partner_report"] * (3 if ordinal >= 16 else 2)


def stem_of(meeting: Occasion, type_code: str) -> str:
    """Return the symbol of a meeting's papers of a type, as the register gives it."""
    parts = [CONFERENCE, meeting.body.upper()]
    year = str(meeting.year) if meeting.year else "s.d."
    if meeting.ordinal:
        parts += [roman(meeting.ordinal), year]
    else:
        parts.append(meeting.month or year)
    return "/".join([*parts, types.get(type_code).symbol])


class _Planner:
    """Goes through the meetings, numbers what it plans, takes themes in turn."""

    def __init__(self) -> None:
        self.keys: Counter[str] = Counter()
        self.stems: Counter[str] = Counter()
        self.turn = cycle(sorted(themes()))
        self.own_matters = cycle(_OWN_MATTERS)
        self.authors = cycle(_AUTHORS)
        self.first_authors = cycle(_FIRST_AUTHORS)

    def themes_for(self, meeting: Occasion, form: str, first: str = "") -> list[str]:
        """Return the themes of a paper: the meeting's own, or the next in turn."""
        wanted = 4 if form == "action_plan" else 2
        own = [first] if first else []
        if form == "activity_report":
            own = ["secretariat", next(self.own_matters)]
        if form not in ("partner_report", "activity_report") and not first:
            own = list(_PLAN["themes"].get(meeting.code, ()))
        while len(own) < wanted:
            code = next(self.turn)
            if code not in own:
                own.append(code)
        return own[:wanted]

    def plan(self, meeting: Occasion, form: str, first: str = "") -> Planned:
        """Plan one paper of a meeting."""
        key, symbol = self._key_and_symbol(meeting, form)
        draw = Draw(f"plan/{key}")
        planned = Planned(
            key=key,
            form=form,
            type_code=_TYPE_OF_FORM.get(form, form),
            occasion=meeting,
            themes=tuple(self.themes_for(meeting, form, first)),
            symbol=symbol,
            texts=texts_of(form, draw),
            author=self._author(meeting) if form == "partner_report" else "",
            audience=audience_of(form, draw, has_host=bool(meeting.host)),
            files=files_of(form, meeting.year, draw),
        )
        return replace(planned, files=BOTH_FILES) if key == RESTATED else planned

    def _key_and_symbol(self, meeting: Occasion, form: str) -> tuple[str, str]:
        key = f"{meeting.code}/{form}"
        self.keys[key] += 1
        if self.keys[key] > 1:
            key = f"{key}-{self.keys[key]}"
        stem = stem_of(meeting, _TYPE_OF_FORM.get(form, form))
        self.stems[stem] += 1
        number = self.stems[stem]
        return key, stem if number == 1 else f"{stem}/{number}"

    def _author(self, meeting: Occasion) -> str:
        early = (meeting.year or 0) < _FIRST_WITH_OTHERS
        return next(self.first_authors if early else self.authors)

    def made_up(self) -> Iterator[Planned]:
        """Plan the papers of the meetings that are made up."""
        for row in _PLAN["fictional"]:
            meeting = occasions()[row["meeting"]]
            key, _symbol = self._key_and_symbol(meeting, row["form"])
            is_report = row["form"] == "partner_report"
            yield Planned(
                key=key,
                form=row["form"],
                type_code=_TYPE_OF_FORM.get(row["form"], row["form"]),
                occasion=meeting,
                themes=tuple(row["themes"]),
                # Minted when it is settled; a draft has none.
                symbol="",
                texts={"en": "original"} if is_report else _BOTH_TEXTS,
                author=row.get("author", ""),
                audience=row.get("audience", "participants" if is_report else "public"),
                files=BOTH_FILES,
                outcome=row["outcome"],
                rev=row.get("rev", 0),
                versions=row.get("versions", 1),
                released_in_days=row.get("released_in_days", 0),
                opened_to=row.get("opened_to", ""),
            )

    def all(self) -> Iterator[Planned]:
        """Plan the papers of all real meetings, the oldest first."""
        for meeting in occasions().values():
            if meeting.is_fictional:
                continue
            for form in forms_of(meeting):
                yield self.plan(meeting, form)
            for form, first in _PLAN["further"].get(meeting.code, ()):
                yield self.plan(meeting, form, first)

    def more(self, count: int) -> Iterator[Planned]:
        """Plan so many further papers, for measuring, meeting after meeting."""
        real = [m for m in occasions().values() if not m.is_fictional]
        forms = sorted({form for m in real for form in forms_of(m)} - {"action_plan"})
        pairs = zip(cycle(real), cycle(forms), strict=False)
        for _number, (meeting, form) in zip(range(count), pairs, strict=False):
            yield self.plan(meeting, form)


@cache
def planned_works() -> tuple[Planned, ...]:
    """Return the plan of the archive: what is recorded of the real meetings."""
    return tuple(_Planner().all())


@cache
def made_up_works() -> tuple[Planned, ...]:
    """Return the plan of what is brought to its outcome by people, step by step."""
    return tuple(_Planner().made_up())


def paper_to_import() -> Planned:
    """Return the paper that visitors may import: its meeting has no such plan yet."""
    return _Planner().plan(occasions()[LEFT_FREE], "action_plan")


def planned_for_measuring(count: int) -> Iterator[Planned]:
    """Plan ``count`` works beyond the archive's own, numbered after those."""
    planner = _Planner()
    for _planned in planner.all():
        pass
    yield from planner.more(count)
