"""Made-up rows, straight into the tables: a backup must not care what they mean."""

import psycopg2

# Whatever COPY's text form has to mask, and what looks alike but is not.
ODD = "\\N\t制表\r\n换行\\.\\x41 “引号” 'a' \"b\" 립안 𠮷 {1,2} ,"
COLUMNS = """
SELECT attname::text, format_type(atttypid, NULL), attnotnull, atttypmod - 4, refname
FROM pg_attribute
LEFT JOIN LATERAL (
    SELECT confrelid::regclass::text AS refname FROM pg_constraint
    WHERE contype = 'f' AND conrelid = attrelid AND conkey = ARRAY[attnum] LIMIT 1
) AS reference ON true
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attgenerated = ''
ORDER BY attnum
"""
VALUES = {
    "boolean": "true", "smallint": "1", "integer": "1", "bigint": "1", "numeric": "1.5", "date": "DATE '2024-02-29'",
    "timestamp with time zone": "TIMESTAMPTZ '2024-02-29 23:59:59.999999+08'", "uuid": "gen_random_uuid()",
    "inet": "INET '2001:db8::1'", "bytea": r"'\x00ff0a5c'::bytea", "bigint[]": "'{1,2}'::bigint[]",
    "jsonb": """'{"名": "a\\\\b\\"c", "\\u0009": [null, 0.10, 1e3]}'::jsonb""",
}  # fmt: skip


def fill_what_is_empty(cursor):
    """One row for every table without any, as far as its constraints let made-up values in."""
    cursor.execute(
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind = 'r' AND NOT relispartition ORDER BY 1"
    )
    waiting = [name for (name,) in cursor.fetchall() if _is_empty(cursor, name)]
    for _each in range(len(waiting)):  # those that others refer to may come later in the alphabet
        waiting = [
            name for name in waiting if not (_try(cursor, name, full=True) or _try(cursor, name, full=False))
        ]


def _is_empty(cursor, name):
    cursor.execute(f'SELECT NOT EXISTS (SELECT FROM "{name}")')
    return cursor.fetchone()[0]


def _try(cursor, name, *, full):
    """With every column given a value, or only those that need one."""
    cursor.execute(COLUMNS, [name])
    wanted = [column for column in cursor.fetchall() if full or column[2]]
    names = ", ".join(f'"{column}"' for column, *_rest in wanted)
    values = ", ".join(_value(*column) for column in wanted)
    cursor.execute("SAVEPOINT made_up")
    try:
        cursor.execute(f'INSERT INTO "{name}" ({names}) VALUES ({values})')
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except psycopg2.Error:
        cursor.execute("ROLLBACK TO SAVEPOINT made_up")
        return False
    return True


def _value(_column, kind, _needed, length, reference):
    if reference:
        return f"(SELECT id FROM {reference} ORDER BY id LIMIT 1)"
    if kind in ("text", "character varying"):
        text = ODD if kind == "text" else ODD[:length]
        return "'" + text.replace("'", "''") + "'"
    return VALUES[kind]
