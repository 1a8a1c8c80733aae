"""What settled texts refer to, and how many words they have."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("works", "0010_words_of_changes")]

    operations = [
        migrations.AddField(
            "expression",
            "words",
            models.PositiveIntegerField(
                editable=False, null=True, verbose_name="words"
            ),
        ),
        migrations.CreateModel(
            name="CrossReference",
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
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                ("named", models.CharField(db_index=True, max_length=160)),
                ("number", models.PositiveIntegerField(null=True)),
                (
                    "paragraph",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cross_references",
                        to="works.paragraph",
                    ),
                ),
            ],
            options={
                "verbose_name": "cross-reference",
                "verbose_name_plural": "cross-references",
                "ordering": ("paragraph", "start"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("paragraph", "start"),
                        name="one_cross_reference_at_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__gt", models.F("start"))),
                        name="cross_reference_has_words",
                    ),
                ],
            },
        ),
    ]
