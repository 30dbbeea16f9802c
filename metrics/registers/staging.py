"""Rows on their way: read into the stage, held against each other and against what is on record."""

import json
from contextlib import closing

from django.db import connection

from metrics.registers.copying import copy_in
from metrics.registers.derivation import content_of
from metrics.registers.faults import Fault, shortened
from metrics.registers.findings import MOST_FAULTS

STAGE = "metrics_registerrow (batch_id, row, reference, court_id, case_number, content)"

# The same row twice is one row.
DROP_REPEATED = """
DELETE FROM metrics_registerrow AS again USING (
    SELECT reference, min(row) AS row FROM metrics_registerrow WHERE batch_id = %(batch)s
    GROUP BY reference HAVING count(*) > 1
) AS lowest, metrics_registerrow AS first
WHERE again.batch_id = %(batch)s AND first.batch_id = %(batch)s AND first.row = lowest.row
  AND again.reference = lowest.reference AND again.row > lowest.row AND again.content = first.content
"""

CONFLICTS = """
WITH stage AS (SELECT * FROM metrics_registerrow WHERE batch_id = %(batch)s),
repeated AS (
    SELECT *, min(row) OVER (PARTITION BY reference) AS first FROM stage
    WHERE reference IN (SELECT reference FROM stage GROUP BY reference HAVING count(*) > 1)
),
shared AS (
    SELECT *, min(row) OVER (PARTITION BY case_number) AS first FROM stage
    WHERE case_number IN (SELECT case_number FROM stage WHERE case_number <> ''
                          GROUP BY case_number HAVING count(DISTINCT reference) > 1)
)
SELECT 'repeated_differently', row, 'reference', reference, 'first', first::text FROM repeated WHERE row > first
UNION ALL SELECT 'number_twice', row, 'case_number', case_number, 'first', first::text FROM shared WHERE row > first
UNION ALL
    SELECT 'number_taken', stage.row, 'case_number', stage.case_number, NULL, NULL
    FROM stage JOIN metrics_registerentry AS other USING (case_number)
    WHERE stage.case_number <> '' AND other.reference <> stage.reference
UNION ALL
    SELECT 'number_changed', stage.row, 'case_number', stage.case_number, 'number', entry.case_number
    FROM stage JOIN metrics_registerentry AS entry USING (reference)
    WHERE stage.case_number <> '' AND entry.case_number NOT IN ('', stage.case_number)
      AND (%(all)s OR entry.court_id = ANY(%(open)s))
UNION ALL
    SELECT 'reference_elsewhere', stage.row, 'reference', stage.reference, NULL, NULL
    FROM stage JOIN metrics_registerentry AS entry USING (reference)
    WHERE entry.content IS NOT NULL AND NOT (%(all)s OR entry.court_id = ANY(%(open)s))
ORDER BY 2, 1 LIMIT %(limit)s
"""

COUNTS = """
SELECT count(*) FILTER (WHERE entry.content IS NULL),
       count(*) FILTER (WHERE entry.content <> stage.content),
       count(*) FILTER (WHERE entry.content = stage.content)
FROM metrics_registerrow AS stage LEFT JOIN metrics_registerentry AS entry USING (reference)
WHERE stage.batch_id = %(batch)s
"""


def stage(batch, rows, progress):
    """Keep the rows read, as (number, Row), in the stage."""
    with closing(rows):
        copy_in(STAGE, _lines(batch.pk, rows, progress))


def _lines(batch, rows, progress):
    for number, row in rows:
        progress.step()
        content = json.dumps(content_of(row), ensure_ascii=False)
        yield batch, number, row.reference, row.court, row.case_number, content


def drop_repeated(batch):
    """One of each set of equal rows stays; returns how many went."""
    return _execute(DROP_REPEATED, batch).rowcount


def conflicts(batch, open_courts):
    """Faults of rows against each other and against the entries on record, in the order of rows."""
    limits = {"all": open_courts is None, "open": sorted(open_courts or ()), "limit": MOST_FAULTS}
    return [
        Fault(code, row, column, shortened(value), {name: detail} if name else {})
        for code, row, column, value, name, detail in _execute(CONFLICTS, batch, **limits)
    ]


def counts(batch):
    """(new, changed, unchanged) if it were applied now."""
    return _execute(COUNTS, batch).fetchone()


def _execute(statement, batch, **parameters):
    cursor = connection.cursor()
    cursor.execute(statement, {"batch": batch.pk, **parameters})
    return cursor
