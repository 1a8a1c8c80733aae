"""The site is set up once, in both languages, and gives away no right to publish."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Workflow,
    WorkflowPage,
)

from cms.audit.models import Event
from cms.conference.dates import Precision
from rcm_pages.home.models import HomePage
from rcm_pages.meetings.models import MeetingIndexPage, MeetingPage
from rcm_pages.site import set_up_site, slug_of
from tests.factories.conference import (
    BodyFactory,
    ConsultationGroupMeetingFactory,
    MeetingFactory,
)

pytestmark = pytest.mark.django_db


def snapshot():
    return (
        list(Page.objects.order_by("path").values_list("path", "title", "slug")),
        list(Site.objects.values()),
        Workflow.objects.count(),
        WorkflowPage.objects.count(),
        GroupPagePermission.objects.count(),
        GroupCollectionPermission.objects.count(),
        Event.objects.count(),
    )


def page(ordinal, language):
    return MeetingPage.objects.get(
        meeting__ordinal=ordinal, locale__language_code=language
    )


def test_both_homes_are_translations_of_one_another(site):
    english, spanish = HomePage.objects.order_by("path")
    assert english.get_translation(spanish.locale) == spanish
    assert (english.url, spanish.url) == ("/en/", "/es/")


def test_the_welcome_page_is_gone(site):
    titles = Page.objects.filter(depth=2).values_list("title", flat=True)
    assert set(titles) == {
        "Regional Conference on Migration",
        "Conferencia Regional sobre Migración",
    }


def test_the_site_takes_its_host_from_the_settings(settings, db):
    settings.WAGTAILADMIN_BASE_URL = "https://archive.example.org"
    set_up_site()
    site = Site.objects.get()
    assert (site.hostname, site.port) == ("archive.example.org", 443)
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8000"
    set_up_site()
    assert Site.objects.get().port == 8000


def test_a_database_without_a_site_gets_one(db):
    Site.objects.all().delete()
    set_up_site()
    assert Site.objects.get().is_default_site


def test_each_meeting_has_a_page_in_both_languages(site):
    english, spanish = page(20, "en"), page(20, "es")
    assert english.title == "XX Vice-Ministerial Meeting"
    assert spanish.title == "XX Reunión Viceministerial"
    assert english.url == "/en/meetings/xx-vice-ministerial-meeting-2015/"
    assert spanish.url == "/es/reuniones/xx-reunion-viceministerial-2015/"
    assert english.translation_key == spanish.translation_key
    assert english.live
    assert spanish.live
    assert MeetingPage.objects.count() == 6


def test_a_meeting_without_number_is_named_by_its_month(site):
    english = MeetingPage.objects.get(
        meeting__body__code="rcgm", locale__language_code="en"
    )
    assert english.slug == "regional-consultation-group-on-migration-2014-06"


@pytest.mark.parametrize(
    ("precision", "slug"),
    [
        (Precision.YEAR, "grupo-regional-de-consulta-sobre-migracion-2014"),
        (Precision.MONTH, "grupo-regional-de-consulta-sobre-migracion-2014-06"),
    ],
)
def test_no_slug_is_more_exact_than_its_meeting(db, precision, slug):
    meeting = ConsultationGroupMeetingFactory(precision=precision, ends_on=None)
    assert slug_of(meeting, "es") == slug


def test_the_slug_of_a_meeting_without_date(db):
    meeting = ConsultationGroupMeetingFactory(
        precision=Precision.UNKNOWN, starts_on=None, ends_on=None
    )
    assert slug_of(meeting, "en") == "regional-consultation-group-on-migration"


def test_two_meetings_of_one_month_have_two_addresses(site):
    ConsultationGroupMeetingFactory()
    set_up_site()
    slugs = MeetingPage.objects.filter(
        meeting__body__code="rcgm", locale__language_code="en"
    ).values_list("slug", flat=True)
    assert sorted(slugs) == [
        "regional-consultation-group-on-migration-2014-06",
        "regional-consultation-group-on-migration-2014-06-2",
    ]


def test_again_changes_nothing(site):
    before = snapshot()
    assert set_up_site().pages_made == 0
    assert snapshot() == before


def test_a_new_meeting_gets_its_pages(site):
    MeetingFactory(ordinal=22)
    assert set_up_site().pages_made == 2
    assert page(22, "es").get_parent().slug == "reuniones"


def test_a_missing_translation_is_added_and_linked(site):
    english = page(20, "en")
    page(20, "es").delete()
    MeetingIndexPage.objects.get(slug="reuniones").refresh_from_db()
    assert set_up_site().pages_made == 1
    assert page(20, "es").translation_key == english.translation_key


def test_titles_follow_the_record_until_a_person_edits(site):
    BodyFactory()
    meeting = page(20, "en").meeting
    meeting.body.meeting_en = "Meeting of Vice-Ministers"
    meeting.body.save()
    edited = page(21, "en")
    edited.title = "As an editor put it"
    edited.save_revision().publish()
    set_up_site()
    assert page(20, "en").title == "XX Meeting of Vice-Ministers"
    assert page(21, "en").title == "As an editor put it"


def test_both_trees_have_the_approval(site):
    assert {p.get_workflow().name for p in (page(20, "en"), page(20, "es"))} == {
        "Approval: Pages of meetings"
    }


def test_the_secretariat_may_write_but_never_publish(site):
    group = Group.objects.get(name="Secretariat")
    rights = group.page_permissions.values_list("permission__codename", flat=True)
    assert set(rights) == {"add_page", "change_page"}


def test_the_secretariat_takes_files_in(site):
    group = Group.objects.get(name="Secretariat")
    rights = set(
        group.collection_permissions.values_list("permission__codename", flat=True)
    )
    assert {"add_document", "change_document", "choose_document"} <= rights
    assert {"add_image", "change_image"} <= rights
    assert not any(right.startswith("delete_") for right in rights)


def test_an_editor_may_edit_pages_and_not_publish(editor):
    rights = page(20, "en").permissions_for_user(editor.user)
    assert rights.can_edit()
    assert rights.can_add_subpage()
    assert not rights.can_publish()


def test_a_delegate_may_edit_nothing(delegate):
    assert not page(20, "en").permissions_for_user(delegate.user).can_edit()


def test_the_command_says_what_it_did(site, capsys):
    MeetingFactory(ordinal=22)
    call_command("set_up_site")
    assert "2 pages added" in capsys.readouterr().out
    call_command("set_up_site")
    assert "nothing to add" in capsys.readouterr().out
