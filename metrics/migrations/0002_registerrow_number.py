from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metrics", "0001_initial"), ("filing", "0001_initial")]

    operations = [
        migrations.AddField("registerrow", "number_year", models.PositiveSmallIntegerField(null=True)),
        migrations.AddField(
            "registerrow",
            "number_type",
            models.CharField(blank=True, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddField("registerrow", "number_serial", models.PositiveIntegerField(null=True)),
    ]
