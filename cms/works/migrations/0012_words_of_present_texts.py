"""Texts that were settled before have their words counted."""

from django.db import migrations

_BATCH = 200


def count(apps, schema_editor):
    expressions = apps.get_model("works", "Expression").objects
    frozen = expressions.filter(words=None).exclude(sha256="").order_by("pk")
    for pk in list(frozen.values_list("pk", flat=True)):
        texts = apps.get_model("works", "Paragraph").objects.filter(expression=pk)
        words = sum(
            1 + len(word) // 25
            for text in texts.values_list("text", flat=True).iterator(_BATCH)
            for word in text.split()
        )
        expressions.filter(pk=pk).update(words=words)


class Migration(migrations.Migration):
    dependencies = [("works", "0011_cross_references")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
