"""Writes down who may read the works that are there already."""

from django.db import migrations
from django.utils import timezone

SETTLED = ("adopted", "recorded", "superseded")
# What an audience was before accreditation was known.
AUDIENCES = {"public": "public", "members": "members", "participants": "members"}


def write_access(apps, schema_editor):
    work_model = apps.get_model("works", "Work")
    access = apps.get_model("works", "Access")
    begun = apps.get_model("conference", "PresidencyTerm").objects.filter(
        starts_at__lte=timezone.now()
    )
    term = begun.order_by("starts_at", "ordinal").last()
    ordinal = term.ordinal if term else 0
    for work in work_model.objects.all().iterator():
        tokens = ["secretariat"]
        if work.state in (*SETTLED, "in_approval"):
            tokens.append(f"term:{ordinal}")
            work.steering_since = ordinal
            work.save(update_fields=["steering_since"])
        if work.state in SETTLED and work.audience in AUDIENCES:
            tokens.append(AUDIENCES[work.audience])
        for token in tokens:
            access.objects.get_or_create(work=work, token=token)


class Migration(migrations.Migration):
    dependencies = [("works", "0002_audiences")]

    operations = [migrations.RunPython(write_access, migrations.RunPython.noop)]
