"""The outbox, and the requests to rebuild the index."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="RebuildRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "requested_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="requested at"
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="finished at"
                    ),
                ),
                (
                    "expected",
                    models.PositiveIntegerField(
                        default=0, verbose_name="documents expected"
                    ),
                ),
                (
                    "done",
                    models.PositiveIntegerField(
                        default=0, verbose_name="documents done"
                    ),
                ),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "request to rebuild the search index",
                "verbose_name_plural": "requests to rebuild the search index",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="OutboxEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("source", models.CharField(max_length=100, verbose_name="source")),
                ("object_id", models.CharField(max_length=200, verbose_name="object")),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="written at"
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="due at"
                    ),
                ),
                (
                    "attempts",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="failed attempts"
                    ),
                ),
                ("last_error", models.TextField(blank=True, verbose_name="last error")),
            ],
            options={
                "verbose_name": "entry of the search outbox",
                "verbose_name_plural": "search outbox",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["source", "object_id"], name="outbox_object")
                ],
            },
        ),
    ]
