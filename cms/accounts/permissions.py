"""Who may look after other people's accounts."""

from __future__ import annotations

from typing import Any


def may_administer(user: Any, person: Any) -> bool:
    """Tell whether a user may end a person's sessions, close or open their account.

    Whoever may change people in the admin; an administrator's account only another
    administrator.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    return bool(user.has_perm("accounts.change_user")) and not person.is_superuser
