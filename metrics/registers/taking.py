"""Entries as an import leaves them, and as they were before it. Set by set, in the caller's transaction."""

from django.db import connection

TOUCH = """
INSERT INTO register_touched
SELECT coalesce(entry.id, nextval(pg_get_serial_sequence('metrics_registerentry', 'id'))),
       stage.reference, stage.court_id, stage.case_number, entry.content, stage.content, entry.id IS NULL
FROM metrics_registerrow AS stage LEFT JOIN metrics_registerentry AS entry USING (reference)
WHERE stage.batch_id = %(batch)s AND entry.content IS DISTINCT FROM stage.content
"""
CHANGE = """
UPDATE metrics_registerentry AS entry
SET court_id = touched.court_id, case_number = touched.case_number, content = touched.after
FROM register_touched AS touched WHERE entry.id = touched.entry_id AND NOT touched.is_new
"""
ADD = """
INSERT INTO metrics_registerentry (id, reference, court_id, case_number, content)
SELECT entry_id, reference, court_id, case_number, after FROM register_touched WHERE is_new
"""
REMEMBER = """
INSERT INTO metrics_registerrevision (batch_id, entry_id, before, after)
SELECT %(batch)s, entry_id, before, after FROM register_touched
"""
TOUCH_AGAIN = """
INSERT INTO register_touched
SELECT entry.id, entry.reference, coalesce((revision.before ->> 'court')::bigint, entry.court_id),
       coalesce(revision.before ->> 'case_number', ''), revision.after, revision.before, false
FROM metrics_registerrevision AS revision JOIN metrics_registerentry AS entry ON entry.id = revision.entry_id
WHERE revision.batch_id = %(batch)s
"""


def take_over(batch):
    """New and changed entries from the stage, and what they were before."""
    _execute(batch, TOUCH, CHANGE, ADD, REMEMBER)


def put_back(batch):
    """Entries as they were before the import; one it brought stays without content, for its events' sake."""
    _execute(batch, TOUCH_AGAIN, CHANGE)


def _execute(batch, *statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, {"batch": batch.pk})
