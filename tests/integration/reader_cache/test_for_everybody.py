"""Pages for readers without a session: kept, told of changes, never anybody's own."""

from __future__ import annotations

import datetime as dt
import gzip
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.asserts import assertNumQueries

from cms.conference.models import Meeting
from cms.works import sharing
from cms.works.models import WorkAudience
from rcm_pages.meetings.models import MeetingPage
from tests.factories import people
from tests.factories.works import page_of, recorded_action_plan

if TYPE_CHECKING:
    from cms.works.models import Work
    from rcm_pages.site import SiteSetUp
    from tests.factories.clock import Clock
    from tests.integration.reader_cache.conftest import Saving

KEPT = 1  # the mark is read, and nothing else


@pytest.fixture
def work(site: SiteSetUp, saving: Saving) -> Work:
    with saving():
        return recorded_action_plan()


@pytest.fixture
def address(work: Work) -> str:
    return page_of(work).url


def _get(address: str, **headers: str) -> object:
    return Client().get(address, headers=headers)


def test_the_second_reader_costs_one_query(address: str) -> None:
    first = _get(address)
    with assertNumQueries(KEPT):
        second = _get(address)
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert b"Action Plan" in second.content
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Content-Type"):
        assert first[name] == second[name]


def test_whoever_has_the_page_is_told_that_it_is_the_same(address: str) -> None:
    etag = _get(address)["ETag"]
    again = _get(address, **{"If-None-Match": etag})
    assert again.status_code == 304
    assert again.content == b""
    assert again["ETag"] == etag
    assert _get(address, **{"If-None-Match": 'W/"other"'}).status_code == 200


def test_it_is_packed_for_those_who_can_unpack(address: str) -> None:
    plain = _get(address)
    for _time in range(2):
        packed = _get(address, **{"Accept-Encoding": "gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert len(packed.content) < len(plain.content) / 2
        assert "Accept-Encoding" in packed["Vary"]


def test_languages_and_questions_are_kept_apart(work: Work) -> None:
    english, spanish = page_of(work, "en"), page_of(work, "es")
    assert _get(english.url).content != _get(spanish.url).content
    with assertNumQueries(KEPT):
        assert b'lang="es"' in _get(spanish.url).content
    with assertNumQueries(KEPT):
        assert b'lang="en"' in _get(english.url).content


def test_what_is_saved_is_seen_at_once(work: Work, saving: Saving) -> None:
    address = page_of(work).get_parent().url
    assert b"Ciudad Nueva" not in _get(address).content
    meeting = Meeting.objects.get(ordinal=20)
    with saving():
        meeting.city_en = "Ciudad Nueva"
        meeting.save()
    assert b"Ciudad Nueva" in _get(address).content


def test_a_text_that_is_closed_is_gone_at_once(
    work: Work,
    address: str,
    saving: Saving,
) -> None:
    assert _get(address).status_code == 200
    with saving():
        sharing.set_audience(
            work=work, audience=WorkAudience.MEMBERS, by=people.coordinator()
        )
    assert _get(address).status_code == 404


def test_a_release_opens_at_its_instant(
    work: Work,
    clock: Clock,
    saving: Saving,
) -> None:
    by = people.coordinator()
    listing = page_of(work).get_parent().url
    title = page_of(work).title.encode()
    with saving():
        sharing.set_audience(work=work, audience=WorkAudience.MEMBERS, by=by)
        sharing.schedule_release(
            work=work,
            audience=WorkAudience.PUBLIC,
            opens_at=clock.at + dt.timedelta(seconds=20),
            by=by,
        )
    assert title not in _get(listing).content
    clock.pass_by(seconds=19)
    with assertNumQueries(KEPT):
        assert title not in _get(listing).content
    clock.pass_by(seconds=2)
    assert title in _get(listing).content


def test_a_release_that_opens_while_a_page_is_made_is_not_missed(
    work: Work, clock: Clock, saving: Saving, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = people.coordinator()
    listing = page_of(work).get_parent().url
    title = page_of(work).title.encode()
    with saving():
        sharing.set_audience(work=work, audience=WorkAudience.MEMBERS, by=by)
        sharing.schedule_release(
            work=work,
            audience=WorkAudience.PUBLIC,
            opens_at=clock.at + dt.timedelta(seconds=20),
            by=by,
        )
    render = MeetingPage.serve

    def slowly(page: MeetingPage, *args: object, **kwargs: object) -> object:
        response = render(page, *args, **kwargs).render()
        clock.pass_by(seconds=25)
        return response

    with monkeypatch.context() as patch:
        patch.setattr(MeetingPage, "serve", slowly)
        assert title not in _get(listing).content
    assert title in _get(listing).content


def test_a_page_grows_old(address: str, clock: Clock) -> None:
    _get(address)
    clock.pass_by(seconds=61)
    with pytest.raises(AssertionError), assertNumQueries(KEPT):
        _get(address)


def test_what_was_taken_back_changes_nothing(
    work: Work,
    address: str,
    saving: Saving,
) -> None:
    _get(address)
    with saving(), transaction.atomic():
        try:
            with transaction.atomic():
                work.save()
                raise ValueError
        except ValueError:
            pass
    with assertNumQueries(KEPT):
        _get(address)


def test_forms_are_kept_for_nobody(site: SiteSetUp) -> None:
    tokens = set()
    for _time in range(2):
        page = _get("/en/sign-in/")
        tokens.add(page.context["csrf_token"])
        assert not page.has_header("ETag")
    returning = Client()
    returning.get("/en/sign-in/")
    secret = returning.cookies["csrftoken"].value
    returning.get("/en/sign-in/")
    assert _get("/en/sign-in/").cookies["csrftoken"].value != secret


@pytest.mark.parametrize(
    "address", ["/en/search/?q=plan", "/en/nothing-there/", "/admin/", "/health/"]
)
def test_what_else_is_not_kept(site: SiteSetUp, address: str) -> None:
    for _time in range(2):
        assert not _get(address).has_header("ETag")


def test_whoever_has_a_session_is_not_given_it(
    address: str, delegate: Client, member_of_public: Client
) -> None:
    _get(address)
    own = delegate.get(address)
    assert own["Cache-Control"] == "private, no-store"
    assert b"Sign out" in own.content
    assert b"Sign out" not in member_of_public.get(address).content


def test_head_is_answered_too(address: str) -> None:
    _get(address)
    head = Client().head(address)
    assert (head.status_code, head.content) == (200, b"")


def test_nothing_is_kept_where_that_is_switched_off(
    address: str, settings: pytest.FixtureRequest
) -> None:
    settings.READER_CACHE_SECONDS = 0
    assert not _get(address).has_header("ETag")
