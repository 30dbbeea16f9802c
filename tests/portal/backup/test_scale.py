"""Memory does not grow with the rows."""

import os
import subprocess
import sys

from .conftest import HOME, address, ask

EVENTS = """
INSERT INTO portal_event (court_id, day, at, subject_kind, subject_id, reference, verb, source, target, facts, note, process)
SELECT (SELECT min(id) FROM portal_court), current_date - number %% 60, now(), 'filing', number, 'R' || number, 'submit',
    '', 'submitted', '{"case_type": "民初"}', repeat('纠纷', 200), 'test'
FROM generate_series(1, %s) AS number
"""


def peak(database, *words):
    """The most memory a command's process took, in KiB."""
    environment = {**os.environ, "DATABASE_URL": address(database)}
    process = subprocess.Popen([sys.executable, "manage.py", *map(str, words)], cwd=HOME, env=environment)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss


def test_many_events_need_no_more_memory_than_few(create, migrated, filled, tmp_path):
    peaks = {}
    for count in (1_000, 50_000):
        database, path = create(filled), tmp_path / f"{count}.zip"
        ask(database, EVENTS, count)
        peaks[count] = peak(database, "backup", path), peak(create(migrated), "restore", path)
    for few, many in zip(*peaks.values(), strict=True):
        assert many <= few + (12 << 10), peaks  # the rows are 70 MB of text
