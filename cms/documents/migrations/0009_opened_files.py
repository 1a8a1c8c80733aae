from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0008_changes_of_many_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="opened_to",
            field=models.CharField(
                blank=True,
                choices=[("public", "everybody"), ("members", "member states")],
                editable=False,
                max_length=20,
                verbose_name="opened to",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_to", ""), ("expression__isnull", True), _connector="OR"
                ),
                name="file_of_a_text_follows_it",
            ),
        ),
    ]
