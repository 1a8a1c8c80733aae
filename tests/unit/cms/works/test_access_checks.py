"""What is written down of who may read a work is compared with the rule, and mended."""

import pytest
from django.core.management import CommandError, call_command

from cms.works.models import Access, MeetingAudience, Work
from search.models import OutboxEntry
from tests.factories.works import draft_action_plan, recorded_action_plan

pytestmark = pytest.mark.django_db


def said(capsys, *options) -> str:
    call_command("check_access", *options)
    return capsys.readouterr().out


@pytest.fixture
def work(site) -> Work:
    draft_action_plan()
    return recorded_action_plan()


def test_all_is_well(work, capsys):
    assert "as it should be" in said(capsys)


def test_a_row_too_many_too_few_and_at_another_instant(work, capsys):
    draft = Work.objects.get(state="draft")
    Access.objects.create(work=draft, token="public")
    Access.objects.filter(work=work, token="public").delete()
    row = Access.objects.filter(work=work).first()
    row.opens_at = work.settled_at
    row.save()
    with pytest.raises(CommandError, match="3 differences") as error:
        said(capsys)
    assert error.value.returncode == 1
    printed = capsys.readouterr().out
    assert f"{draft} ({draft.pk}): public may not read it" in printed
    assert f"{work} ({work.pk}): public may read it" in printed
    assert f"{row.token} is written down from or until another instant" in printed


def test_repair_writes_the_rule_down_and_tells_the_search(work, capsys):
    Access.objects.filter(work=work, token="public").update(token="members")
    OutboxEntry.objects.all().delete()
    assert "All are repaired" in said(capsys, "--repair")
    assert Work.objects.get(pk=work.pk).is_public
    assert OutboxEntry.objects.count() == 2
    assert "as it should be" in said(capsys)


@pytest.mark.parametrize("since", [None, 99])
def test_a_presidency_that_never_was_reads_nothing(work, capsys, since):
    """Without its term a work would be read by every Presidency there ever was."""
    Work.objects.filter(pk=work.pk).update(steering_since=since)
    with pytest.raises(CommandError):
        said(capsys)
    said(capsys, "--repair")
    work.refresh_from_db()
    assert work.steering_since == 31
    assert "term:31" in set(work.access.values_list("token", flat=True))


def test_a_meeting_is_compared_too(work, capsys):
    MeetingAudience.objects.create(
        meeting=work.meeting, sees="members", reads="members", steering_since=99
    )
    with pytest.raises(CommandError):
        said(capsys)
    said(capsys, "--repair")
    assert (
        work.meeting.__class__.objects.get(pk=work.meeting_id).audience.steering_since
        == 31
    )
