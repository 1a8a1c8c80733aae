"""Enter the symbols of present works into the register."""

from django.db import migrations

BATCH = 1000


def enter(apps, schema_editor):
    """Each settled work's symbol, as issued when it was settled."""
    work_model = apps.get_model("works", "Work")
    entry_model = apps.get_model("works", "RegisteredSymbol")
    settled = work_model.objects.filter(symbol__isnull=False)
    entry_model.objects.bulk_create(
        (
            entry_model(
                symbol=work.symbol,
                state="issued",
                type_code=work.type_code,
                meeting_id=work.meeting_id,
                work=work,
                reserved_at=work.settled_at,
            )
            for work in settled.iterator(chunk_size=BATCH)
        ),
        batch_size=BATCH,
    )


class Migration(migrations.Migration):
    dependencies = [("works", "0006_symbols")]

    operations = [migrations.RunPython(enter, migrations.RunPython.noop)]
