"""Factories make what they say, and the clients are who they say."""

import pytest

from cms.audit.models import Event
from cms.conference.permissions import is_coordinator, is_secretariat, may_decide
from cms.documents.models import DocumentVersion
from cms.works.states import WorkState
from tests.factories import works
from tests.factories.documents import text_file
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (works.draft_action_plan, WorkState.DRAFT),
        (works.submitted_action_plan, WorkState.IN_APPROVAL),
        (works.cleared_action_plan, WorkState.IN_APPROVAL),
        (works.adopted_action_plan, WorkState.ADOPTED),
        (works.recorded_action_plan, WorkState.RECORDED),
    ],
)
def test_works_reach_their_state(site, make, state):
    work = make()
    assert work.state == state
    assert work.expressions.count() == 2
    live = {expression.page.live for expression in work.expressions.all()}
    assert live == {work.is_settled}


def test_an_adopted_work_has_its_history(site):
    verbs = [e.verb for e in Event.objects.about(works.adopted_action_plan())]
    assert verbs[-4:] == [
        "approval.submitted",
        "approval.cleared",
        "approval.decided",
        "works.adopted",
    ]


def test_both_languages_share_paragraphs(site):
    work = works.recorded_action_plan()
    english, spanish = work.expressions.order_by("language")
    ids = [
        list(expression.paragraphs.values_list("block_id", flat=True))
        for expression in (english, spanish)
    ]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 3


def test_a_file_waits_to_be_read(site):
    work = works.draft_action_plan()
    document = text_file(by=None, expression=work.expressions.first())
    assert document.current.text_state == DocumentVersion.TextState.WAITING
    assert document.language == "en"


def test_an_ordinary_person_holds_nothing(db):
    person = UserFactory()
    assert not is_secretariat(person)
    assert not may_decide(person)


def test_clients_are_who_they_say(
    editor, coordinator, approver, former_approver, delegate, member_of_public
):
    assert is_secretariat(editor.user)
    assert not is_coordinator(editor.user)
    assert is_coordinator(coordinator.user)
    assert may_decide(approver.user)
    for client in (editor, coordinator, former_approver, delegate):
        assert not may_decide(client.user)
        assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in member_of_public.session
