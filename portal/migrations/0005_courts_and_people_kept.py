"""Courts close, forms carry a version, a user name is one whatever its case, the audit is found by days."""

import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Upper

# Whoever came later under a name that differs only in case keeps the account, under a name nobody else has.
TELL_APART = """
UPDATE portal_person AS later SET username = left(later.username, 40) || '.' || later.id
WHERE EXISTS (SELECT FROM portal_person AS first
              WHERE upper(first.username) = upper(later.username) AND first.id < later.id)
"""
DAYS_SO_FAR = """
INSERT INTO portal_auditday (day, first, last)
SELECT (at AT TIME ZONE %s)::date AS day, min(id), max(id) FROM portal_auditentry GROUP BY 1
"""
HEAD = "An intermediate court stands at the head here: it has no superior."
TAKEN = "This user name is taken."


def once(label, length, taken, **options):
    return models.CharField(
        label, max_length=length, unique=True, error_messages={"unique": taken}, **options
    )


def version():
    return models.DateTimeField(default=django.utils.timezone.now, editable=False)


class Migration(migrations.Migration):
    dependencies = [("portal", "0004_quicker_marks")]

    operations = [
        migrations.AddField("court", "changed_at", version()),
        migrations.AddField("court", "closed_from", models.DateField("Closed from", null=True, blank=True)),
        migrations.AlterField(
            "court", "code", once("Court code", 10, "Another court has this code.", null=True, blank=True)
        ),
        migrations.AlterField("court", "name", once("Name", 60, "Another court has this name.")),
        migrations.AlterField(
            "court", "short_name", once("Short name", 20, "Another court has this short name.")
        ),
        migrations.AddConstraint(
            "court",
            models.CheckConstraint(
                name="court_not_its_own_superior",
                condition=models.Q(superior=None) | ~models.Q(superior=models.F("id")),
                violation_error_message="A court is not its own superior.",
            ),
        ),
        migrations.AddConstraint(
            "court",
            models.CheckConstraint(
                name="court_head_without_superior",
                condition=models.Q(superior=None) | ~models.Q(level="intermediate"),
                violation_error_message=HEAD,
            ),
        ),
        migrations.AddField("person", "changed_at", version()),
        migrations.AlterField("person", "username", once("User name", 60, TAKEN)),
        migrations.RunSQL(TELL_APART, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "person",
            models.UniqueConstraint(Upper("username"), name="one_user_name", violation_error_message=TAKEN),
        ),
        migrations.CreateModel(
            "AuditDay",
            [
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("first", models.BigIntegerField()),
                ("last", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL([(DAYS_SO_FAR, [settings.TIME_ZONE])], migrations.RunSQL.noop),
    ]
