import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0012_one_line"),
        ("works", "0005_curated_collections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CirculatedDraft",
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
                ("number", models.PositiveIntegerField(verbose_name="number")),
                (
                    "symbol",
                    models.CharField(
                        max_length=100, unique=True, verbose_name="symbol"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                (
                    "note",
                    models.CharField(blank=True, max_length=300, verbose_name="note"),
                ),
                ("circulated_at", models.DateTimeField(verbose_name="circulated at")),
                (
                    "circulated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="circulated",
                        to="works.work",
                    ),
                ),
            ],
            options={
                "verbose_name": "circulated draft",
                "verbose_name_plural": "circulated drafts",
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="CirculatedText",
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
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("es", "Spanish")],
                        max_length=5,
                        verbose_name="language",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("original", "original"),
                            ("official", "official translation"),
                            ("unofficial", "unofficial translation"),
                        ],
                        max_length=20,
                        verbose_name="status of the text",
                    ),
                ),
                ("title", models.CharField(max_length=500, verbose_name="title")),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="works.circulateddraft",
                    ),
                ),
            ],
            options={
                "verbose_name": "circulated text",
                "verbose_name_plural": "circulated texts",
                "ordering": ("language",),
            },
        ),
        migrations.CreateModel(
            name="RegisteredSymbol",
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
                ("symbol", models.CharField(max_length=80, verbose_name="symbol")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reserved", "reserved"),
                            ("issued", "issued"),
                            ("former", "former, leads to the present one"),
                            ("released", "released"),
                            ("withdrawn", "withdrawn with its draft"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("type_code", models.SlugField(max_length=40, verbose_name="type")),
                (
                    "why",
                    models.CharField(blank=True, max_length=300, verbose_name="why"),
                ),
                (
                    "until",
                    models.DateField(blank=True, null=True, verbose_name="until"),
                ),
                (
                    "reserved_at",
                    models.DateTimeField(null=True, verbose_name="reserved at"),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="symbols",
                        to="conference.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="conference.party",
                        verbose_name="for whom",
                    ),
                ),
                (
                    "reserved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="symbols",
                        to="works.work",
                        verbose_name="work",
                    ),
                ),
            ],
            options={
                "verbose_name": "symbol",
                "verbose_name_plural": "symbols",
                "ordering": ("symbol",),
            },
        ),
        migrations.AddConstraint(
            model_name="circulateddraft",
            constraint=models.UniqueConstraint(
                fields=("work", "number"), name="one_draft_per_rev_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="circulatedtext",
            constraint=models.UniqueConstraint(
                fields=("draft", "language"), name="one_circulated_text_per_language"
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredsymbol",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Upper("symbol"),
                name="symbol_is_given_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredsymbol",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["reserved", "issued"])),
                fields=("work",),
                name="one_present_symbol_per_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="registeredsymbol",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["issued", "former", "withdrawn"]), _negated=True
                    ),
                    ("work__isnull", False),
                    _connector="OR",
                ),
                name="given_symbol_has_a_work",
            ),
        ),
    ]
