"""The command gives no public password to a database that is in use."""

import pytest
from django.core.management import CommandError, call_command

from cms.accounts.models import User
from cms.conference.models import Party
from rcm_pages.demo.management.commands import demo
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def test_a_database_with_people_of_its_own_is_left_alone():
    UserFactory()
    with pytest.raises(CommandError, match="people of its own"):
        call_command("demo")
    assert User.objects.count() == 1
    assert not Party.objects.exists()


def test_it_is_made_among_people_where_that_is_asked_for(monkeypatch, capsys):
    UserFactory()
    monkeypatch.setattr(demo.archive, "make_demo", lambda step: 6)
    monkeypatch.setattr(demo.whole, "make_whole", lambda step: 300)
    monkeypatch.setattr(demo, "write_papers", list)
    call_command("demo", "--among-people")
    assert "306 sample works made" in capsys.readouterr().out


def test_the_small_one_is_the_core_alone(monkeypatch, capsys):
    monkeypatch.setattr(demo.archive, "make_demo", lambda step: 6)
    monkeypatch.setattr(demo, "write_papers", list)
    call_command("demo", "--small")
    assert "6 sample works made" in capsys.readouterr().out


def test_for_measuring_more_is_recorded(monkeypatch, capsys):
    asked = []
    monkeypatch.setattr(demo.archive, "make_demo", lambda step: 0)
    monkeypatch.setattr(demo.whole, "make_whole", lambda step: 0)
    monkeypatch.setattr(
        demo.whole, "make_for_measuring", lambda count, step: asked.append(count) or 7
    )
    monkeypatch.setattr(demo, "write_papers", list)
    call_command("demo", "--scale", "1000", "--quiet-if-present")
    assert asked == [1000]
    assert "7 sample works made" in capsys.readouterr().out


def test_stopped_it_says_how_it_goes_on(monkeypatch):
    def stop(step):
        raise KeyboardInterrupt

    monkeypatch.setattr(demo.archive, "make_demo", stop)
    with pytest.raises(CommandError, match="goes on from there") as stopped:
        call_command("demo")
    assert stopped.value.returncode == 130
