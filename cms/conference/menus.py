"""Entries of the admin's menus that only some people see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.menu import MenuItem

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


class GuardedMenuItem(MenuItem):
    """An entry for those of whom ``may`` holds.

    Wagtail asks every entry twice. The answer is kept for this request and for what is
    shown in it: what somebody may do is asked anew where it is done.
    """

    def __init__(self, *args: Any, may: Callable[[Any], bool], **options: Any) -> None:
        super().__init__(*args, **options)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask once for a page, however many entries ask the same."""
        known: dict[Any, bool] = request.__dict__.setdefault("_shown_to", {})
        if self.may not in known:
            known[self.may] = self.may(request.user)
        return known[self.may]
