import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("filing", "0002_filing_was_settled"), ("portal", "0001_initial")]

    operations = [
        migrations.AddField("correctionnotice", "brought", models.JSONField(blank=True, null=True)),
        migrations.AddField(
            "filing",
            "transferred_from",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="portal.court",
                verbose_name="Transferred from",
            ),
        ),
    ]
