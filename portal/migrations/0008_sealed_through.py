"""What waits for its seal is found by its number, so no deed has to write a second row beside its entry."""

from django.db import migrations, models

# What was sealed is settled up to the oldest entry that waits; the next sealing takes it from there.
TAKE_OVER = """
INSERT INTO portal_sealedthrough (id, settled, asked, running)
SELECT 1, through, through, '[]' FROM (
    SELECT coalesce((SELECT min(entry_id) - 1 FROM portal_unsealedentry), (SELECT max(id) FROM portal_auditentry), 0)
        AS through) AS taken
WHERE through > 0;
DROP TRIGGER portal_auditentry_wait ON portal_auditentry;
DROP FUNCTION portal_auditentry_wait();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0007_marks_by_row")]

    operations = [
        migrations.CreateModel(
            "SealedThrough",
            [
                ("id", models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("settled", models.BigIntegerField(default=0)),
                ("asked", models.BigIntegerField(default=0)),
                ("running", models.JSONField(default=list)),
            ],
        ),
        migrations.RunSQL(TAKE_OVER, migrations.RunSQL.noop),
        migrations.DeleteModel("UnsealedEntry"),
    ]
