"""From entries to events: what the rows now say is held against what is on record; only differences are written.

Everything happens in the caller's transaction, set by set; the number of statements does not depend on the rows.
"""

import json
import tempfile

from django.conf import settings
from django.db import connection

from metrics.registers.copying import copied, copy_in, copy_out
from metrics.registers.derivation import events_of, row_of
from metrics.rollup.locks import publishing
from portal.events import add_many

# Entries an import or its undoing touches: `before` and `after` are their cells, null where there
# was none; `is_new`: not even without content.
TOUCHED = """
CREATE TEMP TABLE register_touched (
    entry_id bigint PRIMARY KEY, reference text, court_id bigint, case_number text, before jsonb, after jsonb,
    is_new boolean
) ON COMMIT DROP
"""
DRAFTS = """
CREATE TEMP TABLE register_drafts (
    entry_id bigint, position smallint, court_id bigint, day date, verb text, target text, facts jsonb
) ON COMMIT DROP
"""
DERIVED = "SELECT entry_id, after FROM register_touched WHERE after IS NOT NULL ORDER BY entry_id"

STANDING = """
CREATE TEMP TABLE register_standing ON COMMIT DROP AS
SELECT event.court_id, event.day, event.id, event.subject_id AS entry_id, event.verb, event.facts
FROM register_touched AS touched JOIN portal_event AS event
  ON event.subject_kind = 'register' AND event.subject_id = touched.entry_id AND event.retracted_at IS NULL
WHERE touched.before IS NOT NULL
"""
# What stands as it should falls out of both tables; what is left is the difference.
SETTLE = """
WITH same AS (
    DELETE FROM register_drafts AS draft USING register_standing AS standing
    WHERE draft.entry_id = standing.entry_id AND draft.verb = standing.verb AND draft.day = standing.day
      AND draft.court_id = standing.court_id AND draft.facts = standing.facts
    RETURNING standing.id
)
DELETE FROM register_standing AS standing USING same WHERE standing.id = same.id
"""
RETRACT = """
UPDATE portal_event AS event SET retracted_at = %(moment)s FROM register_standing AS standing
WHERE event.court_id = standing.court_id AND event.day = standing.day AND event.id = standing.id
"""
ADD = """
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, facts,
                          note, person_id, process, recorded_at)
SELECT draft.court_id, draft.day, draft.day::timestamp AT TIME ZONE %(zone)s, 'register', draft.entry_id,
       touched.reference, draft.verb, '', draft.target, draft.facts, '', %(person)s, %(process)s, %(moment)s
FROM register_drafts AS draft JOIN register_touched AS touched USING (entry_id)
ORDER BY draft.entry_id, draft.position
"""


def begin():
    """Make the table of touched entries, in place of an earlier one of this transaction; the caller fills it."""
    _execute("DROP TABLE IF EXISTS register_touched, register_drafts, register_standing")
    _execute(TOUCHED)


def record_events(*, by, limits, progress):
    """Retract what no longer holds and add what now does; returns the one moment both carry.

    `by`: {"person": id or None, "process": name or ""}.
    """
    _execute("ANALYZE register_touched")
    _execute(DRAFTS)
    with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as file:
        copy_out(DERIVED, file)
        copy_in("register_drafts", _drafts(copied(file), limits, progress))
    _execute(STANDING)
    _execute("ANALYZE register_drafts, register_standing")
    _execute(SETTLE)
    progress.enter("writing")
    # A ranking is never frozen between this moment and the end of the transaction that makes it true.
    publishing()
    moment = _execute("SELECT clock_timestamp()").fetchone()[0]
    _execute(RETRACT, moment=moment)
    add_many(ADD, {"moment": moment, "zone": settings.TIME_ZONE, **by})
    return moment


def _drafts(rows, limits, progress):
    for entry, content in rows:
        progress.step()
        row = row_of(json.loads(content), limits)
        for position, draft in enumerate(events_of(row)):
            facts = json.dumps(draft.facts, ensure_ascii=False)
            yield entry, position, row.court, draft.day, draft.verb, draft.target, facts


def _execute(statement, **parameters):
    cursor = connection.cursor()
    cursor.execute(statement, parameters or None)
    return cursor
