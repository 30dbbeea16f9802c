"""What the database itself keeps: partitions and append-only facts, the change log, the append-only audit."""

from django.db import migrations

PARTITIONED_EVENTS = """
ALTER TABLE portal_event RENAME TO portal_event_plain;
CREATE TABLE portal_event (LIKE portal_event_plain INCLUDING DEFAULTS) PARTITION BY RANGE (day);
DROP TABLE portal_event_plain;
ALTER SEQUENCE portal_event_id_seq OWNED BY portal_event.id;
ALTER TABLE portal_event
    ADD PRIMARY KEY (court_id, day, id),
    ADD FOREIGN KEY (court_id) REFERENCES portal_court (id) DEFERRABLE INITIALLY DEFERRED,
    ADD FOREIGN KEY (person_id) REFERENCES portal_person (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX event_court_day ON portal_event (court_id, day) WHERE retracted_at IS NULL;
CREATE INDEX event_subject ON portal_event (subject_kind, subject_id);
CREATE TABLE portal_event_default PARTITION OF portal_event DEFAULT;

-- A month's partition; rows that waited in the default one move into it.
CREATE FUNCTION portal_event_make_partition(wanted date) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', wanted);
    next date := first + interval '1 month';
    name text := 'portal_event_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NOT NULL THEN RETURN false; END IF;
    LOCK TABLE portal_event IN SHARE ROW EXCLUSIVE MODE;
    EXECUTE format('CREATE TABLE %I (LIKE portal_event INCLUDING DEFAULTS)', name);
    PERFORM set_config('songting.moving', 'on', true);
    EXECUTE format('WITH moved AS (DELETE FROM portal_event_default WHERE day >= %L AND day < %L RETURNING *)'
                   ' INSERT INTO %I SELECT * FROM moved', first, next, name);
    PERFORM set_config('songting.moving', '', true);
    EXECUTE format('ALTER TABLE portal_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', name, first, next);
    RETURN true;
END $$;
"""

APPEND_ONLY_EVENTS = """
CREATE FUNCTION portal_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND current_setting('songting.moving', true) = 'on' THEN RETURN OLD; END IF;
    IF TG_OP = 'UPDATE' AND OLD.retracted_at IS NULL AND NEW.retracted_at IS NOT NULL
       AND (to_jsonb(NEW) - 'retracted_at') = (to_jsonb(OLD) - 'retracted_at') THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'events are never edited or deleted: retract and add' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER portal_event_guard BEFORE UPDATE OR DELETE ON portal_event
    FOR EACH ROW EXECUTE FUNCTION portal_event_guard();

CREATE FUNCTION portal_event_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portal_changedcourtday (court_id, day) SELECT DISTINCT court_id, day FROM touched;
    RETURN NULL;
END $$;
CREATE TRIGGER portal_event_log_insert AFTER INSERT ON portal_event
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION portal_event_log_change();
CREATE TRIGGER portal_event_log_retract AFTER UPDATE ON portal_event
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION portal_event_log_change();
"""

APPEND_ONLY_AUDIT = """
CREATE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER portal_auditentry_guard BEFORE UPDATE OR DELETE ON portal_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER portal_auditentry_no_truncate BEFORE TRUNCATE ON portal_auditentry
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER portal_auditseal_guard BEFORE UPDATE OR DELETE ON portal_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
CREATE TRIGGER portal_auditseal_no_truncate BEFORE TRUNCATE ON portal_auditseal
    FOR EACH STATEMENT EXECUTE FUNCTION portal_append_only();
"""

WAIT_FOR_SEAL = """
CREATE FUNCTION portal_auditentry_wait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO portal_unsealedentry (entry_id) SELECT id FROM added;
    RETURN NULL;
END $$;
CREATE TRIGGER portal_auditentry_wait AFTER INSERT ON portal_auditentry
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION portal_auditentry_wait();
ALTER TABLE portal_unsealedentry SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
"""

EAGER_VACUUM = """
ALTER TABLE portal_changedcourtday SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
"""


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [
        migrations.RunSQL(PARTITIONED_EVENTS, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY_EVENTS, migrations.RunSQL.noop),
        migrations.RunSQL(APPEND_ONLY_AUDIT, migrations.RunSQL.noop),
        migrations.RunSQL(WAIT_FOR_SEAL, migrations.RunSQL.noop),
        migrations.RunSQL(EAGER_VACUUM, migrations.RunSQL.noop),
    ]
