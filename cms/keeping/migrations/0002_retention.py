import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0004_fixity"),
        ("keeping", "0001_packages"),
        ("works", "0005_curated_collections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Review",
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
                ("day", models.DateField(unique=True, verbose_name="day")),
                (
                    "works",
                    models.PositiveIntegerField(default=0, verbose_name="papers"),
                ),
                ("files", models.PositiveIntegerField(default=0, verbose_name="files")),
            ],
            options={
                "verbose_name": "review of what falls due",
                "verbose_name_plural": "reviews of what falls due",
                "ordering": ("-day",),
            },
        ),
        migrations.CreateModel(
            name="RetentionClass",
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
                    "code",
                    models.SlugField(max_length=40, unique=True, verbose_name="type"),
                ),
                (
                    "keep",
                    models.CharField(
                        choices=[
                            ("for_ever", "kept for ever"),
                            ("review", "reviewed after a number of years"),
                            (
                                "personal",
                                "personal data, removed after a number of years",
                            ),
                        ],
                        max_length=20,
                        verbose_name="kept",
                    ),
                ),
                (
                    "years",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="years",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the Conference has no rule; the Secretariat is to decide.",
                        max_length=200,
                        verbose_name="clause or decision",
                    ),
                ),
            ],
            options={
                "verbose_name": "retention class",
                "verbose_name_plural": "retention classes",
                "ordering": ("pk",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("keep", "for_ever"), ("years__isnull", True)),
                            models.Q(
                                models.Q(("keep", "for_ever"), _negated=True),
                                ("years__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="years_unless_for_ever",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ItemRetention",
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
                    "code",
                    models.SlugField(blank=True, max_length=40, verbose_name="class"),
                ),
                (
                    "keep_until",
                    models.DateField(blank=True, null=True, verbose_name="kept until"),
                ),
                (
                    "marked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="marked for removal at"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("said_at", models.DateTimeField(verbose_name="said at")),
                (
                    "document",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention",
                        to="documents.document",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="retention",
                        to="works.work",
                    ),
                ),
            ],
            options={
                "verbose_name": "retention of an item",
                "verbose_name_plural": "retention of items",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("document__isnull", True), ("work__isnull", False)
                            ),
                            models.Q(
                                ("document__isnull", False), ("work__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="retention_of_one_item",
                    )
                ],
            },
        ),
    ]
