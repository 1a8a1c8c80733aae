"""The decision table, row by row: written by hand from the issue, then walked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from cms.approval import actions
from cms.approval.models import Approval
from cms.approval.procedures import codes, procedure_for
from cms.audit.models import Event
from cms.works.models import Work
from rcm_pages.importing.builder import PAGE_TYPES
from tests.factories import people, works
from tests.factories.works import any_page_of, approve_step
from tests.unit.cms.approval.steps import all_of

if TYPE_CHECKING:
    from cms.accounts.models import User

PRESIDENCY = "presidency"
# Type → who prepares, the steps, what comes out, both languages needed, the clause.
OF_THE_MEETING = (
    ["delegations", "scribe"], ["secretariat", PRESIDENCY], "adopted", "required",
    "II.a",
)  # fmt: skip
OLDER = (["archivist"], ["second_archivist"], "recorded", "not_needed", "")
PAGES = (["secretariat"], [PRESIDENCY], "published", "shown_if_missing", "")
TABLE = {
    "declaration": OF_THE_MEETING,
    "action_plan": OF_THE_MEETING,
    "decisions": OF_THE_MEETING,
    "executive_summary": (
        ["presidency", "secretariat"], ["secretariat", PRESIDENCY], "adopted",
        "required", "II.b",
    ),
    "financial_report": (
        ["secretariat"], ["coordinator", PRESIDENCY], "adopted", "required", "V.c",
    ),
    "partner_report": (
        ["partner"], ["secretariat"], "received", "not_needed", "III.d",
    ),
    "joint_communique": OLDER,
    "conclusions": OLDER,
    "older_paper": OLDER,
    "meeting": PAGES,
    "agenda": PAGES,
    "news": PAGES,
    "page": PAGES,
}  # fmt: skip
TEXTS = sorted(PAGE_TYPES)
PROVENANCE = "Box 3 of the Secretariat"
TAKERS = {
    "secretariat": people.coordinator,
    "coordinator": people.coordinator,
    "second_archivist": people.archivist,
    PRESIDENCY: lambda: people.head_of_delegation("CR"),
}
SAID = {
    "adopted": {},
    "received": {"checked": ("audience", "completeness")},
    "recorded": {},
}


def submitted(type_code: str, *, by: User | None = None, **fields: object) -> Work:
    """Bring a text of a type to its first step."""
    editor = by or people.editor()
    work = works.draft_text(type_code, by=editor, provenance=PROVENANCE, **fields)
    actions.submit(page=any_page_of(work), by=editor)
    work.refresh_from_db()
    return work


def present(work: Work) -> None:
    """Record the presentation of a summary to the delegations."""
    actions.record_presentation(
        work=work, presented_on=dt.date(2015, 11, 12),
        shown_hash=works.work_hash(work), by=people.editor(),
    )  # fmt: skip


def test_the_table_is_that_of_the_issue(site):
    found = {}
    for code in codes():
        row = procedure_for(code)
        found[code] = (
            row.prepared_by, row.steps, row.outcome, row.both_languages, row.clause,
        )  # fmt: skip
    assert found == TABLE
    assert {c for c in TABLE if procedure_for(c).by_consensus} == {
        "declaration", "action_plan", "decisions",
    }  # fmt: skip
    assert [c for c in TABLE if procedure_for(c).needs_presenting] == [
        "executive_summary"
    ]


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_goes_its_way_and_becomes_what_the_table_says(site, code):
    work = submitted(code)
    _prepared, steps, outcome, _both, _clause = TABLE[code]
    for step in steps:
        assert Work.objects.get(pk=work.pk).state == "in_approval"
        state = any_page_of(work).current_workflow_state
        assert state.current_task_state.task.specific.step == step
        if step == PRESIDENCY and code == "executive_summary":
            present(work)
        approve_step(work, by=TAKERS[step](), **SAID[outcome])
    work.refresh_from_db()
    assert work.state == outcome
    assert work.symbol.startswith("RCM/VM/XX/2015/")
    last = Event.objects.about(work).get(verb=f"works.{outcome}")
    assert last.capacity == (
        "presidency:CR" if PRESIDENCY in steps else "secretariat:TS"
    )
    approval = Approval.objects.get(work=work)
    assert approval.result == "decided"
    assert (approval.adopted_on is None) == (outcome != "adopted")
    if code == "declaration":
        assert approval.adopted_on == dt.date(2015, 11, 12)
        assert last.data["adopted_on"] == "2015-11-12"
    assert all(e.page.live for e in work.expressions.select_related("page"))


@pytest.mark.parametrize("code", TEXTS)
def test_where_both_languages_are_needed_one_is_not_enough(site, code):
    editor = people.editor()
    work = works.draft_text(code, by=editor, languages=("en",), provenance=PROVENANCE)
    if TABLE[code][3] != "required":
        actions.submit(page=any_page_of(work), by=editor)
        return
    with pytest.raises(actions.NotReadyError, match="in Spanish is missing"):
        actions.submit(page=any_page_of(work), by=editor)
    assert Work.objects.get(pk=work.pk).state == "draft"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "  "}, "title in English is missing"),
        ({"body": []}, "text in English is empty"),
    ],
)
def test_an_empty_language_is_a_missing_one(site, change, said):
    editor = people.editor()
    work = works.draft_text("declaration", by=editor)
    page = any_page_of(work).get_latest_revision_as_object()
    for name, value in change.items():
        setattr(page, name, value)
    page.save_revision(clean=False)
    with pytest.raises(actions.NotReadyError, match=said):
        actions.submit(page=any_page_of(work), by=editor)


@pytest.mark.parametrize("code", ["joint_communique", "conclusions", "older_paper"])
def test_an_older_paper_needs_its_provenance(site, code):
    editor = people.editor()
    work = works.draft_text(code, by=editor)
    with pytest.raises(actions.NotReadyError, match="provenance"):
        actions.submit(page=any_page_of(work), by=editor)


def test_the_second_archivist_is_not_the_first(site):
    first, second = people.archivist(), people.archivist()
    work = works.draft_text("conclusions", by=first, provenance=PROVENANCE)
    actions.submit(page=any_page_of(work), by=first)
    others = (first, people.coordinator(), people.editor())
    before = all_of(work)
    for person in others:
        with pytest.raises(actions.NotEntitledError):
            approve_step(work, by=person)
    assert all_of(work) == before
    assert approve_step(work, by=second).state == "recorded"


def test_an_editor_clears_what_others_wrote_and_nothing_of_their_own(site):
    writer, other = people.editor(), people.editor()
    work = works.draft_action_plan(by=writer)
    actions.submit(page=any_page_of(work), by=writer)
    with pytest.raises(actions.NotEntitledError):
        approve_step(work, by=writer)
    page = any_page_of(work).get_latest_revision_as_object()
    page.title = "Put right while clearing"
    page.save_revision(user=other)
    with pytest.raises(actions.NotEntitledError):
        approve_step(work, by=other)
    approve_step(work, by=people.editor())


def test_the_secretariats_own_report_is_cleared_by_its_coordinator(site):
    work = submitted("financial_report")
    with pytest.raises(actions.NotEntitledError):
        approve_step(work, by=people.editor())
    approve_step(work, by=people.coordinator())


@pytest.mark.parametrize("checked", [(), ("audience",), ("completeness",)])
def test_a_report_is_not_received_unchecked(site, checked):
    work, coordinator = submitted("partner_report"), people.coordinator()
    before = all_of(work)
    with pytest.raises(actions.ApprovalError, match="audience and completeness"):
        approve_step(work, by=coordinator, checked=checked)
    assert all_of(work) == before


def test_an_old_declaration_may_be_recorded_and_is_never_adopted(site):
    archivist = people.archivist()
    work = works.draft_text(
        "declaration", by=archivist, languages=("es",), provenance=PROVENANCE
    )
    actions.submit(page=any_page_of(work), as_older=True, by=archivist)
    approve_step(work, by=people.archivist())
    work.refresh_from_db()
    assert (work.state, work.symbol) == ("recorded", "RCM/VM/XX/2015/DEC")


def test_a_new_declaration_does_not_come_around_the_presidency_as_old(site, settings):
    settings.APPROVAL_SINCE = dt.date(2015, 1, 1)
    work = works.draft_text("declaration", provenance=PROVENANCE)
    with pytest.raises(actions.NotReadyError, match="goes to the Presidency"):
        actions.submit(page=any_page_of(work), as_older=True, by=people.coordinator())


@pytest.mark.parametrize("day", [dt.date(2999, 1, 1), dt.date(2015, 11, 10)])
def test_no_day_of_adoption_ahead_or_before_the_meeting(site, day):
    work, head = works.cleared_action_plan(), people.head_of_delegation("CR")
    before = all_of(work)
    with pytest.raises(actions.ApprovalError, match="day of adoption"):
        approve_step(work, by=head, adopted_on=day)
    assert all_of(work) == before


# Presenting


def test_a_summary_is_decided_after_exactly_it_was_presented(site):
    work = submitted("executive_summary")
    approve_step(work, by=people.coordinator())
    head = people.head_of_delegation("CR")
    with pytest.raises(actions.NotPresentedError, match=r"II\.b"):
        approve_step(work, by=head)
    with pytest.raises(actions.TextChangedError):
        actions.record_presentation(
            work=work, presented_on=dt.date(2015, 11, 12), shown_hash="0" * 64, by=head
        )
    with pytest.raises(actions.ApprovalError, match="not come yet"):
        actions.record_presentation(
            work=work, presented_on=dt.date(2999, 1, 1),
            shown_hash=works.work_hash(work), by=head,
        )  # fmt: skip
    with pytest.raises(actions.NotEntitledError):
        actions.record_presentation(
            work=work, presented_on=dt.date(2015, 11, 12),
            shown_hash=works.work_hash(work), by=people.delegate("MX"),
        )  # fmt: skip
    present(work)
    assert approve_step(work, by=head).state == "adopted"
