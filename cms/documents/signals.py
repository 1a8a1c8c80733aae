"""What Wagtail writes down of files, and whose they are when their text goes."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import pre_delete, pre_save
from django.dispatch import receiver
from wagtail.models import ModelLogEntry

from cms.documents.models import Document
from cms.works.models import Expression


@receiver(pre_save, sender=ModelLogEntry)
def leave_title_out(sender: Any, instance: ModelLogEntry, **_kwargs: Any) -> None:
    """Wagtail shows its log to people who may not read every file: no title in it."""
    kind = ContentType.objects.get_for_model(Document)
    if instance.content_type_id == kind.pk:
        instance.label = f"{Document._meta.verbose_name} {instance.object_id}"[:255]


@receiver(pre_delete, sender=Expression)
def stay_with_whoever_prepared(
    sender: Any, instance: Expression, **_kwargs: Any
) -> None:
    """The files of a deleted draft are read by those who could read them before."""
    files = Document.with_trash.filter(expression=instance)
    files.update(belongs_to=instance.work.prepared_by_id)
