"""Terms that had begun before hand-overs were observed: noted, and told to nobody."""

from django.db import migrations
from django.utils import timezone


def mark(apps, schema_editor):
    now = timezone.now()
    apps.get_model("conference", "PresidencyTerm").objects.filter(
        starts_at__lte=now, began_at__isnull=True
    ).update(began_at=now, announced_at=now)


class Migration(migrations.Migration):
    dependencies = [("conference", "0010_terms_deputies_invitations")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
