"""Wagtail's page rights, held to the rule of who may read and write a text.

Wagtail asks one policy wherever its admin lists, chooses, opens or compares pages. This
one takes away the texts that a person may not read, superusers included, and adds the
drafts that are theirs to write.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.works import tokens
from cms.works.audiences import tokens_for
from cms.works.memory import is_on, remember
from cms.works.models import Expression, Work
from cms.works.pages import AbstractTextPage
from cms.works.permissions import editable_by, has_draft_to_write, may_edit

if TYPE_CHECKING:
    from collections.abc import Iterable

CHANGE = frozenset({"change"})


# What holders of these tokens may not see of other pages; said by the rooms above.
Hidden = Callable[[Collection[str]], Q]
_hidden: list[Hidden] = []


def register_hidden(rule: Hidden) -> Hidden:
    """Hide the pages of a rule: it gets the tokens that a person holds.

    The same rule twice counts once; it may be used as a decorator.
    """
    if rule not in _hidden:
        _hidden.append(rule)
    return rule


def _is_text() -> Q:
    """Pages made to show a text, whether a work stands behind them or not."""
    classes = [m for m in apps.get_models() if issubclass(m, AbstractTextPage)]
    kinds = ContentType.objects.get_for_models(*classes).values()
    return Q(content_type__in=[kind.pk for kind in kinds])


def readable_pages(user: Any) -> Q:
    """Pages that show no text, and texts that the person may read.

    A page made for a text that has no work behind it is a stray copy, or somebody has
    begun to type it: it is the Secretariat's.
    """
    held = tokens_for(user)
    others = Q(expression__isnull=True)
    if tokens.SECRETARIAT not in held:
        others &= ~_is_text()
    for rule in _hidden:
        others &= ~rule(held)
    return others | Q(expression__work__in=Work.objects.open_to(held))


def pages_for(user: Any) -> Any:
    """Return the numbers of the pages that a person may see, for ``pk__in``.

    As a query of its own: Wagtail searches and joins the queries it is given, where
    nothing but a page's number may be asked for.
    """
    return Page.objects.filter(readable_pages(user)).values("pk")


def may_see_page(user: Any, page: Page) -> bool:
    """Tell whether a person may see a page at all, draft or live."""
    if is_on():
        return page.pk in _seen_beside(user, page)
    return Page.objects.filter(readable_pages(user), pk=page.pk).exists()


def _own_pages(user: Any) -> list[Page]:
    """Return the pages of the drafts that a person may change."""
    return list(Page.objects.filter(expression__work__in=editable_by(user)))


def _seen_beside(user: Any, page: Page) -> set[int]:
    """Return which of a page and those beside it a person may see."""
    above = page.path[: -Page.steplen]
    beside = Page.objects.filter(path__startswith=above, depth=page.depth)
    return remember(
        ("pages", user.pk, above),
        lambda: set(beside.filter(readable_pages(user)).values_list("pk", flat=True)),
    )


class TextPagePolicy(PagePermissionPolicy):
    """Wagtail's policy, less what may not be read, plus the person's own drafts."""

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Let those in who have a draft to write, though no group gives them rights."""
        if super().user_has_any_permission(user, actions):
            return True
        return bool(CHANGE & set(actions)) and has_draft_to_write(user)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        """Ask the text's work first, where the page shows one."""
        if not may_see_page(user, instance):
            return False
        expression = Expression.objects.filter(page_id=instance.pk).first()
        if expression and CHANGE & set(actions) and may_edit(user, expression.work):
            return True
        return bool(
            super().user_has_any_permission_for_instance(user, actions, instance)
        )

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> Any:
        """Leave out what may not be read."""
        pages = super().instances_user_has_any_permission_for(user, actions)
        return pages.filter(pk__in=pages_for(user))

    def instances_with_direct_explore_permission(self, user: Any) -> Any:
        """Begin the explorer at the person's own drafts too."""
        pages = super().instances_with_direct_explore_permission(user)
        return pages if user.is_superuser else [*pages, *_own_pages(user)]

    def explorable_instances(self, user: Any) -> Any:
        """Leave out what may not be read; lead to the person's own drafts."""
        own = [] if user.is_superuser else _own_pages(user)
        if not own:
            return super().explorable_instances(user).filter(pk__in=pages_for(user))
        paths = {
            page.path[:end]
            for page in own
            for end in range(Page.steplen, len(page.path) + 1, Page.steplen)
        }
        theirs = Q(path__in=paths) & Q(depth__gt=1)
        if self.get_cached_permissions_for_user(user):
            theirs |= Q(pk__in=super().explorable_instances(user).values("pk"))
        return self.model._default_manager.filter(theirs, pk__in=pages_for(user))


class ReaderPermissionTester(PagePermissionTester):
    """What a person may do with a page: nothing, if they may not see it."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        # A page that is only being made has nobody to hide from.
        self.is_readable = page.pk is None or may_see_page(user, page)
        if not self.is_readable:
            self.permissions: set[str] = set()

    def can_edit(self) -> bool:
        """What one may not read one does not change."""
        return self.is_readable and bool(super().can_edit())

    def can_add_subpage(self) -> bool:
        """Nor does one put anything below it."""
        return self.is_readable and bool(super().can_add_subpage())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """What one may not read one does not delete."""
        return self.is_readable and bool(super().can_delete(ignore_bulk))

    def can_copy(self) -> bool:
        """What one may not read one does not copy."""
        return self.is_readable and bool(super().can_copy())

    def can_view_revisions(self) -> bool:
        """Earlier states are read like the page itself."""
        return self.is_readable and bool(super().can_view_revisions())

    def can_publish(self) -> bool:
        """What one may not read one does not publish."""
        return self.is_readable and bool(super().can_publish())

    def can_publish_subpage(self) -> bool:
        """Nor anything below it."""
        return self.is_readable and bool(super().can_publish_subpage())

    def can_unpublish(self) -> bool:
        """What one may not read one does not take away."""
        return self.is_readable and bool(super().can_unpublish())

    def can_lock(self) -> bool:
        """What one may not read one does not lock."""
        return self.is_readable and bool(super().can_lock())

    def can_unlock(self) -> bool:
        """What one may not read one does not unlock."""
        return self.is_readable and bool(super().can_unlock())


class TextPermissionTester(ReaderPermissionTester):
    """What a person may do with a text's page."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        expression = page.own_expression
        self.work = expression.work if expression else None

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """A draft of one's own room; what is live stays, whoever asks."""
        if self.user.is_superuser or not self.page.is_leaf():
            return super().can_delete(ignore_bulk)
        # Wagtail asks the database of each row of a list whether something is live.
        may_change = self.is_readable and "change" in self.permissions
        return may_change and self.user.is_active and not self.page.live

    def can_edit(self) -> bool:
        """Texts that one may read and either has a right on or is to write."""
        if not (self.is_readable and self.user.is_active):
            return False
        if super().can_edit():
            return True
        return self.work is not None and may_edit(self.user, self.work)

    def can_publish(self) -> bool:
        """A text is published by the decision that adopts it, by no button."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nothing lies below a text."""
        return False
