from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("works", "0009_order_of_collections"),
    ]

    operations = [
        migrations.AlterField(
            model_name="bulkitem",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "still to do"),
                    ("changed", "has been changed"),
                    ("unchanged", "was so already"),
                    ("refused", "refused"),
                ],
                default="waiting",
                max_length=10,
            ),
        ),
    ]
