import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("conference", "0012_one_line"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Package",
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
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                (
                    "reach",
                    models.CharField(
                        choices=[
                            ("public", "what everybody may read"),
                            (
                                "own",
                                "what its maker may read, restricted papers included",
                            ),
                            ("all", "everything, whoever may read it"),
                        ],
                        max_length=10,
                        verbose_name="holds",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("writing", "being written"),
                            ("checking", "being read back"),
                            ("ready", "whole, and read back"),
                            ("stopped", "stopped"),
                            ("cancelled", "given up"),
                            ("gone", "removed after its time"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("disk", "The disk is full or does not answer."),
                            ("rights", "Its maker may no longer make it."),
                            ("invalid", "Read back, it was not what was written."),
                            ("failed", "It failed several times at the same place."),
                        ],
                        max_length=10,
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=500)),
                ("begun_at", models.DateTimeField(verbose_name="begun at")),
                ("moved_at", models.DateTimeField(verbose_name="last progress at")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended at")),
                (
                    "kept_until",
                    models.DateTimeField(null=True, verbose_name="kept until"),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("stage", models.CharField(default="meetings", max_length=10)),
                ("after", models.PositiveBigIntegerField(default=0)),
                ("upto", models.JSONField(default=dict)),
                ("mark", models.JSONField(default=dict)),
                (
                    "total",
                    models.PositiveIntegerField(
                        default=0, verbose_name="records to write"
                    ),
                ),
                (
                    "done",
                    models.PositiveIntegerField(
                        default=0, verbose_name="records written"
                    ),
                ),
                (
                    "faults",
                    models.PositiveIntegerField(
                        default=0, verbose_name="files not whole"
                    ),
                ),
                (
                    "size",
                    models.PositiveBigIntegerField(
                        default=0, verbose_name="size in bytes"
                    ),
                ),
                ("sha256", models.CharField(blank=True, max_length=64)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conference.meeting",
                    ),
                ),
            ],
            options={
                "verbose_name": "archive package",
                "verbose_name_plural": "archive packages",
                "ordering": ("-pk",),
            },
        ),
        migrations.CreateModel(
            name="Packaged",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("work", "work"),
                            ("file", "file"),
                            ("meeting", "meeting"),
                        ],
                        max_length=10,
                    ),
                ),
                ("record", models.PositiveBigIntegerField()),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="records",
                        to="keeping.package",
                    ),
                ),
            ],
            options={
                "verbose_name": "record in a package",
                "verbose_name_plural": "records in packages",
            },
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ready"), _negated=True),
                    models.Q(
                        ("ended_at__isnull", False),
                        ("kept_until__isnull", False),
                        ("sha256__gt", ""),
                    ),
                    _connector="OR",
                ),
                name="ready_package_was_read_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="package",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reach", "own"), _negated=True),
                    ("made_by__isnull", False),
                    _connector="OR",
                ),
                name="own_package_has_its_maker",
            ),
        ),
        migrations.AddConstraint(
            model_name="packaged",
            constraint=models.UniqueConstraint(
                fields=("package", "kind", "record"), name="record_once_in_package"
            ),
        ),
    ]
