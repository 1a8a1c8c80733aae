"""The curator's order; collections made before stay hidden until they are shown."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("works", "0008_changes_of_many")]

    operations = [
        migrations.AddField(
            "curatedcollection",
            "is_shown",
            models.BooleanField(default=False, verbose_name="shown to readers"),
        ),
        migrations.AlterField(
            "curatedcollection",
            "is_shown",
            models.BooleanField(default=True, verbose_name="shown to readers"),
        ),
        migrations.AddField(
            "collectionentry",
            "position",
            models.PositiveSmallIntegerField(default=0, verbose_name="place"),
        ),
    ]
