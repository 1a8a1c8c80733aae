"""Naming a deputy and revoking one, through the desk."""

from __future__ import annotations

import datetime as dt

import pytest

from cms.audit.models import Event
from cms.conference.appointing import today
from cms.conference.models import Deputy
from tests.conftest import _client
from tests.factories import people
from tests.factories.conference import SecretariatFactory
from tests.integration.conference.test_people_screens import at

DAY = dt.timedelta(days=1)


@pytest.fixture
def focal(site):
    return _client(people.focal_point("MX"))


@pytest.fixture
def head(site):
    return _client(people.head_of_delegation("MX"))


def absence(deputy, **changes: str) -> dict[str, str]:
    return {
        "deputy": str(deputy.pk), "first_day": today().isoformat(),
        "last_day": (today() + 3 * DAY).isoformat(), "reason": "Leave",
    } | changes  # fmt: skip


def test_a_head_names_a_deputy_and_revokes_it(head, delegate):
    form = absence(delegate.user, person=str(head.user.pk))
    page = head.post(at("deputy"), form, follow=True).content.decode()
    assert f"{delegate.user} stands in for {head.user}" in page
    kept = Deputy.objects.get()
    assert Event.objects.about(kept).get().actor == head.user
    page = delegate.get(at("party")).content.decode()
    assert at("revoke", kept.pk) in page
    page = head.post(at("revoke", kept.pk), follow=True).content.decode()
    assert "is revoked" in page
    assert head.get(at("revoke", kept.pk)).status_code == 405


@pytest.mark.parametrize(
    "changes",
    [
        {"last_day": "2020-01-01"},
        {"last_day": "2090-01-01"},
        {"last_day": "9999-12-31"},
        {"first_day": "2020-01-01"},
        {"reason": ""},
        {"deputy": "0"},
        {"deputy": "x"},
        {"person": "0"},
    ],
)
def test_a_deputy_who_cannot_be_is_explained(head, delegate, changes):
    form = absence(delegate.user, person=str(head.user.pk)) | changes
    response = head.post(at("deputy"), form)
    assert response.status_code == 422
    assert response.context["form"].errors
    assert not Deputy.objects.exists()


def test_whoever_decides_nothing_names_no_deputy(focal, delegate):
    for browser in (focal, delegate):
        assert browser.get(at("deputy")).status_code == 403
        assert browser.post(at("deputy"), {}).status_code == 403


def test_a_stranger_revokes_nothing(head, delegate, focal):
    head.post(at("deputy"), absence(delegate.user, person=str(head.user.pk)))
    kept = Deputy.objects.get()
    page = focal.post(at("revoke", kept.pk), follow=True).content.decode()
    assert "by the absent person" in page
    kept.refresh_from_db()
    assert kept.revoked_at is None


def test_a_coordinator_names_a_deputy_on_their_own_desk(coordinator, editor):
    code = SecretariatFactory().code
    form = absence(editor.user, person=str(coordinator.user.pk))
    response = coordinator.post(at("deputy", code=code), form)
    assert response.status_code == 302
    assert Deputy.objects.get().deputy == editor.user
