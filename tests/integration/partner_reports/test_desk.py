"""A partner hands its report in, the Secretariat receipts it, participants read it."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.approval import actions as approval
from cms.conference.models import Meeting, Membership, Party, Role
from cms.works import actions as works
from cms.works.models import Work
from cms.works.permissions import may_read
from rcm_pages.importing.builder import build_page
from rcm_pages.partner_reports import actions
from rcm_pages.rules import reports_due_on
from rcm_pages.site import add_meeting_pages
from tests.factories import people
from tests.factories.conference import MeetingFactory, PartyFactory


def partner_of(code: str):
    party = PartyFactory(code=code, kind=Party.Kind.ORGANIZATION)
    standing = Membership.Standing.OBSERVER_ORGANIZATION
    if not party.memberships.exists():
        Membership.objects.create(
            party=party, standing=standing, starts_on=dt.date(2000, 1, 1)
        )
    return people.appointed(Role.DELEGATE, party)


@pytest.fixture
def meeting(site) -> Meeting:
    day = timezone.localdate() + dt.timedelta(days=60)
    found = MeetingFactory(ordinal=31, starts_on=day, ends_on=day)
    add_meeting_pages(found)
    return found


@pytest.fixture
def partner(site) -> Client:
    client = Client()
    client.user = partner_of("IOM")
    client.force_login(client.user)
    return client


def file(name="report.txt", content=b"What we did for the returnees."):
    return SimpleUploadedFile(name, content)


def form(meeting, **changes):
    return {
        "meeting": meeting.pk, "title": "Report on returnees", "language": "en",
        "audience": "participants", "summary": "One line.\nAnother.", "file": file(),
    } | changes  # fmt: skip


def begin(partner, meeting) -> Work:
    partner.post(reverse("partner_reports"), form(meeting))
    return Work.objects.get(prepared_by__code="IOM")


def screen(work) -> str:
    return reverse("partner_report", args=[work.uuid])


def test_the_whole_way_of_a_report(partner, meeting, coordinator):
    work = begin(partner, meeting)
    other = partner_of("UNHCR")
    assert (work.state, work.author.code) == ("draft", "IOM")
    assert not may_read(coordinator.user, work)
    partner.post(screen(work), {"do": "hand_in"})
    work.refresh_from_db()
    assert work.state == "in_approval"
    page = work.expressions.get().page.specific
    step = page.current_workflow_state.current_task_state
    response = coordinator.get(reverse("approval_decide", args=[step.pk]))
    shown = response.context["content_hash"]
    approval.approve(
        task_state_id=step.pk,
        shown_hash=shown,
        checked=["audience", "completeness"],
        by=coordinator.user,
    )
    work.refresh_from_db()
    assert work.state == "received"
    assert work.symbol.endswith("/REP")
    assert not may_read(other, work)


def test_a_report_is_due_until_it_is_handed_in(partner, meeting):
    work = begin(partner, meeting)
    address = reverse("partner_reports")
    assert [due for due, *_rest in partner.get(address).context["due"]] == [meeting]
    partner.post(screen(work), {"do": "hand_in"})
    page = partner.get(address)
    assert page.context["due"] == []
    assert "Handed in" in page.content.decode()


def test_a_report_sent_back_comes_with_its_reason(partner, meeting, coordinator):
    work = begin(partner, meeting)
    partner.post(screen(work), {"do": "hand_in"})
    page = work.expressions.get().page.specific
    step = page.current_workflow_state.current_task_state
    approval.send_back(
        task_state_id=step.pk, reason="The annex is missing.", by=coordinator.user
    )
    shown = partner.get(screen(work)).content.decode()
    assert "The annex is missing." in shown
    partner.post(screen(work), {"do": "replace", "file": file(content=b"With annex.")})
    document = work.expressions.get().documents.get()
    assert document.current.number == 2
    partner.post(screen(work), {"do": "hand_in"})
    work.refresh_from_db()
    assert work.state == "in_approval"


def test_what_has_been_handed_in_is_neither_changed_nor_withdrawn(partner, meeting):
    work = begin(partner, meeting)
    partner.post(screen(work), {"do": "hand_in"})
    for data in (
        {"do": "withdraw"},
        {"do": "hand_in"},
        {"do": "replace", "file": file(content=b"Other.")},
    ):
        assert partner.post(screen(work), data).status_code == 422, data
    work.refresh_from_db()
    assert work.state == "in_approval"
    assert work.expressions.get().documents.get().current.number == 1


def test_a_draft_is_withdrawn(partner, meeting):
    work = begin(partner, meeting)
    partner.post(screen(work), {"do": "withdraw"})
    work.refresh_from_db()
    assert work.state == "withdrawn"
    assert partner.get(screen(work)).status_code == 404


BAD = {
    "no file": {"file": ""},
    "an empty file": {"file": SimpleUploadedFile("a.txt", b"")},
    "no such kind of file": {"file": SimpleUploadedFile("a.exe", b"MZ\x00\x01")},
    "no title": {"title": " "},
    "too long a title": {"title": "x" * 300},
    "for the Presidency alone": {"audience": "steering"},
    "no such meeting": {"meeting": 99999},
    "no such language": {"language": "fr"},
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
def test_what_cannot_be_taken_is_said_and_loses_no_words(partner, meeting, changes):
    answer = partner.post(reverse("partner_reports"), form(meeting) | changes)
    assert answer.status_code == 422
    assert "Another." in answer.content.decode()
    assert not Work.objects.exists()


def test_a_meeting_that_has_been_takes_no_reports(partner, meeting):
    past = Meeting.objects.get(body__code="vm", ordinal=20)
    answer = partner.post(reverse("partner_reports"), form(past))
    assert answer.status_code == 422


def test_a_meeting_without_a_page_in_that_language_says_so(partner, meeting):
    meeting.pages.get(locale__language_code="es").delete()
    answer = partner.post(reverse("partner_reports"), form(meeting, language="es"))
    assert answer.status_code == 422
    assert not Work.objects.exists()


def test_only_partners_come_here(partner, meeting, delegate, editor, member_of_public):
    address = reverse("partner_reports")
    assert delegate.get(address).status_code == 403
    assert editor.get(address).status_code == 403
    assert "sign-in" in member_of_public.get(address)["Location"]
    assert partner.get(address).status_code == 200


def test_one_partner_does_not_see_anothers_draft(partner, meeting):
    work = begin(partner, meeting)
    stranger = Client()
    stranger.force_login(partner_of("UNHCR"))
    assert stranger.get(screen(work)).status_code == 404
    assert stranger.post(screen(work), {"do": "withdraw"}).status_code == 404
    assert "Report on returnees" not in (
        stranger.get(reverse("partner_reports")).content.decode()
    )


def test_reports_are_due_30_days_before_the_meeting(meeting):
    """III.d, by the calendar."""
    assert reports_due_on(meeting) == meeting.starts_on - dt.timedelta(days=30)
    meeting.precision = "month"
    assert reports_due_on(meeting) is None


def test_a_person_without_a_standing_party_reports_for_nobody(site):
    person = people.appointed(Role.DELEGATE, PartyFactory(code="X"))
    assert actions.reporting_party(person) is None


@pytest.mark.parametrize(
    ("do", "state"),
    [("replace", "draft"), ("hand_in", "in_approval"), ("withdraw", "withdrawn")],
)
def test_a_translation_beside_the_report_is_in_nobodys_way(partner, meeting, do, state):
    work = begin(partner, meeting)
    segment = {"kind": "paragraph", "label": "", "text": "Uno.", "level": 0}
    page = build_page(
        result={
            "language": "es",
            "title": "Informe",
            "title_block": "",
            "segments": [segment | {"actors": []}],
        },
        type_code=work.type_code,
        meeting=meeting,
    )
    works.add_expression(work=work, page=page, by=None)
    url = reverse("partner_report", args=[work.uuid])
    answer = partner.post(url, {"do": do, "file": file(content=b"More of it.")})
    assert answer.status_code == 302
    work.refresh_from_db()
    assert work.state == state
    assert work.expressions.exists() == (do != "withdraw")
