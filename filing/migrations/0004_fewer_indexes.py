"""A filing is written into fewer indexes: none that another serves, and small ones for what few filings have."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def maybe(name, to, related_name, label):
    field = models.ForeignKey(
        to,
        django.db.models.deletion.PROTECT,
        blank=True,
        db_index=False,
        null=True,
        related_name=related_name,
        verbose_name=label,
    )
    return migrations.AlterField("filing", name, field)


def where_given(name, field):
    condition = models.Q((f"{field}__isnull", False))
    return migrations.AddIndex("filing", models.Index(condition=condition, fields=[field], name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("filing", "0003_transfer_and_brought"),
        ("portal", "0004_quicker_marks"),
    ]

    operations = [
        migrations.RemoveIndex("filing", "filing_assisting"),
        migrations.RemoveIndex("filing", "filing_mine"),
        maybe("assisting_court", "portal.court", "assisted_filings", "Assisting court"),
        migrations.AlterField(
            "filing",
            "court",
            models.ForeignKey(
                "portal.court",
                django.db.models.deletion.PROTECT,
                db_index=False,
                related_name="filings",
                verbose_name="Court",
            ),
        ),
        maybe("entered_by", settings.AUTH_USER_MODEL, "+", "Entered by"),
        maybe("filed_by", settings.AUTH_USER_MODEL, "filings", "Filed by"),
        migrations.AlterField(
            "filing", "reference", models.CharField(editable=False, max_length=40, verbose_name="Reference")
        ),
        maybe("transferred_from", "portal.court", "+", "Transferred from"),
        where_given("filing_assisting", "assisting_court"),
        where_given("filing_passed_on", "transferred_from"),
        where_given("filing_mine", "filed_by"),
        migrations.AddConstraint(
            "filing", models.UniqueConstraint(fields=("reference",), name="filing_reference")
        ),
    ]
