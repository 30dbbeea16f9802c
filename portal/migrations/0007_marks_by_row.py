"""One event is marked by a trigger of its row: a trigger of the statement kept a table of its rows for that one row.

Many events added at once are marked once for each court-day by the statement that adds them (portal.events.add_many).
"""

from django.db import migrations

MARK = """
CREATE FUNCTION portal_event_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portal_changedcourtday (court_id, day) VALUES (NEW.court_id, NEW.day);
    RETURN NULL;
END $$;
DROP TRIGGER portal_event_log_insert ON portal_event;
CREATE TRIGGER portal_event_log_insert AFTER INSERT ON portal_event FOR EACH ROW
    WHEN (current_setting('songting.summed', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION portal_event_mark();
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0006_heartbeat")]

    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
