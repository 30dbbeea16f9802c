"""How each scheduled job last ended."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_courts_and_people_kept")]

    operations = [
        migrations.CreateModel(
            "Heartbeat",
            [
                ("job", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
                ("began_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField()),
                ("outcome", models.CharField(choices=[("done", "Done"), ("failed", "Failed")], max_length=8)),
                ("reason", models.TextField(blank=True)),
                ("well_at", models.DateTimeField(null=True)),
            ],
        ),
    ]
