from django.db import migrations, models

STATES = [
    ("draft", "Draft"), ("submitted", "Awaiting review"), ("returned", "Returned for correction"),
    ("accepted", "Accepted, to be docketed or referred"), ("referred", "Offered for mediation"),
    ("in_mediation", "In mediation"), ("mediation_failed", "Mediation failed, to be docketed"),
    ("settled", "Settled by mediation"), ("not_confirmed", "Settled, but not confirmed"), ("docketed", "Docketed"),
    ("declined", "Not accepted"), ("handed_back", "Handed back, not corrected"), ("withdrawn", "Withdrawn"),
    ("closed", "Closed"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("filing", "0006_superior_request")]

    operations = [
        migrations.AlterField(
            "filing",
            "state",
            models.CharField(choices=STATES, default="submitted", max_length=20, verbose_name="State"),
        ),
    ]
