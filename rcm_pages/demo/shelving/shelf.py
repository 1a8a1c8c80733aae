"""Records many sample works at once: their rows, but for those of their pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from cms.audit.models import LONGEST_NAME, Event
from cms.conference.models import Meeting, Party
from cms.conference.permissions import capacity_of
from cms.reader_cache.generation import renew_on_commit
from cms.works import symbols
from cms.works.actions import UNCOUNTED_KINDS
from cms.works.audiences import access_rows, term_ordinal_now
from cms.works.canonical import (
    ParagraphData,
    canonical_content,
    canonical_json,
    sha256,
)
from cms.works.models import (
    Access,
    Expression,
    Paragraph,
    RegisteredSymbol,
    SymbolState,
    Work,
    WorkAudience,
)
from cms.works.openings import SEARCH_SOURCE
from cms.works.states import WorkState
from rcm_pages.demo.composing.text import paper_of
from rcm_pages.demo.shelving.pages import (
    Places,
    index_for_editors,
    new_page,
    write_pages,
)
from search.models import OutboxEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cms.accounts.models import User
    from rcm_pages.demo.composing.text import Text
    from rcm_pages.demo.paper import Paper
    from rcm_pages.demo.plan import Planned

PROVENANCE = "Written for the demonstration in our own words; never adopted"


@dataclass
class _Entry:
    """One text on its way: the work, its paper in one language, its page."""

    work: Work
    status: str
    paper: Paper
    page: Any


class Shelf:
    """Takes works in, batch by batch; knows meetings, parties and symbols given."""

    def __init__(self, *, by: User | None, for_editors: bool = True) -> None:
        self.by, self.capacity = by, capacity_of(by)
        self.for_editors = for_editors
        self.now = timezone.now()
        self.meetings = {
            m.code: m
            for m in Meeting.objects.filter(code__isnull=False)
            .select_related("body", "audience")
            .prefetch_related("releases")
        }
        self.parties = {p.code: p for p in Party.objects.all()}
        self.places = Places(m.pk for m in self.meetings.values())
        self.term = term_ordinal_now()
        taken = RegisteredSymbol.objects.taken().values_list("symbol", flat=True)
        self.taken = {symbol.upper() for symbol in taken}

    @transaction.atomic
    def take_in(self, rows: Sequence[tuple[Planned, Text]]) -> list[Work]:
        """Record works with their texts; all of them, or none."""
        works = Work.objects.bulk_create(self._work(planned) for planned, _t in rows)
        RegisteredSymbol.objects.bulk_create(
            RegisteredSymbol(
                symbol=work.symbol or "",
                state=SymbolState.ISSUED,
                type_code=work.type_code,
                meeting=work.meeting,
                work=work,
                reserved_at=self.now,
            )
            for work in works
        )
        entries = list(self._entries(rows, works))
        revisions = write_pages([entry.page for entry in entries], by=self.by)
        texts = Expression.objects.bulk_create(
            _expression(entry, revision)
            for entry, revision in zip(entries, revisions, strict=True)
        )
        Paragraph.objects.bulk_create(_paragraphs(entries, texts), batch_size=500)
        self._open(works)
        self._write_down(works, texts)
        OutboxEntry.objects.bulk_create(
            OutboxEntry(source=SEARCH_SOURCE, object_id=str(text.pk)) for text in texts
        )
        if self.for_editors:
            index_for_editors([entry.page for entry in entries])
        # Rows written in bulk send no signal by which kept pages grow old.
        renew_on_commit()
        return works

    def _work(self, planned: Planned) -> Work:
        meeting = self.meetings[planned.occasion.code]
        one = planned.audience == WorkAudience.DELEGATION
        work = Work(
            type_code=planned.type_code,
            meeting=meeting,
            author=self.parties.get(planned.author),
            dated_on=planned.occasion.last_day,
            state=WorkState.RECORDED,
            audience=planned.audience,
            audience_party=meeting.host if one else None,
            steering_since=None if one else self.term,
            is_sample=True,
            provenance=PROVENANCE,
            created_by=self.by,
            settled_at=self.now,
            settled_by=self.by,
        )
        work.symbol = self._symbol(planned.symbol, work)
        return work

    def _symbol(self, wanted: str, work: Work) -> str:
        """Return the symbol of the plan; the next free one where somebody has it."""
        if wanted.upper() in self.taken:
            found = symbols.free(symbols.stem(work))
            wanted = next(s for s in found if s.upper() not in self.taken)
        self.taken.add(wanted.upper())
        return wanted

    def _entries(
        self, rows: Iterable[tuple[Planned, Text]], works: Iterable[Work]
    ) -> Iterator[_Entry]:
        for (planned, text), work in zip(rows, works, strict=True):
            for language, status in planned.texts.items():
                paper = paper_of(text, planned.key, language)
                page = new_page(
                    self.places,
                    type_code=planned.type_code,
                    meeting_id=work.meeting_id or 0,
                    key=planned.key,
                    paper=paper,
                    now=self.now,
                    by=self.by,
                )
                yield _Entry(work, status, paper, page)

    def _open(self, works: list[Work]) -> None:
        """Write out who reads each work."""
        prefetch_related_objects(works, "releases")
        Access.objects.bulk_create(
            Access(work=work, token=token, opens_at=opens_at)
            for work in works
            for token, opens_at in access_rows(work).items()
        )

    def _write_down(self, works: list[Work], texts: list[Expression]) -> None:
        """Write the events that the actions would have written."""
        hashes: dict[int, dict[str, str]] = {work.pk: {} for work in works}
        rows: list[tuple[str, Work, dict[str, Any]]] = [
            ("works.created", work, {}) for work in works
        ]
        for text in texts:
            hashes[text.work_id][text.language] = text.sha256
            said = {"language": text.language, "status": text.status}
            rows.append(("works.expression_added", text.work, said))
        for work in works:
            data = {"symbol": work.symbol, "sha256": hashes[work.pk]}
            rows.append(("works.recorded", work, data))
        Event.objects.bulk_create(
            Event(
                at=self.now,
                verb=verb,
                actor=self.by,
                actor_name=str(self.by)[:LONGEST_NAME] if self.by else "",
                capacity=self.capacity,
                subject_type=Work._meta.label_lower,
                subject_id=str(work.pk),
                data=data,
            )
            for verb, work, data in rows
        )


def _expression(entry: _Entry, revision: Any) -> Expression:
    paper = entry.paper
    canonical = canonical_json(
        canonical_content(
            language=paper.language,
            title=entry.page.title,
            title_block=entry.page.title_block,
            paragraphs=[
                ParagraphData(
                    id=part.id,
                    kind=part.kind,
                    text=part.text,
                    label=part.block()["value"].get("label", ""),
                    level=part.block()["value"].get("level", 0),
                    charged=part.charged,
                )
                for part in paper.parts
            ],
        )
    )
    return Expression(
        work=entry.work,
        language=paper.language,
        status=entry.status,
        title=entry.page.title,
        page_id=entry.page.pk,
        canonical=canonical,
        sha256=sha256(canonical),
        revision=revision,
    )


def _paragraphs(
    entries: Iterable[_Entry], texts: Iterable[Expression]
) -> Iterator[Paragraph]:
    for entry, text in zip(entries, texts, strict=True):
        number = 0
        for position, part in enumerate(entry.paper.parts, start=1):
            counted = part.kind not in UNCOUNTED_KINDS
            number += counted
            value = part.block()["value"]
            yield Paragraph(
                expression=text,
                block_id=part.id,
                position=position,
                number=number if counted else None,
                kind=part.kind,
                label=value.get("label", ""),
                level=value.get("level", 0),
                text=part.text,
                charged=list(part.charged),
            )
