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
    monkeypatch.setattr(demo, "make_demo", lambda step: 6)
    monkeypatch.setattr(demo, "write_papers", list)
    call_command("demo", "--among-people")
    assert "6 sample works made" in capsys.readouterr().out
