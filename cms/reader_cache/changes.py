"""What makes kept pages old: every saved record that a page might show."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save

from cms.reader_cache.generation import renew_on_commit

# Rooms of which no shared page shows anything. Whatever is not named here counts: a
# page made too often costs a moment, one kept too long would be wrong.
PRIVATE_ROOMS = frozenset(
    {
        *("account", "accounts", "admin", "contenttypes", "content_rules"),
        *("desk", "distribution", "django_tasks_database", "importing", "jobs"),
        *("keeping", "mfa", "migrations", "reader_cache", "search", "sessions"),
        *("socialaccount", "usersessions", "wagtailusers"),
    }
)
PRIVATE_MODELS = frozenset(
    {
        *("wagtailcore.editingsession", "wagtailcore.modellogentry"),
        *("wagtailcore.pagelogentry", "wagtailcore.pagesubscription"),
        *("wagtailcore.revision", "wagtailcore.uploadedfile"),
        "wagtailcore.referenceindex",
        *("documents.upload", "documents.fixityround"),
    }
)
EVENT = "audit.event"
# Of the rooms above these count all the same: whom Wagtail gives which rights.
SEEN_MODELS = frozenset({"accounts.user_groups", "accounts.user_user_permissions"})
# Events about accounts alone: a password changed, a session ended.
PRIVATE_VERBS = ("accounts.",)


def is_seen(sender: Any, instance: Any = None) -> bool:
    """Tell whether a page might show what was saved."""
    meta = sender._meta
    if meta.label_lower == EVENT:
        return not getattr(instance, "verb", "").startswith(PRIVATE_VERBS)
    if meta.label_lower in SEEN_MODELS:
        return True
    return (
        meta.app_label not in PRIVATE_ROOMS and meta.label_lower not in PRIVATE_MODELS
    )


def _on_change(
    sender: Any, instance: Any = None, raw: bool = False, **_kwargs: Any
) -> None:
    if raw or is_seen(sender, instance):
        renew_on_commit()


for _signal in (post_save, post_delete, m2m_changed):
    _signal.connect(_on_change, dispatch_uid="reader_cache")
