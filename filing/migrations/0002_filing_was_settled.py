from django.db import migrations, models

SETTLED_BEFORE = """
UPDATE filing_filing SET was_settled = true WHERE id IN (
    SELECT subject_id FROM portal_event WHERE subject_kind = 'filing' AND verb = 'settle' AND retracted_at IS NULL)
"""


class Migration(migrations.Migration):
    dependencies = [("filing", "0001_initial"), ("portal", "0001_initial")]

    operations = [
        migrations.AddField("filing", "was_settled", models.BooleanField(default=False)),
        migrations.RunSQL(SETTLED_BEFORE, migrations.RunSQL.noop),
    ]
