"""What every step writes costs less: no index that another serves, no look at courts and persons that never go."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The key of an event begins with court and day, and few events are retracted: a second index on them tells nothing new.
# Both logs are drained from their beginning, never searched.
FEWER_INDEXES = """
DROP INDEX event_court_day;
ALTER TABLE portal_changedcourtday DROP CONSTRAINT portal_changedcourtday_pkey;
ALTER TABLE portal_unsealedentry DROP CONSTRAINT portal_unsealedentry_pkey;
"""

# An event points at its court and its person for ever. That both exist is looked after where it costs nothing: they
# cannot be deleted. (A key that is partitioned would be looked up once for every event.)
STAY_FOR_EVER = """
ALTER TABLE portal_event DROP CONSTRAINT portal_event_court_id_fkey, DROP CONSTRAINT portal_event_person_id_fkey;
CREATE FUNCTION portal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is named by events and never deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER portal_court_stays BEFORE DELETE ON portal_court FOR EACH ROW EXECUTE FUNCTION portal_stays();
CREATE TRIGGER portal_person_stays BEFORE DELETE ON portal_person FOR EACH ROW EXECUTE FUNCTION portal_stays();
"""


def never_deleted(to, **options):
    return models.ForeignKey(
        to,
        django.db.models.deletion.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
        **options,
    )


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_database")]

    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(FEWER_INDEXES, migrations.RunSQL.noop)],
            [migrations.RemoveIndex("event", "event_court_day")],
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(STAY_FOR_EVER, migrations.RunSQL.noop)],
            [
                migrations.AlterField("event", "court", never_deleted("portal.court")),
                migrations.AlterField("event", "person", never_deleted(settings.AUTH_USER_MODEL, null=True)),
            ],
        ),
        migrations.AlterField("auditentry", "court", never_deleted("portal.court", null=True)),
        migrations.AlterField("auditentry", "person", never_deleted(settings.AUTH_USER_MODEL, null=True)),
    ]
