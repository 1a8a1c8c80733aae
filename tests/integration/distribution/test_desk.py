"""A person's notices on the desk: theirs alone, in their words, at a fixed cost."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.distribution import kinds
from cms.distribution.models import MailChoice, MailPreference, Notice
from cms.works.states import WorkState
from tests.factories import works
from tests.factories.notices import MESSAGE, told
from tests.factories.people import UserFactory

DESK = "/en/desk/notices/"


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def ada(site):
    return UserFactory()


def shown(client, path=DESK) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_unread_ones_stand_above(ada):
    told(ada, context={"line": "Older and unread", "text": "-"})
    told(ada, context={"line": "Read already", "text": "-"})
    client = signed_in(ada)
    latest = Notice.objects.latest("pk")
    client.post(f"{DESK}{latest.pk}/read/")
    html = shown(client)
    assert html.index("Older and unread") < html.index("Read already")
    assert "1 unread notice" in html


def test_without_any_it_says_so(ada):
    assert "Nothing has been sent to you yet." in shown(signed_in(ada))


def test_it_is_in_the_readers_language(ada):
    line = {"en": "A paper", "es": "Un documento"}
    told(ada, context={"line": line, "text": "-"})
    client = signed_in(ada)
    assert "Un documento" in shown(client, "/es/desk/notices/")
    assert "A paper" in shown(client, DESK)
    assert 'href="/es/desk/notices/"' in shown(client, DESK)


def test_markup_in_a_title_stays_text(ada):
    told(ada, context={"line": "<b>x</b>", "text": "<script>y</script>"})
    html = shown(signed_in(ada))
    assert "&lt;b&gt;x" in html
    assert "<script>y" not in html


def test_opening_leads_there_and_counts_as_read(ada):
    notice = told(ada, url="/en/search/?q=pack")
    response = signed_in(ada).post(f"{DESK}{notice.pk}/open/")
    assert response.status_code == 302
    assert response["Location"] == "/en/search/?q=pack"
    notice.refresh_from_db()
    assert notice.read_at


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "//evil.example/x", "evil", "/\\evil.example", ""]
)
def test_a_bad_address_leads_nowhere(ada, url):
    notice = told(ada, url=url)
    client = signed_in(ada)
    assert "/open/" not in shown(client)
    assert client.post(f"{DESK}{notice.pk}/open/")["Location"] == DESK


def test_all_can_be_marked_at_once(ada):
    told(ada)
    told(ada)
    client = signed_in(ada)
    html = client.post(f"{DESK}read/", follow=True).content.decode()
    assert "2 notices marked as read." in html
    assert "You have read everything." in html


def test_looking_changes_nothing(ada):
    """A mail scanner or a browser that looks ahead reads nothing for anybody."""
    notice = told(ada, url="/en/search/")
    client = signed_in(ada)
    shown(client)
    for path in ("read/", f"{notice.pk}/read/", f"{notice.pk}/open/"):
        assert client.get(DESK + path)["Location"] == DESK
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("path", ["{pk}/read/", "{pk}/open/", "read/"])
def test_nobody_touches_anothers(ada, path):
    notice = told(ada, url="/en/search/")
    other = signed_in(UserFactory())
    response = other.post(DESK + path.format(pk=notice.pk))
    assert response.status_code == (302 if path == "read/" else 404)
    notice.refresh_from_db()
    assert notice.read_at is None
    assert "The pack is ready" not in shown(other)


@pytest.mark.parametrize("number", [0, 10**30])
def test_a_notice_that_there_is_not(ada, number):
    assert signed_in(ada).post(f"{DESK}{number}/read/").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 5000, "%00", "2"])
def test_a_wrong_page_number_is_mended(ada, page):
    told(ada)
    assert "The pack is ready" in shown(signed_in(ada), f"{DESK}?page={page}")


def test_a_veil_over_what_one_may_not_see_now(editor):
    """The notice stays; the title is gone while the right is."""
    work = works.draft_action_plan(by=editor.user)
    delegate = UserFactory()
    fields = {"subject": work, "context": {"line": "Title of a draft", "text": "-"}}
    told(delegate, **fields, url="/en/search/")
    told(editor.user, **fields)
    html = shown(signed_in(delegate))
    assert "Title of a draft" not in html
    assert "may not see at present" in html
    assert "/open/" not in html
    assert "Title of a draft" in shown(editor)
    pk = Notice.objects.get(recipient=delegate).pk
    assert signed_in(delegate).post(f"{DESK}{pk}/open/")["Location"] == DESK


def test_a_kind_that_is_gone_says_nothing(ada, monkeypatch):
    told(ada)
    monkeypatch.setattr(kinds, "_kinds", {})
    assert "may not see at present" in shown(signed_in(ada))


def test_a_thousand_notices_cost_as_few_queries_as_ten(
    site, editor, django_assert_max_num_queries
):
    work = works.draft_action_plan(by=editor.user)
    told(editor.user, subject=work)
    row = Notice.objects.get()
    shown(editor)  # what is asked once and then remembered
    counts = []
    for total in (10, 1000):
        copies = [
            Notice(
                recipient=editor.user,
                kind=MESSAGE,
                subject_type=row.subject_type,
                subject_id=row.subject_id,
                context=row.context,
                key=str(number),
                created_at=row.created_at,
            )
            for number in range(total)
        ]
        Notice.objects.bulk_create(copies, ignore_conflicts=True)
        with django_assert_max_num_queries(30) as queries:
            shown(editor, f"{DESK}?page=2" if total == 1000 else DESK)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert work.state == WorkState.DRAFT


def test_strangers_are_led_to_the_door(ada, member_of_public):
    notice = told(ada)
    paths = ["", "read/", "preferences/", f"{notice.pk}/read/", f"{notice.pk}/open/"]
    for path in paths:
        for ask in (member_of_public.get, member_of_public.post):
            response = ask(DESK + path)
            assert response.status_code in (302, 405)
            assert "pack" not in response.content.decode()
    notice.refresh_from_db()
    assert notice.read_at is None


class TestHeader:
    """How many wait, on every page of the portal."""

    def test_it_tells_the_signed_in(self, ada, django_assert_num_queries):
        told(ada)
        html = shown(signed_in(ada), "/en/search/")
        assert 'class="header__count" aria-hidden="true">1<' in html

    def test_strangers_cost_no_query(self, site, django_assert_num_queries):
        from django.contrib.auth.models import AnonymousUser

        from cms.distribution.templatetags.notice_tags import unread_notices

        with django_assert_num_queries(0):
            assert unread_notices({"user": AnonymousUser()}) == 0
            assert unread_notices({}) == 0
        with django_assert_num_queries(1):
            unread_notices({"user": UserFactory.build(pk=1)})

    def test_the_admins_home_tells_too(self, editor):
        told(editor.user)
        assert "You have 1 unread notice." in shown(editor, "/admin/")
        editor.post(f"{DESK}read/")
        assert "unread notice" not in shown(editor, "/admin/")


class TestPreferences:
    """How a person says how they want to be told."""

    PATH = f"{DESK}preferences/"

    def test_a_choice_is_kept_and_shown(self, ada):
        client = signed_in(ada)
        chosen = dict.fromkeys(kinds._groups, "at_once") | {"general": "daily"}
        html = client.post(self.PATH, chosen, follow=True)
        assert "Your choice has been kept." in html.content.decode()
        kept = MailPreference.objects.get(person=ada, group="general")
        assert kept.choice == MailChoice.DAILY
        assert 'value="daily" id="id_general_1" required checked' in " ".join(
            shown(client, self.PATH).split()
        )

    @pytest.mark.parametrize("data", [{}, {"general": "by pigeon"}, {"general": "\0"}])
    def test_nonsense_is_said_to_be_so(self, ada, data):
        response = signed_in(ada).post(self.PATH, data)
        assert response.status_code == 422
        assert "field__errors" in response.content.decode()
        assert not MailPreference.objects.exists()

    def test_a_person_chooses_for_themselves_alone(self, ada):
        signed_in(UserFactory()).post(self.PATH, {"general": "desk"})
        assert not MailPreference.objects.filter(person=ada).exists()


def test_addresses_stand_in_both_languages(site):
    for language in ("en", "es"):
        with translation.override(language):
            assert reverse("notices") == f"/{language}/desk/notices/"
