"""The mark under which readers' pages are kept."""

import uuid

from django.db import migrations, models


def begin(apps, _schema_editor):
    """Begin the first generation."""
    generation = apps.get_model("reader_cache", "Generation")
    generation.objects.create(pk=1, mark=uuid.uuid4().hex)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Generation",
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
                ("mark", models.CharField(max_length=32)),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
