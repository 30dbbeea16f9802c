"""An application for confirmation may be taken back, and then be made again."""

import django.db.models.deletion
from django.db import migrations, models

STATES = [
    ("applied", "Applied for"), ("accepted", "Accepted"), ("confirmed", "Confirmed"),
    ("not_accepted", "Not accepted"), ("dismissed", "Dismissed"), ("withdrawn", "Withdrawn"),
]  # fmt: skip
GROUNDS = [
    ("not_court_matter", "The matter is not for the courts"), ("no_jurisdiction", "This court has no jurisdiction"),
    ("status", "Marriage, parentage or adoption status"),
    ("other_procedure", "Another special procedure, public notice or bankruptcy applies"),
    ("property_rights", "Confirmation of real or intellectual-property rights"),
    ("against_law", "Against a mandatory provision of law"),
    ("harms_others", "Harms the state, the public or the rights of others"),
    ("against_public_order", "Against public order and good morals"), ("not_voluntary", "Not voluntary"),
    ("unclear", "The content is unclear"), ("other", "Another circumstance in which it cannot be confirmed"),
    ("taken_back", "The applicants take it back"),
    ("not_supplemented", "What was asked for was not brought in time"),
    ("no_answer", "The applicants refuse to answer the court"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("mediation", "0002_not_confirmed")]

    operations = [
        migrations.AlterField(
            "confirmation",
            "mediation",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="mediation.mediation",
            ),
        ),
        migrations.AlterField(
            "confirmation",
            "state",
            models.CharField(choices=STATES, default="applied", max_length=16, verbose_name="State"),
        ),
        migrations.AlterField(
            "confirmation",
            "ground",
            models.CharField(blank=True, choices=GROUNDS, max_length=40, verbose_name="Ground"),
        ),
        migrations.AlterModelOptions("confirmation", {"ordering": ["pk"]}),
        migrations.AddConstraint(
            "confirmation",
            models.UniqueConstraint(
                condition=models.Q(("state", "withdrawn"), _negated=True),
                fields=["mediation"],
                name="confirmation_one_standing",
                violation_error_message="Confirmation of this agreement was applied for already.",
            ),
        ),
    ]
