"""Figures of four bytes; indexes without what changes, and room in the page, so that a change stays in its page."""

from django.db import migrations, models

INDEXES = (
    ("dailyfigure", "daily_by_indicator", ["indicator", "day"]),
    ("monthlyfigure", "monthly_by_indicator", ["indicator", "month"]),
    ("dailyspread", "spread_by_indicator", ["indicator", "day"]),
)
ROOM = "".join(
    f"ALTER TABLE metrics_{table} SET (fillfactor = {share});"
    for table, share in (("dailyfigure", 85), ("monthlyfigure", 70), ("dailyspread", 90))
)


class Migration(migrations.Migration):
    dependencies = [("metrics", "0002_registerrow_number")]

    operations = [
        *(migrations.RemoveIndex(model, name) for model, name, _fields in INDEXES),
        *(
            migrations.AlterField(model, name, models.IntegerField(null=name == "denominator"))
            for model in ("dailyfigure", "monthlyfigure")
            for name in ("numerator", "denominator")
        ),
        *(
            migrations.AddIndex(model, models.Index(fields=fields, name=name))
            for model, name, fields in INDEXES
        ),
        migrations.RunSQL(ROOM, migrations.RunSQL.noop),
    ]
