"""Whichever way a version comes in, it is scanned."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from cms.documents.models import DocumentVersion
from cms.documents.scanning.actions import expect


@receiver(post_save, sender=DocumentVersion)
def scan_what_comes_in(
    sender: Any, instance: DocumentVersion, created: bool, **_kwargs: Any
) -> None:
    """In the transaction of the version: no reader sees it before."""
    if created:
        expect(version=instance)
