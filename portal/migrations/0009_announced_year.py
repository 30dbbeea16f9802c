"""A day keeps the year whose announcement it came with, so that a corrected one takes back the days of December too."""

from django.db import migrations, models

# The last days of a December came with the next year's announcement where they name the same document as its days.
TAKE_OVER = """
UPDATE portal_courtday SET announced_year = extract(year FROM day) WHERE announced;
UPDATE portal_courtday SET announced_year = extract(year FROM day) + 1
WHERE NOT announced AND extract(month FROM day) = 12 AND extract(day FROM day) >= 25 AND EXISTS (
    SELECT 1 FROM portal_courtday AS next
    WHERE next.announced AND next.source = portal_courtday.source AND next.source <> ''
        AND extract(year FROM next.day) = extract(year FROM portal_courtday.day) + 1);
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0008_sealed_through")]

    operations = [
        migrations.AddField(
            "courtday", "announced_year", models.PositiveSmallIntegerField(editable=False, null=True)
        ),
        migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop),
    ]
