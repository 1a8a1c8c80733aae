"""Days stored until now were known as days; missing edges were open."""

from django.db import migrations
from django.db.models import F


def say_precision(apps, schema_editor):
    """Fill what the model's ``save`` works out, for rows saved before it did."""
    for name in ("Membership", "Body"):
        rows = apps.get_model("conference", name).objects.all()
        known = rows.filter(starts_on__isnull=False)
        known.update(starts_precision="day", certain_from=F("starts_on"))
        unknown = rows.filter(starts_on__isnull=True)
        unknown.update(starts_precision="unknown", certain_from=F("recorded_on"))
        ended = rows.filter(ends_on__isnull=False)
        ended.update(ends_precision="day", certain_until=F("ends_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("conference", "0002_dated_facts"),
    ]

    operations = [
        migrations.RunPython(say_precision, migrations.RunPython.noop),
    ]
