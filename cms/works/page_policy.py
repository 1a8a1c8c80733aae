"""Wagtail's page rights, held to the rule of who may read and write a text.

Wagtail asks one policy wherever its admin lists, chooses, opens or compares pages. This
one takes away the texts that a person may not read, superusers included, and adds the
drafts that are theirs to write.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.works.audiences import tokens_for
from cms.works.models import Expression, Work
from cms.works.permissions import editable_by, may_edit, may_read

if TYPE_CHECKING:
    from collections.abc import Iterable

CHANGE = frozenset({"change"})


def _readable(user: Any) -> Q:
    """Pages that show no text, and texts that the person may read."""
    works = Work.objects.open_to(tokens_for(user))
    return Q(expression__isnull=True) | Q(expression__work__in=works)


def _own_pages(user: Any) -> list[Page]:
    """Return the pages of the drafts that a person may change."""
    return list(Page.objects.filter(expression__work__in=editable_by(user)))


class TextPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, less what may not be read, plus the person's own drafts."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Let those in who have a draft to write, though no group gives them rights."""
        if super().user_has_any_permission(user, actions):
            return True
        return bool(CHANGE & set(actions)) and editable_by(user).exists()

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        """Ask the text's work first, where the page shows one."""
        expression = Expression.objects.filter(page_id=instance.pk).first()
        if expression is None:
            return bool(
                super().user_has_any_permission_for_instance(user, actions, instance)
            )
        if not may_read(user, expression.work):
            return False
        if CHANGE & set(actions) and may_edit(user, expression.work):
            return True
        return bool(
            super().user_has_any_permission_for_instance(user, actions, instance)
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> Any:
        """Leave out what may not be read."""
        pages = super().instances_user_has_any_permission_for(user, actions)
        return pages.filter(_readable(user))

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        """Begin the explorer at the person's own drafts too."""
        pages = super().instances_with_direct_explore_permission(user)
        return pages if user.is_superuser else [*pages, *_own_pages(user)]

    def explorable_instances(self, user: Any) -> Any:
        """Leave out what may not be read; lead to the person's own drafts."""
        own = [] if user.is_superuser else _own_pages(user)
        if not own:
            return super().explorable_instances(user).filter(_readable(user))
        paths = {
            page.path[:end]
            for page in own
            for end in range(Page.steplen, len(page.path) + 1, Page.steplen)
        }
        theirs = Q(path__in=paths) & Q(depth__gt=1)
        if self.get_cached_permissions_for_user(user):
            theirs |= Q(pk__in=super().explorable_instances(user).values("pk"))
        return self.model._default_manager.filter(theirs).filter(_readable(user))


class TextPermissionTester(PagePermissionTester):
    """What a person may do with a text's page: nothing, if they may not read it."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        expression = page.own_expression
        self.work = expression.work if expression else None
        self.is_readable = self.work is None or may_read(user, self.work)
        if not self.is_readable:
            self.permissions: set[str] = set()

    def can_edit(self) -> bool:
        """Texts that one may read and either has a right on or is to write."""
        if not (self.is_readable and self.user.is_active):
            return False
        if super().can_edit():
            return True
        return self.work is not None and may_edit(self.user, self.work)

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """What one may not read one does not delete."""
        return self.is_readable and bool(super().can_delete(ignore_bulk))

    def can_view_revisions(self) -> bool:
        """Earlier states are read like the text itself."""
        return self.is_readable and bool(super().can_view_revisions())

    def can_unpublish(self) -> bool:
        """What one may not read one does not take away."""
        return self.is_readable and bool(super().can_unpublish())

    def can_publish(self) -> bool:
        """A text is published by the decision that adopts it, by no button."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nothing lies below a text."""
        return False

    def can_lock(self) -> bool:
        """What one may not read one does not lock."""
        return self.is_readable and bool(super().can_lock())

    def can_unlock(self) -> bool:
        """What one may not read one does not unlock."""
        return self.is_readable and bool(super().can_unlock())
