"""Who builds, enables and deletes rules, and which rules there can be."""

import pytest

from cms.audit.models import Event
from cms.conference.models import Party
from cms.content_rules import actions
from cms.content_rules.errors import NotEntitledError, RuleError
from cms.content_rules.models import ContentRule, Firing
from cms.content_rules.permissions import may_build, may_enable, may_see_rules
from cms.jobs.worker import drain
from cms.works.models import WorkAudience
from tests.factories import people, works
from tests.factories.conference import MemberStateFactory
from tests.factories.people import UserFactory
from tests.factories.rules import (
    SUBMIT,
    collect,
    draft_rule,
    is_,
    mail,
    move,
    rule_off,
    rule_on,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site")]


@pytest.fixture
def everybody():
    return {
        "coordinator": people.coordinator(),
        "editor": people.editor(),
        "presidency": people.head_of_delegation("CR"),
        "delegation": people.head_of_delegation("MX"),
        "administrator": UserFactory(is_superuser=True),
        "appointed administrator": people.editor(is_superuser=True),
    }


# Written by hand: who builds, who sees, who enables a rule that widens or does not.
BUILD = {"coordinator", "appointed administrator"}
SEE = BUILD | {"presidency"}
WIDEN = {"coordinator", "presidency"}


def test_who_may(everybody):
    tells, opens = rule_off(), rule_off(actions=(move(WorkAudience.PUBLIC),))
    narrows = rule_off(actions=(move(WorkAudience.STEERING),))

    def those(may):
        return {name for name, person in everybody.items() if may(person)}

    assert those(may_build) == BUILD
    assert those(may_see_rules) == SEE
    assert those(lambda p: may_enable(p, tells)) == SEE
    assert those(lambda p: may_enable(p, narrows)) == SEE
    assert those(lambda p: may_enable(p, opens)) == WIDEN


@pytest.mark.parametrize("who", ["editor", "presidency", "delegation", "administrator"])
def test_others_build_nothing(everybody, who):
    by, rule = everybody[who], rule_off()
    with pytest.raises(NotEntitledError):
        actions.create_rule(draft=draft_rule(), by=by)
    with pytest.raises(NotEntitledError):
        actions.change_rule(rule=rule, draft=draft_rule(), by=by)
    with pytest.raises(NotEntitledError):
        actions.delete_rule(rule=rule, by=by)


def test_an_administrator_does_not_enable_what_widens(everybody):
    rule = rule_off(actions=(mail(), move(WorkAudience.MEMBERS)))
    with pytest.raises(NotEntitledError, match="widens an audience"):
        actions.enable_rule(rule=rule, by=everybody["appointed administrator"])
    assert not ContentRule.objects.get().is_enabled


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"trigger": "event:moon.rises"}, "no longer exists"),
        ({"trigger": "nonsense"}, "no longer exists"),
        ({"actions": ()}, "does nothing"),
        ({"actions": (("explode", {}),)}, "explode"),
        ({"actions": (collect("nowhere"),)}, "nowhere"),
        ({"actions": (move("delegation", party="ZZ"),)}, "ZZ"),
        ({"conditions": (is_("type", "telegram"),)}, "telegram"),
        ({"conditions": (is_("state"),)}, "nothing chosen"),
        ({"conditions": (is_("horoscope", "lion"),)}, "horoscope"),
        ({"trigger": "date:work.dated_on", "days": -1}, "Between 0 and 3650"),
        ({"trigger": "date:work.dated_on", "days": 10**9}, "Between 0 and 3650"),
        (
            {"trigger": "date:meeting.starts", "conditions": (is_("state", "draft"),)},
            "cannot be asked of a meeting",
        ),
        (
            {"trigger": "date:meeting.starts", "actions": (SUBMIT,)},
            "cannot be done for a meeting",
        ),
        (
            {
                "trigger": "date:work.dated_on",
                "conditions": (is_("capacity", "presidency"),),
            },
            "only be asked when something happens",
        ),
    ],
)
def test_a_rule_that_cannot_be_so_is_refused(fields, words):
    with pytest.raises(RuleError, match=words):
        actions.create_rule(draft=draft_rule(**fields), by=people.coordinator())
    assert not ContentRule.objects.exists()


def test_what_is_done_to_a_rule_is_written_down():
    by = people.coordinator()
    rule = rule_on(by=by)
    actions.change_rule(rule=rule, draft=draft_rule(name_en="Other"), by=by)
    actions.enable_rule(rule=rule, by=by)
    actions.disable_rule(rule=rule, by=by)
    actions.disable_rule(rule=rule, by=by)
    actions.delete_rule(rule=rule, by=by)
    events = list(Event.objects.about(rule))
    assert [event.verb.partition(".")[2] for event in events] == [
        "created", "enabled", "changed", "enabled", "disabled", "deleted",
    ]  # fmt: skip
    changed = events[2].data
    assert changed["before"]["name_en"] == "Rule under test"
    assert changed["after"]["name_en"] == "Other"
    assert changed["switched_off"] is True
    assert {event.capacity for event in events} == {"secretariat:TS"}


def test_a_change_switches_off_until_somebody_answers_for_it():
    by = people.coordinator()
    rule = actions.change_rule(rule=rule_on(by=by), draft=draft_rule(), by=by)
    assert not rule.is_enabled
    works.adopted_action_plan()
    drain()
    assert not Firing.objects.exists()


def test_deleting_keeps_the_log():
    by = people.coordinator()
    rule = rule_on(by=by)
    works.adopted_action_plan()
    drain()
    actions.delete_rule(rule=rule, by=by)
    assert Firing.objects.get().rule.name_en == "Rule under test"
    assert not ContentRule.objects.kept().exists()
    with pytest.raises(RuleError, match="deleted"):
        actions.enable_rule(rule=rule, by=by)
    for refuse in (Firing.objects.get().delete, Firing.objects.all().delete):
        with pytest.raises(TypeError):
            refuse()


def test_a_party_that_is_gone_keeps_a_rule_from_being_enabled():
    party = MemberStateFactory(code="QQ")
    rule = rule_off(actions=(mail(parties=["QQ"]),))
    Party.objects.filter(pk=party.pk).update(code="Q2")
    with pytest.raises(RuleError, match="QQ"):
        actions.enable_rule(rule=rule, by=people.coordinator())


@pytest.mark.parametrize("days", [-1, 91, 10**9])
def test_reaching_back_has_its_bounds(days):
    with pytest.raises(RuleError, match="90"):
        actions.enable_rule(rule=rule_off(), days_back=days, by=people.coordinator())
