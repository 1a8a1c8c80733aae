"""Whose next meeting a paper means is said in review."""

import pytest
from django.urls import reverse

from rcm_pages.importing.next_meetings import NextMeetings

from .imports import segment, under_review, vm

pytestmark = pytest.mark.django_db
DUE = {
    "quantity": None, "unit": "", "relation": "at", "anchor": "next_meeting",
    "text": "at its next meeting",
}  # fmt: skip


def said(record, charged=()):
    return NextMeetings(record).say({"charged": list(charged)})


def test_it_is_the_next_one_of_the_body_that_met(editor):
    record = under_review(by=editor.user)
    after = vm(21)
    assert after.starts_on > vm(20).starts_on
    assert said(record).endswith(f"→ {after.name}")
    assert vm(20).body.name in said(record)


def test_who_is_charged_alone_and_meets_means_its_own(editor):
    record = under_review(by=editor.user)
    assert "Regional Consultation Group" in said(record, ["RCGM"])
    assert vm(20).body.name in said(record, ["RCGM", "TS"])
    assert vm(20).body.name in said(record, ["TS"])


def test_a_paper_without_a_meeting_goes_by_the_body_that_it_names(editor):
    record = under_review(by=editor.user)
    record.meeting = None
    assert vm(20).body.name in said(record)
    record.result["body"] = "network"
    assert said(record) == ""


def test_a_meeting_that_was_cancelled_is_not_the_next_one(editor):
    record = under_review(by=editor.user)
    after = vm(21)
    type(after).objects.filter(pk=after.pk).update(status="cancelled")
    assert "→" not in said(record)


def test_the_screen_says_so(editor):
    rows = [segment("item", "To report at its next meeting.", 4, deadlines=[DUE])]
    record = under_review(by=editor.user, segments=rows)
    page = editor.get(reverse("importing_review", args=[record.pk])).content.decode()
    assert vm(21).name in page
    assert "the next meeting of:" in page
