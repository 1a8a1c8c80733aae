"""The desk's other screens: submitting, presenting, receiving, the table, Corr."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.approval.procedures import procedure_for
from cms.audit.models import Event
from cms.conference.models import Role
from cms.works.corrections import supersede
from cms.works.models import Work, WorkAudience
from tests.conftest import _client
from tests.factories import people, works
from tests.factories.conference import SecretariatFactory
from tests.factories.people import UserFactory
from tests.factories.works import approve_step, page_of, submit_work
from tests.integration.approval.test_screens import approval_form, desk


def test_a_draft_is_submitted_by_its_screen(editor):
    work = works.draft_text("conclusions", by=editor.user)
    address = reverse("approval_submit", args=(work.pk,))
    page = editor.get(address)
    assert page.context["problems"] == [
        "The provenance is missing: where this paper was found."
    ]
    assert editor.post(address, {"provenance": "  "}).status_code == 409
    done = editor.post(address, {"provenance": "Box 3"})
    assert done.status_code == 302
    work.refresh_from_db()
    assert (work.state, work.provenance) == ("in_approval", "Box 3")
    assert editor.get(address, follow=True).status_code == 200


def test_an_old_declaration_is_submitted_as_old(editor):
    work = works.draft_text("declaration", by=editor.user, languages=("en",))
    address = reverse("approval_submit", args=(work.pk,))
    assert editor.get(address).context["can_be_older"]
    older = {"as_older": "on", "provenance": "Box 3"}
    # Past the Presidency goes only what an archivist enters.
    assert editor.post(address, older).status_code in (403, 409)
    assert not work.approvals.exists()
    archivist = people.appointed(Role.ARCHIVIST, SecretariatFactory())
    _client(archivist).post(address, older)
    assert desk(work)
    assert work.approvals.get().procedure_code == "older_paper"


def test_the_second_archivist_reads_where_it_was_found(editor):
    work = works.draft_text("conclusions", by=editor.user, provenance="Box 3, folder 7")
    submit_work(work, by=editor.user)
    page = _client(people.archivist()).get(desk(work)).content.decode()
    assert "Box 3, folder 7" in page
    assert f"<dd>{WorkAudience.PUBLIC.label}</dd>" in page


def test_a_summary_is_presented_then_decided(approver, coordinator):
    work = works.draft_text("executive_summary")
    submit_work(work)
    approve_step(work, by=coordinator.user)
    address = desk(work)
    context = approver.get(address).context
    assert context["must_present"]
    form = {"decision": "approve", "shown_hash": context["content_hash"]}
    assert approver.post(address, form).status_code == 409
    present = {
        "decision": "present",
        "shown_hash": context["content_hash"],
        "presented_on": "",
    }
    assert approver.post(address, present).status_code == 422
    present["presented_on"] = "2015-11-12"
    assert approver.post(address, present).status_code == 302
    assert "Presented to the delegations on" in approver.get(address).content.decode()
    assert approver.post(address, form).status_code == 302
    assert Work.objects.get(pk=work.pk).state == "adopted"


def test_a_report_is_received_with_its_checks(coordinator):
    work = works.draft_text("partner_report")
    submit_work(work)
    address = desk(work)
    form = approval_form(coordinator, address)
    refused = coordinator.post(address, form)
    assert refused.status_code == 422
    assert set(refused.context["approve_form"].errors) == {"audience", "completeness"}
    form |= {"audience": "on", "completeness": "on"}
    assert coordinator.post(address, form).status_code == 302
    assert Work.objects.get(pk=work.pk).state == "received"


@pytest.mark.parametrize("day", ["", "2999-01-01", "31/02/2015", "nonsense"])
def test_a_nonsense_day_of_adoption_adopts_nothing(approver, day):
    work = works.cleared_action_plan()
    form = approval_form(approver, desk(work), adopted_on=day)
    assert approver.post(desk(work), form).status_code in (409, 422)
    assert Work.objects.get(pk=work.pk).state == "in_approval"


def test_the_table_is_read_by_all_of_the_desk_and_changed_by_few(
    editor, coordinator, approver, delegate
):
    table = reverse("approval_procedures")
    row = reverse("approval_procedure", args=("news",))
    for browser in (editor, coordinator, approver):
        assert browser.get(table).status_code == 200
    assert delegate.get(table).status_code in (302, 403)
    for browser in (editor, approver):
        assert browser.get(row).status_code in (302, 403)
    form = {
        "prepared_by": ["secretariat"], "cleared_by": "coordinator",
        "decided_by": "none", "outcome": "published",
        "both_languages": "shown_if_missing", "reason": "Decided by the RCGM in June.",
    }  # fmt: skip
    assert coordinator.post(row, form | {"reason": ""}).status_code == 422
    assert coordinator.post(row, form | {"cleared_by": "none"}).status_code == 409
    assert procedure_for("news").steps == ["presidency"]
    assert coordinator.post(row, form).status_code == 302
    assert procedure_for("news").steps == ["coordinator"]
    assert "Decided by the RCGM in June." in editor.get(table).content.decode()
    unknown = reverse("approval_procedure", args=("unheard-of",))
    assert coordinator.get(unknown, follow=True).status_code == 404


def test_queries_of_the_table_do_not_grow_with_its_changes(
    coordinator, django_assert_max_num_queries
):
    coordinator.get(reverse("approval_procedures"))
    with django_assert_max_num_queries(45):
        coordinator.get(reverse("approval_procedures"))


def test_a_corrigendum_is_begun_issued_and_shown_with_its_text(
    editor, coordinator, approver, client
):
    work = works.adopted_action_plan()
    address = reverse("approval_correct", args=(work.pk,))
    assert approver.get(address).status_code in (302, 403)
    assert editor.post(address, {"kind": "corrects"}).status_code == 422
    form = {"kind": "corrects", "languages": ["en", "es"]}
    assert editor.post(address, form).status_code == 302
    made = Work.objects.exclude(pk=work.pk).get()
    shown = client.get(page_of(work).url).content.decode()
    assert "Corrigendum" not in shown
    for language in ("en", "es"):
        page = page_of(made, language).get_latest_revision_as_object()
        page.body = [{"type": "paragraph", "value": {"text": "For 2014 read 2015."}}]
        page.save_revision(user=editor.user)
    submit_work(made, by=editor.user)
    approve_step(made, by=coordinator.user)
    approve_step(made, by=approver.user)
    for path in (page_of(work).url, "/reference/RCM/VM/XX/2015/AP"):
        shown = client.get(path, follow=True).content.decode()
        assert "RCM/VM/XX/2015/AP/Corr.1" in shown
        assert "For 2014 read 2015." in shown
    own = client.get("/reference/RCM/VM/XX/2015/AP/Corr.1", follow=True)
    assert "This corrigendum corrects:" in own.content.decode()
    assert page_of(work).url in own.content.decode()


def test_superseded_and_superseding_lead_to_each_other(site, client):
    old, new = works.adopted_action_plan(), works.adopted_action_plan()
    supersede(old=old, new=new, by=None)
    shown = client.get(page_of(old).url).content.decode()
    assert "In force instead:" in shown
    assert page_of(new).url in shown
    shown = client.get(page_of(new).url).content.decode()
    assert "takes the place of:" in shown
    assert page_of(old).url in shown


def test_no_correction_of_a_draft_is_begun_by_address(editor):
    work = works.draft_action_plan()
    address = reverse("approval_correct", args=(work.pk,))
    form = {"kind": "corrects", "languages": ["en"]}
    assert editor.post(address, form, follow=True).status_code == 404
    assert Work.objects.count() == 1


def test_comments_are_for_those_who_took_part(site, settings):
    """Who may read a text reads its history; what was said stays among them."""
    settings.ACCOUNTS_SECOND_FACTOR_REQUIRED = False
    editor, head = people.editor(), people.head_of_delegation("CR")
    work = works.submitted_action_plan(by=editor)
    address = desk(work)
    approve_step(work, by=people.coordinator(), comment="Between us.")
    approve_step(work, by=head)
    reader = _client(UserFactory(is_superuser=True))
    for browser, reads in ((_client(editor), True), (_client(head), True),
                           (reader, False)):  # fmt: skip
        page = browser.get(address)
        assert page.status_code == 200
        assert ("Between us." in page.content.decode()) == reads
    assert Event.objects.about(work).filter(verb="approval.cleared").exists()
