"""Rights over one collection reach no file of another, though it may be read."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission

from cms.conference.groups import SECRETARIAT_GROUP
from cms.documents.models import Document
from tests.factories.documents import text_file
from tests.integration.documents.test_versions import two_versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def narrow_editor(editor):
    """Return an editor who keeps one collection, where no file is yet."""
    own = Collection.get_first_root_node().add_child(name="Own")
    rights = Permission.objects.filter(
        content_type__app_label="documents",
        codename__in=["add_document", "change_document", "choose_document"],
    )
    group = Group.objects.get(name=SECRETARIAT_GROUP)
    GroupCollectionPermission.objects.filter(group=group, permission__in=rights).update(
        collection=own
    )
    return editor


def test_no_older_version_is_put_in_front(narrow_editor):
    document = two_versions()
    answer = narrow_editor.post(reverse("files_restore", args=[document.pk, 1]), {})
    assert answer.status_code in (302, 403)
    assert document.versions.count() == 2


def test_no_file_goes_to_the_trash(narrow_editor):
    document = text_file(by=None)
    address = reverse("files_to_trash", args=[document.pk])
    narrow_editor.post(address, {"reason": "Sent twice"})
    assert Document.objects.filter(pk=document.pk).exists()


def test_both_are_done_in_the_own_collection(narrow_editor):
    document = two_versions()
    document.collection = Collection.objects.get(name="Own")
    document.save()
    narrow_editor.post(reverse("files_restore", args=[document.pk, 1]), {})
    assert document.versions.count() == 3
    address = reverse("files_to_trash", args=[document.pk])
    narrow_editor.post(address, {"reason": "Sent twice"})
    assert not Document.objects.filter(pk=document.pk).exists()
