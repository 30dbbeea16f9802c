"""Rows on their way: read into the stage, held against each other and against what is on record."""

import json
from contextlib import closing

from django.db import connection

from metrics.registers.copying import copy_in
from metrics.registers.derivation import content_of
from metrics.registers.faults import Fault, shortened
from metrics.registers.findings import MOST_FAULTS

STAGE = """metrics_registerrow
    (batch_id, row, reference, court_id, case_number, number_year, number_type, number_serial, content)"""

# A court's numbers of a year follow each other, from 1 on; a digit too many would carry its series off.
WIDEST_GAP = 10_000

# The same row twice is one row.
DROP_REPEATED = """
DELETE FROM metrics_registerrow AS again USING (
    SELECT reference, min(row) AS row FROM metrics_registerrow WHERE batch_id = %(batch)s
    GROUP BY reference HAVING count(*) > 1
) AS lowest, metrics_registerrow AS first
WHERE again.batch_id = %(batch)s AND first.batch_id = %(batch)s AND first.row = lowest.row
  AND again.reference = lowest.reference AND again.row > lowest.row AND again.content = first.content
"""

# Found by the parts of the number: this portal keeps the court, not the code that stood on the paper.
NUMBERS_LIVE = """
    SELECT 'number_live', stage.row, 'case_number', stage.case_number, NULL, NULL
    FROM metrics_registerrow AS stage JOIN filing_casenumber AS live
      ON live.court_id = stage.court_id AND live.year = stage.number_year
     AND live.type_code = stage.number_type AND live.serial = stage.number_serial
    WHERE stage.batch_id = %(batch)s
"""
IN_ORDER = "ORDER BY 2, 1 LIMIT %(limit)s"

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
),
following AS (
    SELECT row, case_number, number_serial, greatest(lag(number_serial) OVER (
        PARTITION BY stage.court_id, number_year, number_type ORDER BY number_serial), series.last, 0) AS below
    FROM stage LEFT JOIN filing_casenumberseries AS series
      ON series.court_id = stage.court_id AND series.year = number_year AND series.type_code = number_type
    WHERE number_serial IS NOT NULL
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
UNION ALL
    SELECT 'reference_live', stage.row, 'reference', stage.reference, NULL, NULL
    FROM stage JOIN filing_filing AS live USING (reference)
UNION ALL
    SELECT 'number_far', row, 'case_number', case_number, 'below', below::text FROM following
    WHERE number_serial > below + %(gap)s
UNION ALL
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
        parts = (row.number.year, row.number.type_code, row.number.serial) if row.number else (None, "", None)
        yield batch, number, row.reference, row.court, row.case_number, *parts, content


def drop_repeated(batch):
    """One of each set of equal rows stays; returns how many went."""
    return _execute(DROP_REPEATED, batch).rowcount


def conflicts(batch, open_courts):
    """Faults of rows against each other, the entries on record and the portal's own cases, in the order of rows."""
    asked = {"all": open_courts is None, "open": sorted(open_courts or ()), "gap": WIDEST_GAP}
    return _faults(CONFLICTS + NUMBERS_LIVE, batch, **asked)


def live_numbers(batch):
    """Faults of rows whose case number this portal itself has given out."""
    return _faults(NUMBERS_LIVE, batch)


def counts(batch):
    """(new, changed, unchanged) if it were applied now."""
    return _execute(COUNTS, batch).fetchone()


def _faults(statement, batch, **parameters):
    found = _execute(statement + IN_ORDER, batch, limit=MOST_FAULTS, **parameters)
    return [
        Fault(code, row, column, shortened(value), {name: detail} if name else {})
        for code, row, column, value, name, detail in found
    ]


def _execute(statement, batch, **parameters):
    cursor = connection.cursor()
    cursor.execute(statement, {"batch": batch.pk, **parameters})
    return cursor
