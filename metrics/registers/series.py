"""How far registers take the court's own series of case numbers: up when applied, back when undone."""

# ruff: noqa: S608 - only our own fragments are put together; values travel as parameters

from django.db import connection

HIGHEST = """
SELECT court_id, number_year, number_type, max(number_serial) FROM metrics_registerrow
WHERE batch_id = %(batch)s AND number_serial IS NOT NULL GROUP BY 1, 2, 3
"""

# （2026）吉7502民初41号, or 〔敦化林院代字待定〕 for a code not confirmed: year, type, serial.
PARTS = r"'^（(\d{4})）(?:〔[^〕]*〕|\D\d*)(\D+)(\d+)号$'"
HELD = f"""
WITH undone AS (
    SELECT DISTINCT (after ->> 'court')::bigint AS court_id, parts[1] AS year, parts[2] AS type
    FROM metrics_registerrevision, regexp_match(after ->> 'case_number', {PARTS}) AS parts
    WHERE batch_id = %(batch)s AND parts IS NOT NULL
), held AS (
    SELECT court_id, parts[1] AS year, parts[2] AS type, max(parts[3]::integer) AS serial
    FROM metrics_registerentry, regexp_match(case_number, {PARTS}) AS parts
    WHERE parts IS NOT NULL AND court_id IN (SELECT court_id FROM undone) GROUP BY 1, 2, 3
)
SELECT court_id, year::integer, type, coalesce(serial, 0) FROM undone LEFT JOIN held USING (court_id, year, type)
"""


def highest_serials(batch):
    """[(court id, year, type code, serial)]: how far the rows take each series."""
    return _fetched(HIGHEST, batch)


def held_serials(batch):
    """The same for the series an undone import had numbers of: what the entries that remain still hold, or 0."""
    return _fetched(HELD, batch)


def _fetched(statement, batch):
    with connection.cursor() as cursor:
        cursor.execute(statement, {"batch": batch.pk})
        return cursor.fetchall()
