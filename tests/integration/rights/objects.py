"""The things of the matrix: each carries a word of its own wherever it can be read.

The word of the seventh object is ``zqxjv07``: in its titles, paragraphs, slugs, files
and the names of its files. Whoever meets ``zqxjv07`` has met that object. All texts and
files share the word ``archivo``, by which the search finds them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.search.index import insert_or_update_object

from cms.approval import actions as approval
from cms.documents.models import DocumentPage
from cms.works import actions, grants, sharing
from cms.works.models import Expression, Grant, Work, WorkAudience
from cms.works.models.collections import CuratedCollection
from cms.works.openings import tell_search
from cms.works.states import WorkState
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.importing.builder import PAGE_TYPES
from rcm_pages.meetings.models import MeetingPage
from tests.factories.documents import text_file
from tests.factories.pages import draft_pages
from tests.factories.works import approve_step, page_of
from tests.integration.rights.collected import collection
from tests.integration.rights.readers import READERS
from tests.integration.rights.reports import financial_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.accounts.models import User
    from cms.conference.models import Meeting, Party
    from cms.documents.models import Document

COMMON = "archivo"


def mark_of(name: str) -> str:
    """Return the word of an object."""
    return f"zqxjv{list(READERS).index(name):02d}"


@dataclass
class Thing:
    """One object of the matrix."""

    name: str
    work: Work | None = None
    pages: list[Any] = field(default_factory=list)
    document: Document | None = None

    @property
    def mark(self) -> str:
        """Its word."""
        return mark_of(self.name)


@dataclass
class Makers:
    """What it takes to make the objects."""

    meeting: Meeting
    members_meeting: Meeting
    hidden_meeting: Meeting
    parties: dict[str, Party]
    people: dict[str, User]
    things: dict[str, Thing] = field(default_factory=dict)
    collection: CuratedCollection | None = None

    def file(self, name: str, expression: Expression | None = None) -> Document:
        """Take in a file of two versions, read by the worker; the newest one counts."""
        mark = mark_of(name)
        by = self.people["editor"]
        document = text_file(
            by=by,
            expression=expression,
            name=f"{mark}-file.txt",
            content=f"{mark} {COMMON} first".encode(),
        )
        document.title = f"{mark} file {COMMON}"
        document.save()
        for version in document.versions.all():
            DocumentPage.objects.create(
                version=version, number=1, text=f"{mark} {COMMON} in a file"
            )
        log(instance=document, action="wagtail.edit", user=by)
        insert_or_update_object(document)
        return document

    def draft(
        self,
        name: str,
        meeting: Meeting | None = None,
        type_code: str = "action_plan",
        **fields: Any,
    ) -> Thing:
        """Make a draft in both languages, with a file, and keep it under its name."""
        by, meeting = self.people["editor"], meeting or self.meeting
        work = actions.create_work(
            type_code=type_code, meeting=meeting, by=by, **fields
        )
        thing = self.things[name] = Thing(name, work)
        for page in draft_pages(meeting, by=by, page_type=PAGE_TYPES[type_code]):
            _mark(page, thing.mark, by)
            actions.add_expression(work=work, page=page, by=by)
        thing.document = self.file(name, work.expressions.get(language="en"))
        thing.pages = [page_of(work, "en"), page_of(work, "es")]
        return thing

    def recorded(self, name: str, **fields: Any) -> Thing:
        """Make an older text, entered into the archive."""
        thing = self.draft(name, **fields)
        actions.enter_as_recorded(work=thing.work, by=self.people["editor"])
        return self.fresh(thing)

    def adopted(self, name: str, by: User, **fields: Any) -> Thing:
        """Make a text that the Presidency of that moment adopts."""
        thing = self.submitted(name, **fields)
        for each in (self.people["coordinator"], by):
            approve_step(thing.work, by=each)
        return self.fresh(thing)

    def submitted(self, name: str, **fields: Any) -> Thing:
        """Make a text that waits for the Secretariat."""
        thing = self.draft(name, **fields)
        # A partner's draft is its own until it hands it in.
        who = "partner" if fields.get("prepared_by") else "editor"
        approval.submit(page=thing.pages[0], by=self.people[who])
        return self.fresh(thing)

    def fresh(self, thing: Thing) -> Thing:
        """Read the object anew."""
        thing.work = Work.objects.get(pk=thing.work.pk)
        thing.pages = [page_of(thing.work, "en"), page_of(thing.work, "es")]
        return thing


def _mark(page: Any, mark: str, by: User) -> None:
    """Put the word into title, slug and a paragraph, live and in two revisions."""
    page.slug = page.draft_title = f"{mark}-{page.locale.language_code}"
    page.title = page.draft_title = f"{mark} {COMMON} {page.locale.language_code}"
    page.title_block = f"{mark} {COMMON}"
    blocks = [dict(block) for block in page.body.raw_data]
    blocks[-1]["value"] = blocks[-1]["value"] | {"text": f"{mark} {COMMON} said"}
    page.body = blocks
    page.save()
    page.save_revision(user=by, log_action=True)
    insert_or_update_object(page)


def before_the_handover(made: Makers) -> None:
    """Make what the past Presidency could read."""
    made.submitted("in approval before the hand-over")
    made.adopted(
        "adopted for the steering before the hand-over",
        by=made.people["past decider"],
        audience=WorkAudience.STEERING,
    )


def _drafts(made: Makers) -> None:
    coordinator, parties = made.people["coordinator"], made.parties
    made.draft("draft")
    partner = parties["partner"]
    made.draft("partner's draft", prepared_by=partner, author=partner)
    opened: dict[str, dict[str, Any]] = {
        "draft opened to a party": {"party": parties["HN"]},
        "draft opened to a person": {"person": made.people["grantee person"]},
        "draft opened for editing": {
            "person": made.people["grantee editor"], "right": Grant.Right.EDIT,
        },
        "draft whose opening ended": {"person": made.people["delegate"]},
    }  # fmt: skip
    for name, to in opened.items():
        work = made.draft(name).work
        grant = grants.open_to(work=work, by=coordinator, **to)
        if name == "draft whose opening ended":
            grants.close_to(grant=grant, by=coordinator)
    thing = made.draft("withdrawn")
    actions.change_state(
        work=thing.work, to=WorkState.WITHDRAWN, verb="works.withdrawn", by=None
    )


def _in_approval(made: Makers) -> None:
    partner = made.parties["partner"]
    made.submitted("partner's paper handed in", prepared_by=partner, author=partner)
    made.submitted("in approval")
    coordinator = made.people["coordinator"]
    for name in ("cleared", "sent back"):
        thing = made.submitted(name)
        step = thing.pages[0].current_workflow_state.current_task_state
        if name == "cleared":
            approve_step(thing.work, by=coordinator)
        else:
            approval.send_back(
                task_state_id=step.pk, reason=f"{thing.mark} why", by=coordinator
            )
        made.fresh(thing)


def _settled(made: Makers) -> None:
    audience, decider = WorkAudience, made.people["presiding decider"]
    made.adopted("adopted for everybody", by=decider, audience=audience.PUBLIC)
    made.recorded("recorded", provenance=f"{mark_of('recorded')} shelf")
    for name, said in (
        ("for participants", audience.PARTICIPANTS),
        ("for members", audience.MEMBERS),
        ("for the steering", audience.STEERING),
        ("members first, the public tomorrow", audience.MEMBERS),
        ("members first, the public since today", audience.MEMBERS),
    ):
        made.recorded(name, audience=said)
    made.recorded(
        "for one delegation",
        audience=audience.DELEGATION, audience_party=made.parties["PA"],
    )  # fmt: skip
    made.recorded("paper of a meeting for members", meeting=made.members_meeting)
    made.recorded("paper of a hidden meeting", meeting=made.hidden_meeting)
    expired = made.recorded("expired", audience=audience.PUBLIC)
    expired.work.expires_at = timezone.now()
    expired.work.save()
    for name, hours in (
        ("members first, the public tomorrow", 24),
        ("members first, the public since today", -1),
    ):
        sharing.schedule_release(
            work=made.things[name].work,
            audience=audience.PUBLIC,
            opens_at=timezone.now() + dt.timedelta(hours=hours),
            by=made.people["coordinator"],
        )


def _files(made: Makers) -> None:
    text = made.things["adopted for everybody"].work.expressions.get(language="en")
    for name, audience in (
        ("file for members", WorkAudience.MEMBERS),
        ("file for the steering", WorkAudience.STEERING),
        ("file of nothing", ""),
    ):
        document = made.file(name, text if audience else None)
        document.audience = audience
        document.save()
        made.things[name] = Thing(name, document=document)
    tell_search([text.work_id])


def _strays(made: Makers) -> None:
    """A copy that Wagtail made of a text, a page typed by hand, a page long deleted."""
    by = made.people["editor"]
    source = made.draft("stray copy").pages[0]
    Expression.objects.filter(work=made.things["stray copy"].work).delete()
    Work.objects.filter(pk=made.things["stray copy"].work.pk).update(state="withdrawn")
    made.things["stray copy"] = Thing("stray copy", pages=[source], document=None)
    name = "typed, without a work"
    parent = MeetingPage.objects.get(meeting=made.meeting, locale__language_code="en")
    page = ActionPlanPage(
        title="x", slug="x", locale=Locale.objects.get(language_code="en"), live=False,
        owner=by,
    )  # fmt: skip
    parent.add_child(instance=page)
    page.title = page.draft_title = f"{mark_of(name)} {COMMON}"
    page.save()
    page.save_revision(user=by, log_action=True)
    insert_or_update_object(page)
    made.things[name] = Thing(name, pages=[page])
    name = "partner's draft, deleted"
    partner = made.parties["partner"]
    deleted = made.draft(name, prepared_by=partner)
    for page in deleted.pages:
        page.delete()
    deleted.pages = []


MAKERS: tuple[Callable[[Makers], None], ...] = (
    _drafts, _in_approval, _settled, _files, _strays, financial_reports, collection,
)  # fmt: skip


def after_the_handover(made: Makers) -> None:
    """Make everything else."""
    for make in MAKERS:
        make(made)
    name = "hidden meeting"
    pages = MeetingPage.objects.filter(meeting=made.hidden_meeting)
    made.things[name] = Thing(name, pages=list(pages.order_by("locale")))
